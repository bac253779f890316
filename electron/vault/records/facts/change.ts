/** How forms of what is known of a patient are saved. */
import { raise } from '../../../../shared/base/result.ts';
import type { FactType } from '../../../../shared/bridge/facts.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { editedOps, standingRow } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { findRow, type RecordRow } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import { existingRow } from '../view.ts';
import type { Workspace } from '../workspace.ts';

/** The clinic's time (ISO 8601 with its offset) and day, who writes, and in which language (BCP 47). */
export interface FactSetting {
  readonly now: string;
  readonly today: string;
  readonly by: string;
  readonly locale: string;
}

/** A record as its form showed it: `seen` names the writes; without an id it is new. */
export interface Edited {
  readonly id?: string | undefined;
  readonly seen: readonly string[];
}

/**
 * The operations that save a form: of a new record as `made` from nothing, of an edited one from what the form had seen. Raises
 * not-found, not-valid, signed.
 */
export function savedOps(
  workspace: Workspace,
  reader: Reader,
  type: FactType,
  patient: string,
  { id, seen }: Edited,
  made: (before: JsonObject | undefined) => JsonObject,
): Op[] {
  existingRow(reader, 'Patient', patient);
  if (id === undefined) {
    const resource = made(undefined);
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  }
  if (standingRow(reader, type, id).patient !== patient)
    raise('not-found', `This ${type} is not in this patient’s chart any more. Nothing was changed.`);
  return editedOps(workspace, reader, { type, id, seen }, made);
}

/** The records of a type in a chart that are neither deleted nor entered in error. */
export function factsOf(reader: Reader, type: string, patient: string): RecordRow[] {
  const ids = reader.all<{ id: string }>(
    `SELECT id FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = ? AND deleted = 0 AND coalesce(status, '') <> 'entered-in-error' ORDER BY id`,
    patient,
    type,
  );
  return ids.flatMap(({ id }) => findRow(reader, type, id) ?? []);
}

/** A concept of one of HL7's code systems, http://terminology.hl7.org/CodeSystem. */
export function coded(system: string, code: string, display: string): JsonObject {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code, display }] };
}

/** Without the members whose names begin so, in either of their two forms (`_name`). */
export function without(resource: JsonObject, ...names: readonly RegExp[]): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => !names.some((one) => one.test(name.replace(/^_/, '')))),
  );
}
