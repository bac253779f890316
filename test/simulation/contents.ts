/** What a workstation holds, in one text: the same on every one that has the same envelopes, whatever its row numbers. */
import { listConflicts } from '../../electron/vault/records/conflicts.ts';
import { findRow, stateOf } from '../../electron/vault/records/row.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import type { Reader } from '../../electron/vault/storage/database.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { canonicalJson, type JsonObject } from '../../shared/records/json.ts';
import { logOf } from './remains.ts';
import type { World } from './world.ts';

const QUERIES = {
  // by their hash, which covers their bytes; that it does, `verify` says
  envelopes:
    'SELECT hex(device) AS device, seq, hex(hash) AS hash, length(bytes) AS bytes, part, parts, state, hlc, user, operations FROM envelope ORDER BY device, seq',
  records: `SELECT r.type, r.id, r.json, r.deleted, r.version, r.conflicts, r.patient, r.at, r.day, r.code, r.status,
     r.redacted, hex(e.hash) AS hash, r.op FROM record r JOIN envelope e ON e.eid = r.eid ORDER BY r.type, r.id`,
  changes: `SELECT r.type, r.id, hex(e.hash) AS hash, c.op, c.kind FROM change c
     JOIN record r ON r.rid = c.rid JOIN envelope e ON e.eid = c.eid ORDER BY r.type, r.id, e.hash, c.op`,
  setAside:
    'SELECT hex(e.hash) AS hash, s.op, s.reason FROM set_aside s JOIN envelope e ON e.eid = s.eid ORDER BY e.hash, s.op',
  // who wrote behind another list of members only those can read who have that list's keys
  quarantine: `SELECT hex(e.device) AS device, hex(e.hash) AS hash, q.reason, CASE WHEN q.reason <> 'forked' THEN q.user END AS user
     FROM quarantine q JOIN envelope e ON e.eid = q.eid ORDER BY e.hash`,
  admitted: 'SELECT hex(hash) AS hash, decision FROM admission ORDER BY hash, decision',
  breaches: 'SELECT DISTINCT rule, subject, key, accepted FROM breach ORDER BY rule, key, subject',
  merged: 'SELECT id, survivor FROM merged ORDER BY id',
  moved: 'SELECT r.type, r.id, m.own FROM moved m JOIN record r ON r.rid = m.rid ORDER BY r.type, r.id',
  links: 'SELECT id, other FROM patient_link ORDER BY id, other',
  membership: 'SELECT idx, hex(hash) AS hash, hex(record) AS record FROM membership ORDER BY idx',
  epochs: 'SELECT epoch, hex(key) AS key FROM epoch_key ORDER BY epoch',
} as const;
export type Part = keyof typeof QUERIES | 'merge' | 'inbox' | 'members';

/** Everything that all workstations must agree on, by part. */
export function contentsOf(workspace: Workspace): Record<Part, string> {
  const { devices, users, profile, epoch, roster } = workspace.members();
  // what somebody wrote who only stood in a list that was given up, those have who took it while that list was theirs
  const isStrangers = (row: object): boolean =>
    'device' in row &&
    !devices.has(String(row.device).toLowerCase()) &&
    (!('state' in row) || row.state === 'quarantined');
  const rows = (reader: Reader, sql: string): string =>
    JSON.stringify(
      reader.all<object>(sql).filter((row) => !isStrangers(row)),
      null,
      1,
    );
  const tables = Object.entries(QUERIES).map(([part, sql]) => [part, rows(workspace.store, sql)]);
  return {
    ...(Object.fromEntries(tables) as Record<keyof typeof QUERIES, string>),
    merge: mergeStates(workspace.store),
    inbox: JSON.stringify(listConflicts(workspace), null, 1),
    members: JSON.stringify({ devices: [...devices], users: [...users], profile, epoch, roster }, hexBytes, 1),
  };
}

function hexBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}

/** The merge state of every record. Of one that has only been created the table need not say what the record says. */
function mergeStates(reader: Reader): string {
  const keys = reader.all<{ type: string; id: string }>('SELECT type, id FROM record ORDER BY type, id');
  const rows = keys.flatMap(({ type, id }) => findRow(reader, type, id) ?? []);
  return rows.map((row) => canonicalJson({ ...stateOf(reader, row) } as unknown as JsonObject)).join('\n');
}

/** A text that changes whenever anything moves anywhere. */
export function totalOf({ stations, endpoint }: World): string {
  return JSON.stringify([
    logOf(endpoint).length,
    ...stations.map(({ workspace: { store } }) => [
      store.get("SELECT count(*) AS n, sum(state = 'applied') AS applied FROM envelope"),
      store.get('SELECT count(*) AS n FROM membership'),
      store.get('SELECT cursor, pushed, hex(log_hash) AS hash FROM remote'),
    ]),
  ]);
}
