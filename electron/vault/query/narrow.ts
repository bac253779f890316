/** What the tables of the database can say about a condition before a record is read. Always too many, never too few. */
import type { Place } from '../../../shared/fhir/search/parameters.ts';
import {
  CODED_PATHS,
  codeKey,
  DATED_ELEMENTS,
  isCommon,
  NEAR_DAYS,
  reachKey,
  referenceKey,
} from '../records/search-keys.ts';
import type { Narrowing, QueryContext } from './context.ts';
import type { DateQuery } from './test-date.ts';
import type { ReferenceQuery } from './test-reference.ts';
import type { TokenQuery } from './test-token.ts';

const DAY_MS = 86_400_000;
/** With the last rows, which have no keys yet. */
const BY_KEY =
  'SELECT rid FROM search_key WHERE key IN (SELECT value FROM json_each(?)) UNION ALL SELECT rid FROM record WHERE rid > ?';

/** Codes by the keys of `CODED_PATHS`; identifiers by their table. */
export function narrowToken(
  { indexedTo }: QueryContext,
  type: string,
  paths: readonly string[],
  places: readonly Place[],
  { code }: TokenQuery,
): Narrowing | undefined {
  if (code === undefined) return undefined;
  if (paths.length === 1 && paths[0] === 'identifier' && places[0]?.type === 'Identifier') {
    // numbers of patients who were merged stand there under who stayed
    const merged = type === 'Patient' ? ' UNION ALL SELECT rid FROM merged' : '';
    return {
      sql: `SELECT rid FROM identifier WHERE type = ? AND value = ? COLLATE NOCASE${merged}`,
      params: [type, code],
    };
  }
  const coded = places.every((place, i) => CODED_PATHS.has(paths[i] ?? '') && place.type === 'CodeableConcept');
  if (!coded || indexedTo === undefined) return undefined;
  return { sql: BY_KEY, params: [JSON.stringify([codeKey(type, code)]), indexedTo] };
}

/** References by the patient of the row, and by the keys of all others. `inner`: those to contained resources too. */
export function narrowReference(
  { indexedTo }: QueryContext,
  type: string,
  places: readonly Place[],
  keys: Iterable<string>,
  inner: boolean,
): Narrowing | undefined {
  if (indexedTo === undefined || places.some((place) => place.type !== 'Reference')) return undefined;
  const patients: string[] = [];
  const numbers = inner ? [referenceKey('#')] : [];
  for (const key of keys) {
    if (isCommon(key)) return undefined;
    if (key.startsWith('Patient/')) patients.push(key.slice('Patient/'.length));
    numbers.push(referenceKey(key));
  }
  return {
    sql: `SELECT rid FROM record WHERE patient IN (SELECT value FROM json_each(?)) AND type = ?
      UNION ALL SELECT rid FROM moved WHERE own IN (SELECT value FROM json_each(?)) UNION ALL ${BY_KEY}`,
    params: [JSON.stringify(patients), type, JSON.stringify(patients), JSON.stringify(numbers), indexedTo],
  };
}

/** The texts by which a reference of a query is looked up; undefined where any type will do. */
export function lookedUp({ keys, text, anyId }: ReferenceQuery): string[] | undefined {
  if (anyId !== undefined) return undefined;
  return text === undefined ? [...keys] : [...keys, text];
}

/** Times by the day of the row, and by the key of records that reach beyond theirs. */
export function narrowDate(
  { indexedTo }: QueryContext,
  type: string,
  paths: readonly string[],
  { prefix, span }: DateQuery,
  now: number,
): Narrowing | undefined {
  if (indexedTo === undefined || !paths.every((path) => DATED_ELEMENTS.has(path)) || prefix === 'ne') return undefined;
  const tenth = prefix === 'ap' ? Math.abs(now - span.start) / 10 : 0;
  const open = { from: prefix === 'lt' || prefix === 'le' || prefix === 'eb', to: /^(gt|ge|sa)$/.test(prefix) };
  const from = open.from ? '' : dayText(span.start - tenth - NEAR_DAYS * DAY_MS);
  const to = open.to ? '9999-12-31' : dayText(span.end + tenth + NEAR_DAYS * DAY_MS);
  return {
    sql: `SELECT rid FROM record WHERE type = ? AND day >= ? AND day <= ? UNION ALL ${BY_KEY}`,
    params: [type, from, to, JSON.stringify([reachKey(type)]), indexedTo],
    row: {
      sql: '(r.day BETWEEN ? AND ? OR r.rid > ? OR EXISTS (SELECT 1 FROM search_key k WHERE k.key = ? AND k.rid = r.rid))',
      params: [from, to, indexedTo, reachKey(type)],
    },
  };
}

/** Ids as they are. */
export function narrowIds(type: string, ids: Iterable<string>): Narrowing {
  return {
    sql: 'SELECT rid FROM record WHERE type = ? AND id IN (SELECT value FROM json_each(?))',
    params: [type, JSON.stringify([...ids])],
  };
}

function dayText(ms: number): string {
  if (ms < Date.UTC(1, 0, 1)) return '';
  return ms > Date.UTC(9999, 11, 28) ? '9999-12-31' : new Date(ms).toISOString().slice(0, 10);
}
