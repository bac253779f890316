/** A record as the window sees it. */

import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { RecordView, Resource, SignatureView, Stamp } from '../../../shared/bridge/records.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { currentWrites } from '../../../shared/merge/reducer.ts';
import { parseJson, plainJson } from '../../../shared/records/json.ts';
import { breachesOf } from '../storage/breaches.ts';
import type { Reader } from '../storage/database.ts';
import { addendumView } from './addendum.ts';
import { addendaAbout } from './links.ts';
import { judgeSignatures, lockOf } from './lock.ts';
import { findRow, placeOf, type RecordRow, stateOf } from './row.ts';
import { signatureClaims } from './signature.ts';
import type { Workspace } from './workspace.ts';

/** The current state of a record; raises not-found. A deleted one is shown with `deleted`. */
export function viewRecord(workspace: Workspace, type: string, id: string): RecordView {
  const { store } = workspace;
  const row = existingRow(store, type, id);
  const place = placeOf(store, row.eid, row.op);
  return {
    resource: plainJson(parseJson(row.json)) as Resource,
    seen: row.registers === null ? [place.id] : currentWrites(stateOf(store, row)),
    version: row.version,
    deleted: row.deleted === 1,
    conflicts: row.conflicts + breachesOf(store, row.rid),
    updated: stampOf(workspace, row.eid),
    lock: lockOf(store, workspace.members(), row),
    signatures: signatureViews(workspace, row),
    addenda: addendaAbout(store, row).map(({ json }) => addendumView(JSON.parse(json))),
  };
}

function signatureViews(workspace: Workspace, row: RecordRow): SignatureView[] {
  const { store } = workspace;
  return judgeSignatures(store, workspace.members(), row).map(({ row: { json }, valid }) => ({
    ...signatureClaims(JSON.parse(json)),
    valid,
  }));
}

/** Canonical JSON of a record; raises not-found, also for a deleted one. */
export function recordJson(workspace: Workspace, type: string, id: string): string {
  const row = existingRow(workspace.store, type, id);
  return row.deleted === 1 ? raise('not-found', `This ${type} was deleted. Its history shows what it was.`) : row.json;
}

/** Who wrote an envelope, where and when by their clock. */
export function stampOf(workspace: Workspace, eid: number): Stamp {
  const row = workspace.store.get<{ device: Uint8Array; user: string; hlc: string; again: string | null }>(
    `SELECT e.device, coalesce(f.user, e.user) AS user, coalesce(f.hlc, e.hlc) AS hlc,
       CASE WHEN f.user <> e.user THEN e.user END AS again
     FROM envelope e LEFT JOIN first_author f ON f.eid = e.eid WHERE e.eid = ?`,
    eid,
  );
  if (!row) throw new Error('a change without its envelope');
  const { users, devices } = workspace.members();
  return {
    user: users.get(row.user)?.name ?? row.user,
    device: devices.get(toHex(row.device))?.name ?? toHex(row.device),
    at: new Date(hlcTime(row.hlc)).toISOString(),
    ...(row.again === null ? {} : { again: users.get(row.again)?.name ?? row.again }),
  };
}

/** The row of a record; raises not-found, and redacted unless a tombstone is asked for as well. */
export function existingRow(
  reader: Reader,
  type: string,
  id: string,
  tombstone: 'refused' | 'given' = 'refused',
): RecordRow {
  const row =
    findRow(reader, type, id) ??
    raise('not-found', `There is no ${type} with this id here. It may not have been synced yet.`);
  if (row.redacted && tombstone === 'refused')
    raise('redacted', `The contents of this ${type} were redacted by an owner. Its history shows when.`);
  return row;
}
