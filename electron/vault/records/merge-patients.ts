/** Makes two patients one. Decision 0050. */
import { raise } from '../../../shared/base/result.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { type Chosen, MERGED_CONTENT, mergedPatient } from '../../../shared/records/patient/merge.ts';
import type { Reader } from '../storage/database.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { isMerged } from './one-person.ts';
import { referenceId } from './projection.ts';
import type { RecordRow } from './row.ts';
import { mergedContent } from './rules/merged-changed.ts';
import type { Workspace } from './workspace.ts';

export interface Merge {
  /** Ids of the one who stays and of the one who is merged into them. */
  readonly survivor: string;
  readonly merged: string;
  /** What both say differently and is taken from the one who goes. */
  readonly take: readonly Chosen[];
}

/**
 * Merges one patient into another: two edited records in one transaction. All other records stay as they are and are read through the
 * link. Raises not-found, invalid-input, already-merged, not-allowed.
 */
export function mergePatients(workspace: Workspace, { survivor, merged, take }: Merge): void {
  if (survivor === merged) raise('invalid-input', 'These two are the same record already. Nothing was changed.');
  change(workspace, (reader) => {
    const [kept, going] = [standingRow(reader, 'Patient', survivor), standingRow(reader, 'Patient', merged)];
    for (const id of [survivor, merged])
      if (isMerged(reader, id))
        raise('already-merged', 'One of the two was merged with another patient before. Open that one and look again.');
    const other = parseJson(going.json) as JsonObject;
    return [
      ...edited(workspace, reader, kept, (patient) => asSurvivor(patient, other, take)),
      ...edited(workspace, reader, going, (patient) => asMerged(patient, survivor)),
    ];
  });
}

/** Who stays as a merge with `merged` makes them. */
export function asSurvivor(patient: JsonObject, merged: JsonObject, take: readonly Chosen[]): JsonObject {
  const id = textIn(merged.id);
  return { ...mergedPatient(patient, merged, take), link: [...withoutLinks(patient, id), linkTo(id, 'replaces')] };
}

/** Who goes as a merge into `survivor` leaves them. */
export function asMerged(patient: JsonObject, survivor: string): JsonObject {
  const extension = [{ url: MERGED_CONTENT, valueString: mergedContent(patient) }];
  return {
    ...patient,
    active: false,
    link: [...withoutLinks(patient, survivor), { ...linkTo(survivor, 'replaced-by'), extension }],
  };
}

function edited(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  turned: (patient: JsonObject) => JsonObject,
): WriteOp[] {
  return turnedOps(workspace, reader, row, turned) as WriteOp[];
}

function withoutLinks(patient: JsonObject, other: string): JsonObject[] {
  return objectsIn(patient.link).filter((link) => otherOf(link) !== other);
}

/** The patient whom a link names. */
export function otherOf(link: JsonObject): string | null {
  return referenceId(memberOf(link.other, 'reference'), 'Patient');
}

function linkTo(id: string, type: 'replaces' | 'replaced-by'): JsonObject {
  return { other: { reference: `Patient/${id}` }, type };
}
