/** Remotes and alarms in the database. */
import type { Reader, Writer } from './database.ts';

export interface RemoteRow {
  readonly url: string;
  readonly incarnation: Uint8Array | null;
  /** The key by which the endpoint names itself; null where it did not say. */
  readonly endpointKey: Uint8Array | null;
  readonly cursor: number;
  readonly logHash: Uint8Array;
  readonly pushed: number;
  readonly lastSuccess: number | null;
  /** Since when every attempt failed, milliseconds; null while the last one succeeded. */
  readonly failingSince: number | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

export interface AlarmRow {
  readonly code: string;
  readonly remote: string;
  readonly message: string;
  readonly since: number;
}

const ZEROS = new Uint8Array(32);
const COLUMNS =
  'url, incarnation, endpoint_key AS endpointKey, cursor, log_hash AS logHash, pushed, last_success AS lastSuccess, failing_since AS failingSince, failure_code AS failureCode, failure_message AS failureMessage';

/** All remotes in the order in which they were added. */
export function listRemotes(reader: Reader): RemoteRow[] {
  return reader.all<RemoteRow>(`SELECT ${COLUMNS} FROM remote ORDER BY added, url`).map(plain);
}

/** One remote, undefined where it is not known. */
export function findRemote(reader: Reader, url: string): RemoteRow | undefined {
  const row = reader.get<RemoteRow>(`SELECT ${COLUMNS} FROM remote WHERE url = ?`, url);
  return row && plain(row);
}

/** Adds a remote of which nothing has been taken yet. `endpoint`: the key by which it names itself, where that is known. */
export function addRemote(writer: Writer, url: string, now: number, endpoint: Uint8Array | null = null): void {
  writer.run('INSERT INTO remote (url, log_hash, added, endpoint_key) VALUES (?, ?, ?, ?)', url, ZEROS, now, endpoint);
}

/** Keeps the key by which an endpoint named itself when it was first asked; it stays. */
export function noteEndpoint(writer: Writer, url: string, endpoint: Uint8Array): void {
  writer.run('UPDATE remote SET endpoint_key = ? WHERE url = ? AND endpoint_key IS NULL', endpoint, url);
}

/** Forgets a remote, and its alarms. What it holds stays there. */
export function removeRemote(writer: Writer, url: string): void {
  writer.run('DELETE FROM remote WHERE url = ?', url);
  for (const table of ['remote_incarnation', 'wipe_guard']) writer.run(`DELETE FROM ${table} WHERE url = ?`, url);
  forgetLog(writer, url);
  writer.run('DELETE FROM alarm WHERE remote = ?', url);
}

/** Keeps how far an exchange with a remote came. */
export function saveProgress(
  writer: Writer,
  url: string,
  to: {
    incarnation: Uint8Array;
    endpointKey: Uint8Array | null;
    cursor: number;
    logHash: Uint8Array;
    pushed: number;
    now: number;
  },
): void {
  writer.run(
    `UPDATE remote SET incarnation = ?, endpoint_key = coalesce(?, endpoint_key), cursor = ?, log_hash = ?, pushed = ?, last_success = ?
     WHERE url = ?`,
    to.incarnation,
    to.endpointKey,
    to.cursor,
    to.logHash,
    to.pushed,
    to.now,
    url,
  );
}

/** Keeps up to which own seq a remote has everything. */
export function savePushed(writer: Writer, url: string, pushed: number): void {
  writer.run('UPDATE remote SET pushed = ? WHERE url = ?', pushed, url);
}

/** Keeps how the last attempt ended, so that the status is true also for a program that starts later. */
export function saveOutcome(
  writer: Writer,
  url: string,
  failure: { code: string; message: string } | null,
  now: number,
): void {
  writer.run(
    `UPDATE remote SET failing_since = CASE WHEN ? IS NULL THEN NULL ELSE coalesce(failing_since, ?) END,
       failure_code = ?, failure_message = ? WHERE url = ?`,
    failure?.code ?? null,
    now,
    failure?.code ?? null,
    failure?.message ?? null,
    url,
  );
}

/** Starts again from nothing with a remote that lost what it had. */
export function restartRemote(writer: Writer, url: string, pushed: number): void {
  forgetLog(writer, url);
  writer.run(
    'UPDATE remote SET incarnation = NULL, cursor = 0, log_hash = ?, pushed = ? WHERE url = ?',
    ZEROS,
    pushed,
    url,
  );
}

/** Everything that is known of a remote's log. */
function forgetLog(writer: Writer, url: string): void {
  for (const table of ['redaction_told', 'contents_owed', 'remote_has', 'remote_log', 'remote_claim'])
    writer.run(`DELETE FROM ${table} WHERE url = ?`, url);
}

/** Notes that a remote has shown an envelope of another workstation. */
export function noteShown(writer: Writer, url: string, device: Uint8Array, seq: number): void {
  writer.run(
    `INSERT INTO remote_has (url, device, seq) VALUES (?, ?, ?)
     ON CONFLICT (url, device) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > seq`,
    url,
    device,
    seq,
  );
}

/** Up to which seq a remote has shown the envelopes of a workstation. */
export function shownSeq(reader: Reader, url: string, device: Uint8Array): number {
  return reader.get<{ seq: number }>('SELECT seq FROM remote_has WHERE url = ? AND device = ?', url, device)?.seq ?? 0;
}

/** Raises an alarm, again if it had been dismissed. */
export function raiseAlarm(writer: Writer, alarm: AlarmRow): void {
  writer.run(
    `INSERT INTO alarm (code, remote, message, since) VALUES (?, ?, ?, ?)
     ON CONFLICT (code, remote) DO UPDATE SET since = CASE WHEN dismissed IS NULL THEN since ELSE excluded.since END, dismissed = NULL`,
    alarm.code,
    alarm.remote,
    alarm.message,
    alarm.since,
  );
}

/** Whether an alarm was raised, be it dismissed or not. */
export function hasAlarm(reader: Reader, code: string, remote: string): boolean {
  return reader.get('SELECT 1 FROM alarm WHERE code = ? AND remote = ?', code, remote) !== undefined;
}

/** The reason for an alarm is gone. */
export function withdrawAlarm(writer: Writer, code: string, remote?: string): void {
  writer.run('DELETE FROM alarm WHERE code = ? AND remote = coalesce(?, remote)', code, remote ?? null);
}

/** Alarms that nobody has dismissed. */
export function openAlarms(reader: Reader): AlarmRow[] {
  return reader.all<AlarmRow>('SELECT code, remote, message, since FROM alarm WHERE dismissed IS NULL ORDER BY since');
}

/** A person has read it. It comes back if it happens again. */
export function dismissAlarm(writer: Writer, code: string, now: number): void {
  writer.run('UPDATE alarm SET dismissed = ? WHERE code = ? AND dismissed IS NULL', now, code);
}

function plain(row: RemoteRow): RemoteRow {
  return {
    ...row,
    incarnation: row.incarnation && new Uint8Array(row.incarnation),
    endpointKey: row.endpointKey && new Uint8Array(row.endpointKey),
    logHash: new Uint8Array(row.logHash),
  };
}
