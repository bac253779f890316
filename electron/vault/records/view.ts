/** A record as the window sees it. */

import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { RecordView, Resource, Stamp } from '../../../shared/bridge/records.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { currentWrites } from '../../../shared/merge/reducer.ts';
import { parseJson, plainJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { findRow, placeOf, type RecordRow, stateOf } from './row.ts';
import type { Workspace } from './workspace.ts';

/** The current state of a record; raises not-found. A deleted one is shown with `deleted`. */
export function viewRecord(workspace: Workspace, type: string, id: string): RecordView {
  const row = existingRow(workspace.store, type, id);
  const place = placeOf(workspace.store, row.eid, row.op);
  return {
    resource: plainJson(parseJson(row.json)) as Resource,
    seen: row.registers === null ? [place.id] : currentWrites(stateOf(workspace.store, row)),
    version: row.version,
    deleted: row.deleted === 1,
    conflicts: row.conflicts,
    updated: stampOf(workspace, row.eid),
  };
}

/** Canonical JSON of a record; raises not-found, also for a deleted one. */
export function recordJson(workspace: Workspace, type: string, id: string): string {
  const row = existingRow(workspace.store, type, id);
  return row.deleted === 1 ? raise('not-found', `This ${type} was deleted. Its history shows what it was.`) : row.json;
}

/** Who wrote an envelope, where and when by their clock. */
export function stampOf(workspace: Workspace, eid: number): Stamp {
  const row = workspace.store.get<{ device: Uint8Array; user: string; hlc: string }>(
    'SELECT device, user, hlc FROM envelope WHERE eid = ?',
    eid,
  );
  if (!row) throw new Error('a change without its envelope');
  const { users, devices } = workspace.members();
  return {
    user: users.get(row.user)?.name ?? row.user,
    device: devices.get(toHex(row.device))?.name ?? toHex(row.device),
    at: new Date(hlcTime(row.hlc)).toISOString(),
  };
}

/** The row of a record; raises not-found. */
export function existingRow(reader: Reader, type: string, id: string): RecordRow {
  return (
    findRow(reader, type, id) ??
    raise('not-found', `There is no ${type} with this id here. It may not have been synced yet.`)
  );
}
