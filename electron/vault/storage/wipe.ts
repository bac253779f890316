/** How many of the records that were here an exchange with a remote has removed, over all its pages and also after a restart. */
import type { Reader, Writer } from './database.ts';

/** `watching`: counts. `held`: nothing more is taken. `allowed`: a person wants it, up to the end of the log. */
export type WipeState = 'watching' | 'held' | 'allowed';

export interface WipeTally {
  readonly state: WipeState;
  /** Records that were here when it began have numbers up to this one; so many of them were deleted already. */
  readonly maxRid: number;
  readonly deleted: number;
  /** Of what was held: records that would go, those that were there, and the length of the membership log then. */
  readonly removed: number;
  readonly live: number;
  readonly members: number;
}

/** The tally of a remote; undefined between two exchanges. */
export function wipeTally(reader: Reader, url: string): WipeTally | undefined {
  return reader.get(
    'SELECT state, max_rid AS maxRid, deleted, removed, live, members FROM wipe_guard WHERE url = ?',
    url,
  );
}

/** Begins to count, unless an exchange that did not come to its end has begun. */
export function beginTally(writer: Writer, url: string): WipeTally {
  const known = wipeTally(writer, url);
  if (known) return known;
  const maxRid = writer.get<{ rid: number | null }>('SELECT max(rid) AS rid FROM record')?.rid ?? 0;
  const fresh = {
    state: 'watching' as const,
    maxRid,
    deleted: deletedUpTo(writer, maxRid),
    removed: 0,
    live: 0,
    members: 0,
  };
  writer.run(
    'INSERT INTO wipe_guard (url, state, max_rid, deleted) VALUES (?, ?, ?, ?)',
    url,
    fresh.state,
    maxRid,
    fresh.deleted,
  );
  return fresh;
}

/** How many of the records that were here when the tally began are gone now. */
export function removedSince(reader: Reader, { maxRid, deleted }: WipeTally): number {
  return deletedUpTo(reader, maxRid) - deleted;
}

/** How many records were there, not deleted, when the tally began. */
export function liveThen(reader: Reader, { maxRid, deleted }: WipeTally): number {
  return (reader.get<{ n: number }>('SELECT count(*) AS n FROM record WHERE rid <= ?', maxRid)?.n ?? 0) - deleted;
}

/** Takes nothing more from a remote. */
export function hold(writer: Writer, url: string, what: { removed: number; live: number; members: number }): void {
  writer.run(
    "UPDATE wipe_guard SET state = 'held', removed = ?, live = ?, members = ? WHERE url = ?",
    what.removed,
    what.live,
    what.members,
    url,
  );
}

/** Counts again, or takes what comes. */
export function setWipeState(writer: Writer, url: string, state: WipeState): void {
  writer.run('UPDATE wipe_guard SET state = ? WHERE url = ?', state, url);
}

/** The remote was read to its end: the next exchange counts anew. */
export function endTally(writer: Writer, url: string): void {
  writer.run('DELETE FROM wipe_guard WHERE url = ?', url);
}

function deletedUpTo(reader: Reader, maxRid: number): number {
  return reader.get<{ n: number }>('SELECT count(*) AS n FROM record WHERE deleted = 1 AND rid <= ?', maxRid)?.n ?? 0;
}
