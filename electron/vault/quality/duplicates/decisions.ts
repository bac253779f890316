/** What a person decided of two patients who look like one. */
import { raise } from '../../../../shared/base/result.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { parseJson } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';
import { DIFFERENT_PERSON, differentPersons } from '../../../../shared/records/patient/merge.ts';
import { change, standingRow, turnedOps } from '../../records/changes.ts';
import type { Workspace } from '../../records/workspace.ts';
import { findRecord } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';

/** Two patients in the order in which a pair is kept. */
export function inOrder(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** Whether somebody looked at both and said that they are two persons. */
export function areDifferent(reader: Reader, a: string, b: string): boolean {
  const [first, second] = inOrder(a, b);
  const json = findRecord(reader, 'Patient', first);
  return json !== undefined && differentPersons(parseJson(json) as JsonObject).includes(second);
}

/**
 * Says that two patients are two persons, or takes that back. Kept on the one with the smaller id, as an extension of its own: said on two
 * workstations it is said once. Raises not-found, invalid-input.
 */
export function markDifferent(workspace: Workspace, a: string, b: string, different: boolean): void {
  if (a === b) raise('invalid-input', 'These two are the same record. Nothing was changed.');
  const [first, second] = inOrder(a, b);
  change(workspace, (reader) => {
    standingRow(reader, 'Patient', second);
    return turnedOps(workspace, reader, standingRow(reader, 'Patient', first), (patient) => {
      const others = objectsIn(patient.extension).filter(
        (one) => !differentPersons({ extension: [one] }).includes(second),
      );
      const said = { url: DIFFERENT_PERSON, valueReference: { reference: `Patient/${second}` } };
      const extension = different ? [...others, said] : others;
      const { extension: _, ...rest } = patient;
      return extension.length > 0 ? { ...rest, extension } : rest;
    });
  });
}
