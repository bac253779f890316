/** Diagnoses by what they say: of different concepts there are few, and each is read once. */
import { codingKey, codingsOf, countedCoding } from '../../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../../shared/records/json.ts';
import { textIn } from '../../../../../shared/records/members.ts';
import { stillWanted } from '../../../storage/bounds.ts';
import { CODED, STATE } from '../../../storage/coded.ts';
import type { Reader } from '../../../storage/database.ts';
import type { DayRange } from '../steps.ts';

/** Those that somebody confirmed, in a time (two parameters). */
const CONFIRMED = `c.day BETWEEN ? AND ? AND c.state & ${STATE.suspected} = 0`;

interface Concept {
  readonly cid: number;
  /** As many patients have it. */
  readonly patients: number;
  /** What it calls its code, and how many records call it so. */
  readonly display: string;
  readonly n: number;
}

export interface Concepts {
  /** By the code by which they are counted. */
  readonly coded: ReadonlyMap<string, readonly Concept[]>;
  /** Words by number, of those without a code. */
  readonly words: ReadonlyMap<number, string>;
}

/** What diagnoses of a time say. */
export function conceptsIn(reader: Reader, { from, to }: DayRange): Concepts {
  const coded = new Map<string, Concept[]>();
  const words = new Map<number, string>();
  const rows = reader.all<{ cid: number; json: string; n: number; patients: number }>(
    // entries of a concept are in the order of people: nothing is sorted
    `SELECT cid, json, n, (SELECT count(DISTINCT pid) FROM coded c WHERE c.cid = k.cid AND ${CONFIRMED} AND ${stillWanted('c.pid')}) AS patients
     FROM concept k WHERE kind = ${CODED.diagnosis}`,
    from,
    to,
  );
  for (const { json, ...row } of rows) {
    // nobody has it then; what others call a code is still known by it
    if (row.patients === 0 && !json.startsWith('{"coding"')) continue;
    const concept = parseJson(json) as JsonObject;
    const coding = countedCoding(concept);
    const key = coding && codingKey(coding);
    if (key === undefined) {
      if (row.patients > 0) words.set(row.cid, textIn(concept.text));
    } else coded.set(key, [...(coded.get(key) ?? []), { ...row, display: displayIn(concept, key) }]);
  }
  return { coded, words };
}

function displayIn(concept: JsonObject, key: string): string {
  const displays = codingsOf(concept).map((one) => (codingKey(one) === key ? textIn(one.display) : ''));
  return displays.find((display) => display !== '') ?? '';
}

/** How many patients have any of these. */
export function patientsOf(reader: Reader, { from, to }: DayRange, concepts: readonly Concept[]): number {
  const [one, ...others] = concepts.filter(({ patients }) => patients > 0);
  if (others.length === 0) return one?.patients ?? 0;
  const sql = `SELECT count(DISTINCT pid) AS n FROM coded c WHERE c.cid IN (SELECT value FROM json_each(?)) AND ${CONFIRMED} AND ${stillWanted('c.pid')}`;
  return reader.get<{ n: number }>(sql, numbers(concepts), from, to)?.n ?? 0;
}

/** The most frequent codes; of a code with several concepts somebody may have more than one. */
export function mostFrequent(
  reader: Reader,
  range: DayRange,
  { coded }: Concepts,
  length: number,
): { code: string; patients: number }[] {
  const all = [...coded].map(([code, concepts]) => {
    const counts = concepts.map(({ patients }) => patients);
    return { code, concepts, least: Math.max(...counts), most: counts.reduce((sum, n) => sum + n, 0) };
  });
  // whatever is below the last of the list at its most need not be counted
  const last = all.map(({ least }) => least).sort((a, b) => b - a)[length - 1] ?? 0;
  return all
    .filter(({ most }) => most > 0 && most >= last)
    .map(({ code, concepts }) => ({ code, patients: patientsOf(reader, range, concepts) }));
}

/** What a code is called in most records, the first by its letters where they are level; undefined where no record calls it anything. */
export function displayOf({ coded }: Concepts, key: string): string | undefined {
  const said = new Map<string, number>();
  for (const { display, n } of coded.get(key) ?? [])
    if (display !== '') said.set(display, (said.get(display) ?? 0) + n);
  return [...said].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

/** SQL of the last diagnosis of each patient who has any of these: `rid`, `pid`, `day`. */
export function lastSql(concepts: readonly Concept[], { from, to }: DayRange): { sql: string; params: string[] } {
  return {
    sql: `SELECT c.rid AS rid, c.pid AS pid, max(c.day) AS day FROM coded c WHERE c.cid IN (SELECT value FROM json_each(?)) AND ${CONFIRMED} GROUP BY c.pid`,
    params: [numbers(concepts), from, to],
  };
}

/** Those without a code, by patient and day. */
export function uncodedIn(
  reader: Reader,
  { from, to }: DayRange,
  { words }: Concepts,
): { cid: number; rid: number; pid: number }[] {
  if (words.size === 0) return [];
  return reader.all(
    `SELECT c.cid AS cid, c.rid AS rid, c.pid AS pid FROM coded c CROSS JOIN fact_person p ON p.pid = c.pid
     WHERE c.cid IN (SELECT value FROM json_each(?)) AND ${CONFIRMED} AND ${stillWanted('c.pid')} ORDER BY p.id, c.day`,
    JSON.stringify([...words.keys()]),
    from,
    to,
  );
}

function numbers(concepts: readonly Concept[]): string {
  return JSON.stringify(concepts.map(({ cid }) => cid));
}
