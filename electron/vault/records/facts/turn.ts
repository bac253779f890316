/** What is known of a patient is over, stands again, or was never so. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { FactType } from '../../../../shared/bridge/facts.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { markError } from '../amend.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { changesOf } from '../history.ts';
import { existingRow } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { retired, turnedAllergy } from './allergy.ts';
import type { FactSetting } from './change.ts';
import { turnedMedication } from './medication.ts';
import { turnedProblem } from './problem.ts';

type Fact = { readonly type: FactType; readonly id: string };

/** Resolves or stops it, or takes it up again. Raises not-found, signed, append-only. */
export function turnFact(
  workspace: Workspace,
  { today }: FactSetting,
  { type, id }: Fact,
  to: 'active' | 'over',
): Changed {
  return change(workspace, (reader) => {
    const row = standingRow(reader, type, id);
    const turned = (before: JsonObject): JsonObject => {
      if (type === 'AllergyIntolerance') return turnedAllergy(before, to);
      return type === 'Condition' ? turnedProblem(before, to, today) : turnedMedication(before, to, today);
    };
    const ops = turnedOps(workspace, reader, row, turned);
    // an allergy that stands again ends what said that there is none
    const ends = type === 'AllergyIntolerance' && to === 'active' && row.patient !== null;
    return ends ? [...ops, ...retired(workspace, reader, row.patient)] : ops;
  });
}

/** Marks it as entered in error; nothing for one that is so already. Raises not-found. */
export function factError(workspace: Workspace, { type, id }: Fact, reason: string): Changed {
  const before = changesOf(workspace.store, existingRow(workspace.store, type, id)).at(-1)?.write;
  markError(workspace, type, id, reason);
  const after = changesOf(workspace.store, existingRow(workspace.store, type, id)).at(-1)?.write;
  return { changes: after === undefined || after === before ? [] : [{ type, id, write: after }] };
}
