/** The clinic's rules for highest doses: entered, ended, listed. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { DoseRule, ListedRule } from '../../../../shared/bridge/dose-rules.ts';
import { variantsOf } from '../../../../shared/merge/variants.ts';
import type { Reader } from '../../storage/database.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { findRow, stateOf } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import { viewRecord } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { knowledgeOf, ruleOf } from './resource.ts';

/** So many combinations of values in conflict are looked at. */
const MOST = 16;

/** Raises not-valid. */
export function addRule(workspace: Workspace, rule: DoseRule): Changed {
  return change(workspace, () => {
    const resource = knowledgeOf(rule);
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** A rule that holds no more stays in its history. Raises not-found, signed. */
export function endRule(workspace: Workspace, id: string): Changed {
  return change(workspace, (reader) =>
    turnedOps(workspace, reader, standingRow(reader, 'MedicationKnowledge', id), (before) => ({
      ...before,
      status: 'inactive',
    })),
  );
}

/** The rules that hold, by the names of their medicines. */
export function listRules(workspace: Workspace): ListedRule[] {
  return rulesIn(workspace.store)
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at)
    .map(({ id, rule }) => {
      const { updated, conflicts } = viewRecord(workspace, 'MedicationKnowledge', id);
      return { id, rule, by: updated.user, at: updated.at, conflicts };
    })
    .sort((a, b) => (a.rule.medicine.text < b.rule.medicine.text ? -1 : 1));
}

/** The rules that hold, one in conflict with each of its values. */
export function rulesIn(reader: Reader): { id: string; rule: DoseRule }[] {
  const ids = reader.all<{ id: string }>(
    "SELECT id FROM record WHERE type = 'MedicationKnowledge' AND deleted = 0 ORDER BY id",
  );
  return ids.flatMap(({ id }) => {
    const row = findRow(reader, 'MedicationKnowledge', id);
    if (!row) return [];
    return variantsOf(stateOf(reader, row), MOST).flatMap((resource) => {
      const rule = ruleOf(resource);
      return rule ? [{ id, rule }] : [];
    });
  });
}
