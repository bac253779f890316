/**
 * What records call the names by which something is counted. Of each name is kept, beside the numbers of facts, how many records call it how: what
 * most of them call it is its label, and a word that nobody uses any more is gone. Most records use one and the same word: of a record only another
 * one is kept, so that it can be taken back when the record goes.
 */
import type { Reader, Writer } from './database.ts';
import { CALLED, LABEL } from './fact-rows.ts';

export interface FactName {
  readonly name: string;
  /** What the record calls it. */
  readonly label?: string | undefined;
}

/** The numbers of names in a record: what it calls them, and what those call them of which no word is kept; null where there is none. */
export type Called = Map<number, { readonly label: string | null; readonly usual: string | null }>;

/** A word as it stands where a number could: never to be taken for one. */
const MARK = ':';

/** SQL of what records call a name, by SQL of its number: the word of most, of as many the first by its letters; NULL where they have none. */
export function labelSql(nid: string): string {
  return `(SELECT substr(l.value, ${MARK.length + 1}) FROM fact_count l WHERE l.kind = ${LABEL} AND l.day = '' AND l.who = ${nid}
    AND l.value > '${MARK}' ORDER BY l.n DESC, l.value LIMIT 1)`;
}

/** The number of a name, a new one for what nothing was called so far. */
export function nidOf(writer: Writer, named: FactName | undefined, called: Called): number | null {
  if (named === undefined) return null;
  const { name, label = null } = named;
  const known = writer.get<{ nid: number; usual: string | null }>(
    'SELECT nid, label AS usual FROM fact_name WHERE name = ?',
    name,
  );
  const nid = known?.nid ?? writer.run('INSERT INTO fact_name (name, label) VALUES (?, ?)', name, label).rowid;
  if (!called.has(nid)) called.set(nid, { label, usual: known ? known.usual : label });
  return nid;
}

/** Keeps what a record that came calls what it names. */
export function addLabels(writer: Writer, rid: number, called: Called): void {
  for (const [nid, { label, usual }] of called) {
    if (label !== usual && usual === null && !isUsed(writer, nid, null)) setUsual(writer, nid, label);
    else if (label !== usual)
      writer.run(
        'INSERT INTO fact_count (kind, day, who, place, value, n) VALUES (?, ?, ?, -1, ?, 1) ON CONFLICT DO NOTHING',
        CALLED,
        String(rid),
        nid,
        marked(label),
      );
    writer.run(
      `INSERT INTO fact_count (kind, day, who, place, value, n) VALUES (?, '', ?, -1, ?, 1)
       ON CONFLICT DO UPDATE SET n = n + 1`,
      LABEL,
      nid,
      marked(label),
    );
  }
}

/** Takes back what a record that goes called these names. */
export function removeLabels(writer: Writer, rid: number, nids: ReadonlySet<number>): void {
  if (nids.size === 0) return;
  const own = new Map(
    writer
      .all<{ nid: number; value: string }>(
        'SELECT who AS nid, value FROM fact_count WHERE kind = ? AND day = ?',
        CALLED,
        String(rid),
      )
      .map(({ nid, value }) => [nid, value]),
  );
  if (own.size > 0) writer.run('DELETE FROM fact_count WHERE kind = ? AND day = ?', CALLED, String(rid));
  for (const nid of nids) {
    const usual = usualOf(writer, nid);
    const value = own.get(nid) ?? marked(usual);
    const row = [LABEL, nid, value] as const;
    writer.run(
      "UPDATE fact_count SET n = n - 1 WHERE kind = ? AND day = '' AND who = ? AND place = -1 AND value = ?",
      ...row,
    );
    const { changes } = writer.run(
      "DELETE FROM fact_count WHERE kind = ? AND day = '' AND who = ? AND place = -1 AND value = ? AND n <= 0",
      ...row,
    );
    // nobody calls it so any more: of all that do otherwise it is kept how
    if (changes > 0 && value === marked(usual)) setUsual(writer, nid, mostCommon(writer, nid));
  }
}

/** Names that no record has any more: they may be words of one that was erased. */
export function forgetNames(writer: Writer): void {
  writer.run('DELETE FROM fact_name WHERE nid NOT IN (SELECT who FROM fact_count WHERE kind = ?)', LABEL);
}

/** The number of a name; undefined for one that no record has. */
export function findNid(reader: Reader, name: string): number | undefined {
  return reader.get<{ nid: number }>('SELECT nid FROM fact_name WHERE name = ?', name)?.nid;
}

/** Names by number, as far as records have them. */
export function namesByNid(reader: Reader, nids: Iterable<number>): Map<number, FactName> {
  const rows = reader.all<{ nid: number; name: string; label: string | null }>(
    `SELECT nid, name, ${labelSql('nid')} AS label FROM fact_name WHERE nid IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...nids]),
  );
  return new Map(rows.map(({ nid, name, label }) => [nid, { name, label: label ?? undefined }]));
}

/** What records call something; undefined where they have no word for it. */
export function labelOf(reader: Reader, name: string): string | undefined {
  const sql = `SELECT ${labelSql('nid')} AS label FROM fact_name WHERE name = ?`;
  return reader.get<{ label: string | null }>(sql, name)?.label ?? undefined;
}

/** The word of those records of which none is kept; null: they have no word. */
function usualOf(reader: Reader, nid: number): string | null {
  return reader.get<{ label: string | null }>('SELECT label FROM fact_name WHERE nid = ?', nid)?.label ?? null;
}

function setUsual(writer: Writer, nid: number, label: string | null): void {
  writer.run('UPDATE fact_name SET label = ? WHERE nid = ?', label, nid);
}

function mostCommon(reader: Reader, nid: number): string | null {
  return reader.get<{ label: string | null }>(`SELECT ${labelSql('?')} AS label`, nid)?.label ?? null;
}

function isUsed(reader: Reader, nid: number, label: string | null): boolean {
  const sql = "SELECT 1 FROM fact_count WHERE kind = ? AND day = '' AND who = ? AND place = -1 AND value = ?";
  return reader.get(sql, LABEL, nid, marked(label)) !== undefined;
}

function marked(label: string | null): string {
  return MARK + (label ?? '');
}
