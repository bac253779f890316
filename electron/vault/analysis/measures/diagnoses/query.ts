import { TEXT } from '../../../../../shared/bridge/measure-names.ts';
import { stillWanted } from '../../../storage/bounds.ts';
import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { textKey } from '../../facts/words.ts';
import type { Measure, Question, Row } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { type Concepts, conceptsIn, displayOf, lastSql, mostFrequent, patientsOf, uncodedIn } from './concepts.ts';
import { definition } from './definition.ts';

/** Those that nobody confirmed yet. */
const SUSPECTED = `SELECT rid FROM fact WHERE kind = ${FACT.suspected}`;
/** Of records: conditions that stand and are confirmed. */
const STANDS = `deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error')) AND rid NOT IN (${SUSPECTED})`;
const UNDATED = `record INDEXED BY record_day WHERE type = 'Condition' AND day IS NULL AND ${STANDS}`;
/** Without a code, and of nobody; in a time (two parameters). The words are those of the index, which SQLite demands. */
const NOBODYS = `record INDEXED BY record_diagnosis
  WHERE type = 'Condition' AND ${STANDS} AND code IS NULL AND patient IS NULL AND day BETWEEN ? AND ?`;

/** Confirmed ones with a code that nobody knows here, and without words; in a time (two parameters). */
const UNREAD_THEN = `fact f JOIN record r ON r.rid = f.rid
  WHERE f.kind = ${FACT.unread} AND f.other IS NULL AND f.day BETWEEN ? AND ? AND r.code IS NOT NULL AND json_extract(r.json, '$.code') IS NOT NULL`;

/** In a time (two parameters). */
const SUSPECTED_THEN = `fact f WHERE f.kind = ${FACT.suspected} AND f.day BETWEEN ? AND ?`;

/** How many are listed. */
const LENGTH = 20;

export const diagnoses: Measure = {
  definition,
  figures: (reader, question, like) => {
    const concepts = conceptsIn(reader, question);
    const texts = uncoded(reader, question, concepts);
    const rows = like
      ? like.rows.map(({ keys: [key = null] }) => rowOf(key, patientsWith(reader, question, concepts, texts, key)))
      : listed(reader, question, concepts, texts);
    const count = (from: string, ...params: string[]): number =>
      reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, ...params)?.n ?? 0;
    return {
      rows,
      // somebody with two diagnoses stands in two rows
      total: [null],
      leftOut: leftOut({
        undated: count(UNDATED),
        unnamed: texts.unnamed.length,
        suspected: count(SUSPECTED_THEN, question.from, question.to),
        unread: count(UNREAD_THEN, question.from, question.to),
      }),
      names: new Map(
        rows.flatMap(({ keys: [key = null] }) => {
          const name = key === null ? undefined : nameOf(key, concepts, texts);
          return key === null || name === undefined ? [] : [[key, name]];
        }),
      ),
    };
  },
  behind: (reader, question, { keys, column }) => {
    const then = [question.from, question.to];
    const records = (from: string, day = 'day'): string =>
      `SELECT rid, patient, ${day} AS day, NULL AS value, NULL AS unit FROM ${from}`;
    if (column === 'undated') return { sql: records(UNDATED), params: [] };
    if (column === 'suspected')
      return {
        sql: `SELECT f.rid AS rid, (SELECT id FROM fact_person WHERE pid = f.pid) AS patient, f.day AS day, NULL AS value, NULL AS unit FROM ${SUSPECTED_THEN}`,
        params: then,
      };
    if (column === 'unread')
      return { sql: `SELECT r.rid, r.patient, r.day, NULL AS value, NULL AS unit FROM ${UNREAD_THEN}`, params: then };
    const concepts = conceptsIn(reader, question);
    const { found, unnamed } = uncoded(reader, question, concepts);
    const among = 'record WHERE rid IN (SELECT value FROM json_each(?))';
    if (column === 'unnamed') return { sql: records(among), params: [JSON.stringify(unnamed)] };
    const key = keys?.[0] ?? null;
    if (key === null || column !== 'patients') return undefined;
    if (key.startsWith(TEXT)) {
      const rids = found.get(key)?.rids ?? [];
      return { sql: `${records(among, 'max(day)')} GROUP BY patient`, params: [JSON.stringify(rids)] };
    }
    const last = lastSql(concepts.coded.get(key) ?? [], question);
    return {
      sql: `SELECT l.rid AS rid, p.id AS patient, l.day AS day, NULL AS value, NULL AS unit FROM (${last.sql}) l JOIN fact_person p ON p.pid = l.pid`,
      params: last.params,
    };
  },
};

function rowOf(key: string | null, patients: number): Row {
  return { keys: [key], values: [patients] };
}

function listed(reader: Reader, question: Question, concepts: Concepts, { found }: Uncoded): Row[] {
  const coded = mostFrequent(reader, question, concepts, LENGTH);
  const all = [...coded, ...[...found].map(([code, { patients }]) => ({ code, patients: patients.size }))];
  return all
    .sort((a, b) => b.patients - a.patients || (a.code < b.code ? -1 : 1))
    .slice(0, LENGTH)
    .map(({ code, patients }) => rowOf(code, patients));
}

function patientsWith(
  reader: Reader,
  question: Question,
  { coded }: Concepts,
  { found }: Uncoded,
  key: string | null,
): number {
  if (key === null) return 0;
  return key.startsWith(TEXT)
    ? (found.get(key)?.patients.size ?? 0)
    : patientsOf(reader, question, coded.get(key) ?? []);
}

/**
 * The words by which a diagnosis without a code is counted; what a code is called in most records: the same on every workstation. What a record says
 * of a coded diagnosis in words of its own may be of its patient, and is no name for all.
 */
function nameOf(key: string, concepts: Concepts, { found }: Uncoded): string | undefined {
  return key.startsWith(TEXT) ? (found.get(key)?.words ?? key.slice(TEXT.length)) : displayOf(concepts, key);
}

interface Words {
  /** As the first record has them. */
  readonly words: string;
  readonly patients: Set<number>;
  readonly rids: number[];
}

/** Diagnoses without a code: by their words, and those without any. */
interface Uncoded {
  readonly found: ReadonlyMap<string, Words>;
  readonly unnamed: readonly number[];
}

function uncoded(reader: Reader, question: Question, concepts: Concepts): Uncoded {
  const found = new Map<string, Words>();
  const unnamed = reader
    .all<{ rid: number; text: string | null }>(
      `SELECT rid, json_extract(json, '$.code.text') AS text FROM ${NOBODYS} AND ${stillWanted('rid')}`,
      question.from,
      question.to,
    )
    .filter(({ text }) => text === null || text.trim() === '')
    .map(({ rid }) => rid);
  for (const { cid, rid, pid } of uncodedIn(reader, question, concepts)) {
    const text = concepts.words.get(cid)?.trim() ?? '';
    const key = text === '' ? undefined : textKey(text);
    if (key === undefined) unnamed.push(rid);
    else {
      const known = found.get(key) ?? { words: text, patients: new Set(), rids: [] };
      known.patients.add(pid);
      known.rids.push(rid);
      found.set(key, known);
    }
  }
  return { found, unnamed };
}
