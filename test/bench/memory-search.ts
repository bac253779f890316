/** Patient search as one would do it without a vault: MiniSearch and FlexSearch, all patients in memory, in plain text. */
import { Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import type { JsonObject } from '../../shared/records/json.ts';
import { objectsIn, textIn } from '../../shared/records/members.ts';

export interface MemorySearch {
  /** How many were found, of at most `limit`. */
  search(text: string, limit: number): number;
}

interface Entry {
  readonly id: string;
  readonly words: string;
}

/** Words by spaces, Chinese by characters: what both need to find a name by its beginning. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, ' $& ')
    .split(/\s+/)
    .filter(Boolean);
}

function entryOf(patient: JsonObject): Entry {
  const names = objectsIn(patient.name).map(({ text }) => textIn(text));
  const values = [...objectsIn(patient.identifier), ...objectsIn(patient.telecom)].map(({ value }) => textIn(value));
  return { id: String(patient.id), words: [...names, ...values, textIn(patient.birthDate)].join(' ') };
}

/** Prefixes and typos, all words needed. */
export function miniSearch(patients: Iterable<JsonObject>): MemorySearch {
  const index = new MiniSearch<Entry>({ fields: ['words'], tokenize: wordsOf });
  for (const patient of patients) index.add(entryOf(patient));
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND' } as const;
  return { search: (text, limit) => Math.min(limit, index.search(text, options).length) };
}

/** Prefixes of every word, all words needed; it knows no typos. */
export function flexSearch(patients: Iterable<JsonObject>): MemorySearch {
  const index = new Index({ tokenize: 'forward', encode: wordsOf });
  for (const patient of patients) {
    const { id, words } = entryOf(patient);
    index.add(id, words);
  }
  return { search: (text, limit) => index.search(text, limit).length };
}
