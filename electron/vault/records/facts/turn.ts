/** What is known of a patient is over, stands again, or was never so. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { FactType } from '../../../../shared/bridge/facts.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { breachesInChart } from '../../storage/breaches.ts';
import { diagnosesWith } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { errorOps } from '../amend.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { asError } from '../final.ts';
import { lockOf } from '../lock.ts';
import { behindLine, type Diagnosis, isListed, lineBefore } from '../problem-lines.ts';
import { project } from '../projection.ts';
import { findRow, type RecordRow } from '../row.ts';
import type { Workspace } from '../workspace.ts';
import { retired, turnedAllergy } from './allergy.ts';
import type { FactSetting } from './change.ts';
import { turnedMedication } from './medication.ts';
import { turnedProblem } from './problem.ts';

type Fact = { readonly type: FactType; readonly id: string };

/** Resolves or stops it, or takes it up again; a diagnosis is resolved with what stands behind it, and taken up with the line before it. Raises not-found, signed, append-only. */
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
    const along = (to === 'over' ? standingBehind : endedBefore)(workspace, reader, row, turned);
    const ops = [row, ...along].flatMap((one) => turnedOps(workspace, reader, one, turned));
    // an allergy that stands again ends what said that there is none
    const ends = type === 'AllergyIntolerance' && to === 'active' && row.patient !== null;
    return ends ? [...ops, ...retired(workspace, reader, row.patient)] : ops;
  });
}

/**
 * Marks it as entered in error; nothing for one that is so already. A problem of the list takes along what visits say again of it from then on; what
 * visits said before it, and that a visit's own diagnosis was an error, is for itself. Raises not-found.
 */
export function factError(workspace: Workspace, { type, id }: Fact, reason: string): Changed {
  return change(workspace, (reader) => {
    const row = standingRow(reader, type, id);
    const resource = parseJson(row.json) as JsonObject;
    const since = momentOf(row) ?? Number.MIN_SAFE_INTEGER;
    const behind = isListed({ resource })
      ? standingBehind(workspace, reader, row, asError).filter((one) => (momentOf(one) ?? since) >= since)
      : [];
    return [row, ...behind].flatMap((one) => errorOps(workspace, reader, one, reason));
  });
}

/** Diagnoses that are behind this one in the chart, and would come forth once this one is `turned`; none that is signed. */
function standingBehind(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  turned: (before: JsonObject) => JsonObject,
): RecordRow[] {
  const after = (one: Diagnosis): Diagnosis | undefined => {
    const resource = turned(one.resource);
    const { status } = project(resource, () => '');
    return status === 'entered-in-error' ? undefined : { ...one, resource, status };
  };
  return unsigned(workspace, reader, behindLine(sameDiagnoses(reader, row), row.id, after));
}

/** The diagnosis behind which this one stands in the chart; none that is signed. */
function endedBefore(workspace: Workspace, reader: Reader, row: RecordRow): RecordRow[] {
  const line = lineBefore(sameDiagnoses(reader, row), row.id);
  return unsigned(workspace, reader, line ? [line] : []);
}

/** What a chart holds of the same diagnosis, the newest first. */
function sameDiagnoses(reader: Reader, { type, patient, json }: RecordRow): Diagnosis[] {
  const { code } = project(parseJson(json) as JsonObject, () => '');
  if (type !== 'Condition' || patient === null || code === null) return [];
  const breaches = breachesInChart(reader, patient);
  return diagnosesWith(reader, patient, code).map((row): Diagnosis => {
    const conflicts = row.conflicts + (breaches.get(`${row.type}/${row.id}`) ?? 0);
    return { ...row, conflicts, resource: parseJson(row.json) as JsonObject };
  });
}

function unsigned(workspace: Workspace, reader: Reader, diagnoses: readonly Diagnosis[]): RecordRow[] {
  return diagnoses
    .flatMap(({ id }) => findRow(reader, 'Condition', id) ?? [])
    .filter((row) => lockOf(reader, workspace.members(), row) !== 'signed');
}

function momentOf({ json }: RecordRow): number | null {
  return project(parseJson(json) as JsonObject, () => '').at;
}
