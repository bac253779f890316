/** Contents of envelopes that are missing here, or at a remote, without a redaction that holds. */
import { toHex } from '../../../shared/base/bytes.ts';
import type { Reader, Writer } from './database.ts';
import { headerAt, partsOf, transactionOf } from './log.ts';

/** A statement that a transaction's ciphertext goes was kept out: what it names (the hash of the last envelope) is missing nowhere for good. */
export function noteRefused(writer: Writer, place: { eid: number; op: number }, hash: Uint8Array): void {
  writer.run(
    'INSERT INTO refused_statement (hash, eid, op) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    hash,
    place.eid,
    place.op,
  );
  const transaction = transactionOf(writer, hash);
  for (const { eid } of transaction ? partsOf(writer, transaction) : []) noteOwedToAll(writer, eid);
}

/** Any remote may have the stub alone of an envelope that is whole here; not the one that it has just come from. */
export function noteOwedToAll(writer: Writer, eid: number, from = ''): void {
  writer.run(
    'INSERT INTO contents_owed (url, eid) SELECT url, ? FROM remote WHERE url <> ? ON CONFLICT DO NOTHING',
    eid,
    from,
  );
}

/** Statements of a transaction, or one of them, are judged anew. */
export function forgetRefused(writer: Writer, eid: number, op: number | null = null): void {
  writer.run('DELETE FROM refused_statement WHERE eid = ? AND op = coalesce(?, op)', eid, op);
}

/** Stubs of which no redaction is known here, not even one that was kept out. Where a head is named that is none of these (hexadecimal), the redaction may be one that nobody here can read. */
export function countUnexplained(reader: Reader, heads: ReadonlyMap<string, unknown>): number {
  const rows = reader.all<{ eid: number }>(
    `SELECT eid FROM envelope e WHERE e.state <> 'applied' AND e.state = 'withheld' AND NOT EXISTS (
       SELECT 1 FROM envelope l JOIN refused_statement r ON r.hash = l.hash
       WHERE l.device = e.device AND l.seq = e.seq - e.part + e.parts - 1)`,
  );
  return rows.filter(({ eid }) => heads.has(toHex(headerAt(reader, eid)?.membershipHead ?? new Uint8Array()))).length;
}

/** A remote showed the stub alone of an envelope that is whole here. */
export function noteOwed(writer: Writer, url: string, eid: number): void {
  writer.run('INSERT INTO contents_owed (url, eid) VALUES (?, ?) ON CONFLICT DO NOTHING', url, eid);
}

/** A remote has the contents, or they are gone here, too. */
export function forgetOwed(writer: Writer, url: string, eid: number): void {
  writer.run('DELETE FROM contents_owed WHERE url = ? AND eid = ?', url, eid);
}

/** Envelopes whose contents a remote may lack, in the order of this log. */
export function owedTo(reader: Reader, url: string): number[] {
  return reader
    .all<{ eid: number }>('SELECT eid FROM contents_owed WHERE url = ? ORDER BY eid', url)
    .map(({ eid }) => eid);
}

/** Envelopes without contents here (the few first, then their places: most logs miss nothing) that a remote has in a known place of its log, in the order of this log. */
export function withheldAt(reader: Reader, url: string): { eid: number; bytes: Uint8Array; serverSeq: number }[] {
  return reader.all(
    `SELECT e.eid, e.bytes, l.server_seq AS serverSeq FROM envelope e CROSS JOIN remote_log l ON l.url = ? AND l.eid = e.eid
     WHERE e.state <> 'applied' AND e.state = 'withheld' ORDER BY e.eid`,
    url,
  );
}
