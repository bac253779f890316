/** What is known of the logs of remotes: the running hash at each place that was read, and what others claim to have read. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { MAX_CLAIMS, type RemoteClaim } from '../../../shared/envelope/body.ts';
import type { Reader, Writer } from './database.ts';
import { findRemote, listRemotes } from './remotes.ts';

/** A claim that cannot be held against what was read here yet. */
export interface OpenClaim {
  readonly device: Uint8Array;
  readonly incarnation: Uint8Array;
  readonly serverSeq: number;
  readonly logHash: Uint8Array;
}

/** Where a claim stands: who made it, and up to which own seq that workstation had seen this one's envelopes then. */
export interface Claimant {
  readonly device: Uint8Array;
  readonly sawOwn: number;
}

/** What this workstation has seen of each remote, for the next envelope. */
export function ownClaims(reader: Reader): RemoteClaim[] {
  return listRemotes(reader)
    .flatMap(({ incarnation, endpointKey, cursor, logHash }): RemoteClaim[] =>
      incarnation && cursor > 0
        ? [{ incarnation, ...(endpointKey ? { endpoint: endpointKey } : {}), cursor, logHash }]
        : [],
    )
    .slice(0, MAX_CLAIMS);
}

/** Keeps the running hash of a remote's log at a place that was read, and which envelope stands there, by its number in this log. */
export function keepPlace(
  writer: Writer,
  url: string,
  serverSeq: number,
  { logHash, eid }: { logHash: Uint8Array; eid: number | null },
): void {
  writer.run(
    `INSERT INTO remote_log (url, server_seq, log_hash, eid) VALUES (?, ?, ?, ?)
     ON CONFLICT (url, server_seq) DO UPDATE SET log_hash = excluded.log_hash, eid = excluded.eid`,
    url,
    serverSeq,
    logHash,
    eid,
  );
}

/** Keeps which incarnation a remote shows, and the own envelopes that were written before it did. */
export function keepIncarnation(writer: Writer, url: string, incarnation: Uint8Array, own: number): void {
  writer.run(
    'INSERT INTO remote_incarnation (url, incarnation, own) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    url,
    incarnation,
    own,
  );
}

/**
 * Holds a claim of another workstation against what this one has read of the same logs. Returns the remotes that show another
 * log there. A claim beyond what was read is kept, and one of an incarnation of the same endpoint that was never shown here,
 * if its author knew from this workstation which one is.
 */
export function judgeClaim(writer: Writer, { device, sawOwn }: Claimant, claim: RemoteClaim): string[] {
  const forked: string[] = [];
  for (const { url, incarnation, endpointKey, cursor } of listRemotes(writer)) {
    if (!incarnation) continue;
    if (!sameBytes(incarnation, claim.incarnation)) {
      const same = endpointKey && claim.endpoint && sameBytes(endpointKey, claim.endpoint);
      const current = incarnationAt(writer, url, incarnation);
      if (same && current && sawOwn > current.own && !incarnationAt(writer, url, claim.incarnation))
        keepClaim(writer, url, device, claim);
    } else if (claim.cursor > cursor) keepClaim(writer, url, device, claim);
    else if (contradicts(writer, url, claim.cursor, claim.logHash)) forked.push(url);
  }
  return forked;
}

/** Whether a remote that was read up to its cursor by now contradicts what others had read before; those claims are settled. */
export function settleClaims(writer: Writer, url: string): boolean {
  const remote = findRemote(writer, url);
  if (!remote?.incarnation) return false;
  const { incarnation, cursor } = remote;
  const reached = openClaims(writer, url).filter(
    (claim) => claim.serverSeq <= cursor && sameBytes(claim.incarnation, incarnation),
  );
  writer.run(
    'DELETE FROM remote_claim WHERE url = ? AND incarnation = ? AND server_seq <= ?',
    url,
    incarnation,
    cursor,
  );
  return reached.some(({ serverSeq, logHash }) => contradicts(writer, url, serverSeq, logHash));
}

/** Claims about a remote that are not settled and of which no alarm has told. */
export function openClaims(reader: Reader, url: string): OpenClaim[] {
  return reader.all(
    'SELECT device, incarnation, server_seq AS serverSeq, log_hash AS logHash FROM remote_claim WHERE url = ? AND told = 0',
    url,
  );
}

/** An alarm tells of a claim. False where it is settled, or newer by now. */
export function tellClaim(writer: Writer, url: string, { device, incarnation, serverSeq }: OpenClaim): boolean {
  const { changes } = writer.run(
    'UPDATE remote_claim SET told = 1 WHERE url = ? AND device = ? AND incarnation = ? AND server_seq = ? AND told = 0',
    url,
    device,
    incarnation,
    serverSeq,
  );
  return changes > 0;
}

function keepClaim(writer: Writer, url: string, device: Uint8Array, claim: RemoteClaim): void {
  writer.run(
    `INSERT INTO remote_claim (url, device, incarnation, server_seq, log_hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (url, device) DO UPDATE SET incarnation = excluded.incarnation, server_seq = excluded.server_seq,
       log_hash = excluded.log_hash, told = 0
       WHERE excluded.server_seq > server_seq OR excluded.incarnation <> incarnation`,
    url,
    device,
    claim.incarnation,
    claim.cursor,
    claim.logHash,
  );
}

function incarnationAt(reader: Reader, url: string, incarnation: Uint8Array): { own: number } | undefined {
  return reader.get('SELECT own FROM remote_incarnation WHERE url = ? AND incarnation = ?', url, incarnation);
}

function contradicts(reader: Reader, url: string, serverSeq: number, logHash: Uint8Array): boolean {
  const row = reader.get<{ hash: Uint8Array }>(
    'SELECT log_hash AS hash FROM remote_log WHERE url = ? AND server_seq = ?',
    url,
    serverSeq,
  );
  return row !== undefined && !sameBytes(row.hash, logHash);
}
