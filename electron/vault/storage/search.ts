/**
 * Look-ups in the words by which patients are found (table search_token).
 *
 * A word that is typed matches tokens that begin with it, a range of the primary key. What is cheap and what is not depends on
 * how many tokens that range holds, so three look-ups are put together (records/patient-search.ts):
 *  - few: all of the range's patients (`matching`), each tested for the other words by one probe of search_token_rid;
 *  - many (one letter of 100,000 patients): those seen last (`lastSeen`), from the last backwards, until enough of them match;
 *  - whole words (`matching` with `exact`), so that the person meant is never lost among many.
 */
import { OPEN_OF_PATIENT } from './breaches.ts';
import type { Reader, SqlValue } from './database.ts';
import { countMerged, NOT_MERGED } from './merged.ts';
import { whileUnchanged } from './unchanged.ts';

/** What a token is; the lower, the better a match of it. Stored: never renumber. */
export const TokenKind = {
  /** A whole word of a name, a whole Chinese name or its whole pinyin. */
  whole: 1,
  /** Initials of a whole Chinese name. */
  initials: 2,
  identifier: 3,
  phone: 4,
  birth: 5,
  /** A name from its second character, syllable or piece on. */
  part: 6,
  /** Where the patient stands in a list by name; begins with ORDERED, and nobody types it. */
  order: 7,
} as const;

/** Begins tokens that are written backwards, so that the beginning of such a token is the end of a number. */
export const REVERSED = '<';
/** Begins the one token by which a patient is sorted. */
export const ORDERED = '=';

/** A typed word: any of these beginnings will do. */
export type Word = readonly [string, ...string[]];

export interface Match {
  readonly rid: number;
  readonly id: string;
  /** Sum over the words: 0 a whole word or number, 1 its beginning (or a whole part), 2 the beginning of a part. */
  readonly rank: number;
  /** Last visit, milliseconds UTC; null where there is none. */
  readonly seen: number | null;
}

/** After every string with this beginning, as SQLite compares: by bytes of UTF-8. */
const LAST = '\u{10FFFF}';

const GRADE = `CASE WHEN token = ? AND kind < ${TokenKind.part} THEN 0 WHEN token = ? OR kind < ${TokenKind.part} THEN 1 ELSE 2 END`;

/** How many tokens a word matches, counted to `most`. */
export function countTokens(reader: Reader, word: Word, most: number): number {
  let count = 0;
  for (const prefix of new Set(word)) {
    const row = reader.get<{ n: number }>(
      'SELECT count(*) AS n FROM (SELECT 1 FROM search_token WHERE token >= ? AND token < ? LIMIT ?)',
      prefix,
      prefix + LAST,
      most - count,
    );
    count += row?.n ?? 0;
    if (count >= most) break;
  }
  return count;
}

/** Patients with a token that `lead` matches (whole: `exact`), of the first `most` such tokens, who match all of `others` too. */
export function matching(reader: Reader, lead: Word, others: readonly Word[], most: number, exact = false): Match[] {
  const found: Match[] = [];
  const grade = grades(others);
  const test = matchesAll(others);
  const sql = `
    SELECT t.rid, r.id, t.grade + ${grade.sql} AS rank,
      (SELECT e.at FROM record e WHERE e.patient = r.id AND e.type = 'Encounter' ORDER BY e.at DESC LIMIT 1) AS seen
    FROM (
      SELECT rid, min(grade) AS grade FROM (
        SELECT rid, ${GRADE} AS grade FROM search_token WHERE ${exact ? 'token = ?' : 'token >= ? AND token < ?'} LIMIT ?
      ) GROUP BY rid
    ) t
    CROSS JOIN record r ON r.rid = t.rid AND r.deleted = 0
    WHERE ${test.sql}`;
  for (const prefix of new Set(lead)) {
    const range = exact ? [prefix] : [prefix, prefix + LAST];
    found.push(...reader.all<Match>(sql, ...grade.params, prefix, prefix, ...range, most, ...test.params));
  }
  return found;
}

/**
 * Those of the patients seen last who match all words, the last seen first, at most `enough`.
 */
export function seenMatching(reader: Reader, words: readonly Word[], enough: number): Match[] {
  const seen = lastSeen(reader);
  const grade = grades(words);
  const test = matchesAll(words);
  const rows = reader.all<{ place: number; rank: number }>(
    `SELECT r.key AS place, ${grade.sql} AS rank FROM (SELECT key, value AS rid FROM json_each(?)) r WHERE ${test.sql} LIMIT ?`,
    ...grade.params,
    seen.rids,
    ...test.params,
    enough,
  );
  return rows.map(({ place, rank }) => ({ ...(seen.patients[place] as Match), rank }));
}

/** How many visits back patients count as seen lately. */
const VISITS_BACK = 1500;

/** The patients of the last visits, the last seen first, each once. */
function lastSeen(reader: Reader): { patients: readonly Match[]; rids: string } {
  return whileUnchanged(reader, 'seen', () => {
    const rows = reader.all<Match>(
      `SELECT r.rid, r.id, 0 AS rank, e.at AS seen
      FROM (
        SELECT patient, at FROM record INDEXED BY record_day
        WHERE type = 'Encounter' AND deleted = 0 ORDER BY day DESC, rid DESC LIMIT ?
      ) e
      CROSS JOIN record r ON r.type = 'Patient' AND r.id = e.patient AND r.deleted = 0`,
      VISITS_BACK,
    );
    const last = new Map<number, Match>();
    for (const row of rows) if (!last.has(row.rid)) last.set(row.rid, row);
    const patients = [...last.values()];
    return { patients, rids: JSON.stringify(patients.map(({ rid }) => rid)) };
  });
}

/** The last registered patients, the newest first. A Patient has no day, so record_day keeps them in the order they came. */
export function lastRegistered(reader: Reader, most: number): Match[] {
  return reader.all<Match>(
    `SELECT r.rid, r.id, 0 AS rank,
      (SELECT e.at FROM record e WHERE e.patient = r.id AND e.type = 'Encounter' ORDER BY e.at DESC LIMIT 1) AS seen
    FROM record r INDEXED BY record_day
    WHERE r.type = 'Patient' AND r.day IS NULL AND r.deleted = 0 AND r.${NOT_MERGED} ORDER BY r.rid DESC LIMIT ?`,
    most,
  );
}

/** The row of the last visit; 0 where there was none. Rows grow in the order in which records came. */
export function lastVisitRid(reader: Reader): number {
  const sql =
    "SELECT rid FROM record INDEXED BY record_day WHERE type = 'Encounter' AND deleted = 0 ORDER BY day DESC, rid DESC LIMIT 1";
  return reader.get<{ rid: number }>(sql)?.rid ?? 0;
}

/** Patients in the clinic. */
export function countPatients(reader: Reader): number {
  return whileUnchanged(reader, 'count', () => {
    // two counts of indexes alone: `deleted` stands in no index over all patients
    const all = reader.get<{ n: number }>("SELECT count(*) AS n FROM record WHERE type = 'Patient'")?.n ?? 0;
    const gone = reader.get<{ n: number }>(
      "SELECT count(*) AS n FROM record WHERE type = 'Patient' AND deleted = 1",
    )?.n;
    return all - (gone ?? 0) - countMerged(reader);
  });
}

/** What a list shows of a patient, beside the name that the list is sorted by. */
export interface PatientRow {
  readonly json: string;
  /** What waits in the inbox about the patient, in all records of the chart. */
  readonly conflicts: number;
  /** Day of the last visit that took place. */
  readonly lastVisit: string | null;
}

/** The rows of one patient, or undefined for a deleted or unknown one. */
export function patientRow(reader: Reader, rid: number): PatientRow | undefined {
  return reader.get<PatientRow>(
    `SELECT r.json, ${OPEN_OF_PATIENT} AS conflicts,
      (SELECT e.day FROM record e WHERE e.patient = r.id AND e.type = 'Encounter' AND e.deleted = 0
        AND coalesce(e.status, '') NOT IN ('planned', 'cancelled', 'entered-in-error') ORDER BY e.at DESC LIMIT 1) AS lastVisit
    FROM record r WHERE r.rid = ? AND r.type = 'Patient' AND r.deleted = 0`,
    rid,
  );
}

interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const IN_RANGE = 'SELECT 1 FROM search_token WHERE rid = r.rid AND token >= ? AND token < ?';
const GRADE_IN_RANGE = `SELECT ${GRADE} AS grade FROM search_token WHERE rid = r.rid AND token >= ? AND token < ?`;

/** Whether patient `r` matches all words: what most are asked, so only one probe of the index for each beginning. */
function matchesAll(words: readonly Word[]): Condition {
  const tests = words.map((word) => `(${word.map(() => `EXISTS (${IN_RANGE})`).join(' OR ')})`);
  return {
    sql: tests.join(' AND ') || '1',
    params: words.flatMap((word) => word.flatMap((prefix) => [prefix, prefix + LAST])),
  };
}

/** How well patient `r`, who matches all words, does so: the sum of the best grades. */
function grades(words: readonly Word[]): Condition {
  const bests = words.map((word) => `(SELECT min(grade) FROM (${word.map(() => GRADE_IN_RANGE).join(' UNION ALL ')}))`);
  return {
    sql: bests.join(' + ') || '0',
    params: words.flatMap((word) => word.flatMap((prefix) => [prefix, prefix, prefix, prefix + LAST])),
  };
}
