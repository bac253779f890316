import { stillWanted } from '../../../storage/bounds.ts';
import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { TEXT, textKey } from '../../facts/words.ts';
import type { Measure, Question, Row } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { definition } from './definition.ts';

/** Those that nobody confirmed yet. */
const SUSPECTED = `SELECT rid FROM fact WHERE kind = ${FACT.suspected}`;
/** Conditions that stand. The words are those of the index `record_diagnosis`, which SQLite demands. */
const ALL = `record INDEXED BY record_diagnosis
  WHERE type = 'Condition' AND deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error'))`;
const DIAGNOSES = `${ALL} AND rid NOT IN (${SUSPECTED})`;

/** Confirmed ones with a code that nobody knows here, and without words; in a time (two parameters). */
const UNREAD_THEN = `fact f JOIN record r ON r.rid = f.rid
  WHERE f.kind = ${FACT.unread} AND f.other IS NULL AND f.day BETWEEN ? AND ? AND r.code IS NOT NULL`;

/** In a time (two parameters). */
const SUSPECTED_THEN = `${ALL} AND rid IN (${SUSPECTED}) AND day BETWEEN ? AND ?`;

/** How many are listed. */
const LENGTH = 20;

export const diagnoses: Measure = {
  definition,
  figures: (reader, question, like) => {
    const texts = uncoded(reader, question);
    const rows = like
      ? like.rows.map(({ keys: [key = null] }) => rowOf(key, patientsWith(reader, question, texts, key)))
      : mostFrequent(reader, question, texts);
    const count = (from: string, ...params: string[]): number =>
      reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, ...params)?.n ?? 0;
    return {
      rows,
      // somebody with two diagnoses stands in two rows
      total: [null],
      leftOut: leftOut({
        undated: count(`${DIAGNOSES} AND day IS NULL`),
        unnamed: texts.unnamed.length,
        suspected: count(SUSPECTED_THEN, question.from, question.to),
        unread: count(UNREAD_THEN, question.from, question.to),
      }),
      names: new Map(
        rows.flatMap(({ keys: [key = null] }) => {
          const name = key === null ? undefined : nameOf(reader, key, texts);
          return key === null || name === undefined ? [] : [[key, name]];
        }),
      ),
    };
  },
  behind: (reader, question, { keys, column }) => {
    const select = (what: string): string => `SELECT ${what}, NULL AS value, NULL AS unit FROM ${DIAGNOSES}`;
    if (column === 'undated') return { sql: `${select('rid, patient, day')} AND day IS NULL`, params: [] };
    if (column === 'suspected')
      return {
        sql: `SELECT rid, patient, day, NULL AS value, NULL AS unit FROM ${SUSPECTED_THEN}`,
        params: [question.from, question.to],
      };
    if (column === 'unread')
      return {
        sql: `SELECT r.rid, r.patient, r.day, NULL AS value, NULL AS unit FROM ${UNREAD_THEN}`,
        params: [question.from, question.to],
      };
    const texts = uncoded(reader, question);
    const among = 'AND rid IN (SELECT value FROM json_each(?))';
    if (column === 'unnamed')
      return { sql: `${select('rid, patient, day')} ${among}`, params: [JSON.stringify(texts.unnamed)] };
    const key = keys?.[0] ?? null;
    if (key === null || column !== 'patients') return undefined;
    const newest = select('rid, patient, max(day) AS day');
    if (key.startsWith(TEXT)) {
      const rids = texts.found.get(key)?.rids ?? [];
      return { sql: `${newest} ${among} GROUP BY patient`, params: [JSON.stringify(rids)] };
    }
    return {
      sql: `${newest} AND code = ? AND day BETWEEN ? AND ? AND patient IS NOT NULL GROUP BY patient`,
      params: [key, question.from, question.to],
    };
  },
};

function rowOf(key: string | null, patients: number): Row {
  return { keys: [key], values: [patients] };
}

function mostFrequent(reader: Reader, { from, to }: Question, { found }: Uncoded): Row[] {
  const coded = reader.all<{ code: string; patients: number }>(
    // the index is ordered by code and patient, so that nothing needs sorting but the few hundred codes
    `SELECT code, count(DISTINCT patient) AS patients FROM ${DIAGNOSES} AND day BETWEEN ? AND ? AND code IS NOT NULL
       AND ${stillWanted('day')} GROUP BY code ORDER BY patients DESC, code LIMIT ?`,
    from,
    to,
    LENGTH,
  );
  const all = [...coded, ...[...found].map(([code, { patients }]) => ({ code, patients: patients.size }))];
  return all
    .filter(({ patients }) => patients > 0)
    .sort((a, b) => b.patients - a.patients || (a.code < b.code ? -1 : 1))
    .slice(0, LENGTH)
    .map(({ code, patients }) => rowOf(code, patients));
}

function patientsWith(reader: Reader, { from, to }: Question, { found }: Uncoded, key: string | null): number {
  if (key?.startsWith(TEXT)) return found.get(key)?.patients.size ?? 0;
  const sql = `SELECT count(DISTINCT patient) AS n FROM ${DIAGNOSES} AND code = ? AND day BETWEEN ? AND ?`;
  return reader.get<{ n: number }>(sql, key, from, to)?.n ?? 0;
}

/** How many records of a code are asked what it is called. */
const ASKED = 200;

/**
 * The words by which a diagnosis without a code is counted; what a code is called in most records, the first of them by patient and day: the same on
 * every workstation; undefined where no record calls it anything. What a record says of a coded diagnosis in words of its own may be of its patient, and is no name for all.
 */
function nameOf(reader: Reader, key: string, { found }: Uncoded): string | undefined {
  if (key.startsWith(TEXT)) return found.get(key)?.words ?? key.slice(TEXT.length);
  const named = reader.get<{ display: string }>(
    `SELECT k.value ->> '$.display' AS display
     FROM (SELECT json FROM ${DIAGNOSES} AND code = ? ORDER BY patient, day LIMIT ${ASKED}) r, json_each(r.json, '$.code.coding') k
     WHERE k.type = 'object' AND coalesce(k.value ->> '$.system', '') || '|' || (k.value ->> '$.code') = ?
       AND coalesce(k.value ->> '$.display', '') <> ''
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    key,
    key,
  );
  return named?.display;
}

interface Words {
  /** As the first record has them. */
  readonly words: string;
  readonly patients: Set<string>;
  readonly rids: number[];
}

/** Diagnoses without a code: by their words, and those without any. */
interface Uncoded {
  readonly found: ReadonlyMap<string, Words>;
  readonly unnamed: readonly number[];
}

function uncoded(reader: Reader, { from, to }: Question): Uncoded {
  const found = new Map<string, Words>();
  const unnamed: number[] = [];
  const rows = reader.all<{ rid: number; text: string | null; patient: string | null }>(
    `SELECT rid, json_extract(json, '$.code.text') AS text, patient FROM ${DIAGNOSES}
     AND code IS NULL AND day BETWEEN ? AND ? AND ${stillWanted('rid')} ORDER BY patient, day`,
    from,
    to,
  );
  for (const { rid, text, patient } of rows) {
    const key = text === null || text.trim() === '' ? undefined : textKey(text);
    if (key === undefined) unnamed.push(rid);
    else if (patient !== null) {
      const known = found.get(key) ?? { words: text?.trim() ?? '', patients: new Set(), rids: [] };
      known.patients.add(patient);
      known.rids.push(rid);
      found.set(key, known);
    }
  }
  return { found, unnamed };
}
