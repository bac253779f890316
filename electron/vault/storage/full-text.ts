/**
 * The index of texts that people wrote (table full_text, FTS5): which records hold which words, not the texts themselves.
 * Words come ready from records/full-text-words.ts; the tokenizer only splits at what is no letter and no digit.
 */
import type { Reader, SqlValue, Writer } from './database.ts';

export interface TextMatch {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
  /** Id of the patient whose chart it is in. */
  readonly patient: string | null;
  readonly day: string | null;
}

export interface TextQuery {
  /** FTS5's own syntax, made by records/full-text-words.ts. */
  readonly match: string;
  readonly patient?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Adds the words of a record that has none in the index. */
export function addText(writer: Writer, rid: number, words: string): void {
  writer.run('INSERT INTO full_text (rowid, words) VALUES (?, ?)', rid, words);
}

/** Takes a record's words out, whether it has any or not. */
export function removeText(writer: Writer, rid: number): void {
  writer.run('DELETE FROM full_text WHERE rowid = ?', rid);
}

export type MergeStep = 'first' | 'next' | 'done';
/** Pages of the index that one step writes at most: some milliseconds. */
const MERGED_PAGES = 200;

/**
 * One step of putting the index together anew (FTS5's `merge`): what was taken out is only marked until then, and its words are
 * still in the file. Returns the next step.
 */
export function mergeTexts(writer: Writer, step: Exclude<MergeStep, 'done'>): MergeStep {
  const pages = step === 'first' ? -MERGED_PAGES : MERGED_PAGES;
  const before = totalChanges(writer);
  writer.run("INSERT INTO full_text (full_text, rank) VALUES ('merge', ?)", pages);
  return step === 'first' || totalChanges(writer) - before >= 2 ? 'next' : 'done';
}

function totalChanges(reader: Reader): number {
  return reader.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
}

/**
 * Up to so many matches, every one is ranked. Beyond, only the newest so many are (those that came last): a word that stands
 * in every second record ranks nothing, and ranking a million records takes seconds.
 */
const RANKED = 5000;

/**
 * Records that match, the best first: by bm25, then by date. What was entered in error comes last, what was deleted not at
 * all. Within one patient's chart the last comes first where a word is too common to be ranked.
 */
export function textMatches(reader: Reader, query: TextQuery): TextMatch[] {
  const common = countTo(reader, query.match, RANKED + 1) > RANKED;
  if (common && query.patient !== undefined) return inChart(reader, query, query.patient);
  return common ? newest(reader, query) : ranked(reader, query);
}

function countTo(reader: Reader, match: string, most: number): number {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM full_text WHERE full_text MATCH ? LIMIT ?)';
  return reader.get<{ n: number }>(sql, match, most)?.n ?? 0;
}

const COLUMNS = 'r.rid, r.type, r.id, r.json, r.patient, r.day';
const WRONG = "coalesce(r.status = 'entered-in-error', 0)";

/** Rows by bm25; their JSON is read only of those that are wanted. */
function ranked(reader: Reader, { match, patient, types, limit, offset }: TextQuery): TextMatch[] {
  const { sql, params } = typesIn(types);
  return reader.all<TextMatch>(
    `SELECT ${COLUMNS} FROM (
      SELECT r.rid AS best FROM (SELECT rowid AS rid, bm25(full_text) AS score FROM full_text WHERE full_text MATCH ?) f
      CROSS JOIN record r ON r.rid = f.rid
      WHERE r.deleted = 0 AND (? IS NULL OR r.patient = ?) ${sql}
      ORDER BY ${WRONG}, round(f.score, 6), r.at DESC, r.rid DESC LIMIT ? OFFSET ?
    ) CROSS JOIN record r ON r.rid = best`,
    match,
    patient ?? null,
    patient ?? null,
    ...params,
    limit,
    offset,
  );
}

/** Of the rows that came last: as many as are asked for, by date. */
function newest(reader: Reader, { match, types, limit, offset }: TextQuery): TextMatch[] {
  const { sql, params } = typesIn(types);
  return reader.all<TextMatch>(
    `SELECT ${COLUMNS} FROM (
      SELECT r.rid AS best FROM (SELECT rowid AS rid FROM full_text WHERE full_text MATCH ? ORDER BY rowid DESC) f
      CROSS JOIN record r ON r.rid = f.rid
      WHERE r.deleted = 0 ${sql}
      LIMIT ?
    ) CROSS JOIN record r ON r.rid = best
    ORDER BY ${WRONG}, r.at DESC, r.rid DESC LIMIT ? OFFSET ?`,
    match,
    ...params,
    Math.max(RANKED, limit + offset),
    limit,
    offset,
  );
}

/** Ids of all records of a type that match. */
export function textIds(reader: Reader, match: string, type: string): string[] {
  const rows = reader.all<{ id: string }>(
    `SELECT r.id FROM (SELECT rowid AS rid FROM full_text WHERE full_text MATCH ?) f
    CROSS JOIN record r ON r.rid = f.rid WHERE r.type = ? AND r.deleted = 0`,
    match,
    type,
  );
  return rows.map(({ id }) => id);
}

/** Of one chart's records, each looked up in the index by itself. */
function inChart(reader: Reader, { match, types, limit, offset }: TextQuery, patient: string): TextMatch[] {
  const { sql, params } = typesIn(types);
  return reader.all<TextMatch>(
    `SELECT ${COLUMNS} FROM record r
    WHERE r.patient = ? AND r.deleted = 0 ${sql}
      AND EXISTS (SELECT 1 FROM full_text WHERE full_text MATCH ? AND full_text.rowid = r.rid)
    ORDER BY ${WRONG}, r.at DESC, r.rid DESC LIMIT ? OFFSET ?`,
    patient,
    ...params,
    match,
    limit,
    offset,
  );
}

function typesIn(types: readonly string[] | undefined): { sql: string; params: SqlValue[] } {
  if (!types) return { sql: '', params: [] };
  return { sql: 'AND r.type IN (SELECT value FROM json_each(?))', params: [JSON.stringify(types)] };
}
