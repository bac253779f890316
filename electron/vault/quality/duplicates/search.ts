/**
 * The search through a whole clinic, in a thread of its own (threads/storage.ts): first what agreement says here is learned, then
 * pairs are scored in slices, so that what was done is kept when it is stopped.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Reason } from '../../../../shared/bridge/duplicates.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { proceed, type Task } from '../../backup/task.ts';
import { openStore, type Reader } from '../../storage/database.ts';
import { sharedKeys } from '../../storage/duplicates.ts';
import { NOT_MERGED } from '../../storage/merged.ts';
import { pairsOfBlocks } from './blocks.ts';
import { comparer } from './compare.ts';
import type { Person, Value } from './contract.ts';
import { sortKey } from './link-table.ts';
import { PATIENT_FIELDS, personOfPatient } from './patient.ts';
import { ofTrained, type TrainedModel } from './patient-model.ts';
import { reasonsOf } from './reasons.ts';
import { score } from './score.ts';
import { train } from './train.ts';

export interface SearchInput {
  readonly database: string;
  readonly key: Uint8Array;
  /** Of which slice the pairs are scored by which model; without one a model is trained. */
  readonly score?: { readonly model: TrainedModel; readonly slice: number; readonly slices: number };
}

export interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export type SearchAnswer =
  | { readonly kind: 'trained'; readonly model: TrainedModel; readonly patients: number }
  | { readonly kind: 'scored'; readonly pairs: readonly FoundPair[]; readonly compared: number };

/** Pairs below this are not shown to anybody. */
const FOUND = 0.5;
/** Patients, keys and pairs between two looks at whether somebody wants it to stop. */
const BATCH = 2000;
/** Pairs that a model is trained on: more teach it nothing. */
const TRAINED_ON = 400_000;
/** Values that fewer have are rare ones, and at most so many common ones are kept of a field. */
const COMMON = 5;
const MOST_COMMON = 3000;

/** Does the work that is asked for. Raises cancelled. */
export async function searchDuplicates(
  { database, key, score: scoring }: SearchInput,
  task: Task,
): Promise<SearchAnswer> {
  const store = openStore({ file: database, key: new Uint8Array(key), readonly: true });
  try {
    const patients = await readPatients(store, task);
    // by their rows, which stay: places move when somebody goes between two slices
    const wanted = scoring ? (low: number) => (patients.rids[low] ?? 0) % scoring.slices === scoring.slice : undefined;
    const pairs = pairsOfBlocks(blocksOf(store, patients, task), patients.sortKeys, wanted);
    if (!scoring) return { kind: 'trained', model: trained(patients.persons, pairs), patients: patients.ids.length };
    return await scored(patients, pairs, scoring.model, task);
  } finally {
    store.close();
  }
}

interface Patients {
  readonly rids: readonly number[];
  readonly ids: readonly string[];
  readonly persons: readonly Person[];
  readonly sortKeys: readonly string[];
  readonly placeOf: ReadonlyMap<number, number>;
}

async function readPatients(reader: Reader, task: Task): Promise<Patients> {
  const rids: number[] = [];
  const ids: string[] = [];
  const persons: Person[] = [];
  const placeOf = new Map<number, number>();
  const known = new Map<string, Value>();
  for (let last = 0; ; await othersFirst()) {
    proceed(task, { phase: 'reading', done: ids.length, unit: 'records' });
    const rows = reader.all<{ rid: number; id: string; json: string }>(
      `SELECT rid, id, json FROM record
       WHERE type = 'Patient' AND deleted = 0 AND rid > ? AND ${NOT_MERGED} ORDER BY rid LIMIT ?`,
      last,
      BATCH,
    );
    for (const { rid, id, json } of rows) {
      placeOf.set(rid, ids.length);
      rids.push(rid);
      ids.push(id);
      persons.push(shared(personOfPatient(parseJson(json) as JsonObject), known));
    }
    last = rows.at(-1)?.rid ?? last;
    if (rows.length < BATCH) break;
  }
  return { rids, ids, persons, placeOf, sortKeys: persons.map(sortKey) };
}

/** The same value once in memory, however many have it. */
function shared(person: Person, known: Map<string, Value>): Person {
  return person.map((values, field) =>
    values.map((value) => {
      const name = `${field}:${value.key}`;
      const same = known.get(name);
      if (!same) known.set(name, value);
      return same ?? value;
    }),
  );
}

function* blocksOf(reader: Reader, { placeOf }: Patients, task: Task): Generator<number[]> {
  for (let last = ''; ; ) {
    proceed(task, { phase: 'checking', done: 0, unit: 'records' });
    const keys = sharedKeys(reader, last, BATCH);
    for (const { rids } of keys) yield (JSON.parse(rids) as number[]).flatMap((rid) => placeOf.get(rid) ?? []);
    const end = keys.at(-1)?.key;
    if (end === undefined || keys.length < BATCH) return;
    last = end;
  }
}

function trained(persons: readonly Person[], pairs: Float64Array): TrainedModel {
  const step = Math.max(1, Math.ceil(pairs.length / TRAINED_ON));
  const { fields: _, ...model } = train(
    PATIENT_FIELDS,
    persons,
    step === 1 ? pairs : pairs.filter((_pair, place) => place % step === 0),
    step,
  );
  return { ...mutable(model), ...frequencies(persons) };
}

function mutable(model: Omit<ReturnType<typeof train>, 'fields'>): Omit<TrainedModel, 'common' | 'rare'> {
  const rows = (rates: readonly (readonly number[])[]): number[][] => rates.map((row) => [...row]);
  return { ...model, same: rows(model.same), household: rows(model.household), strangers: rows(model.strangers) };
}

function frequencies(persons: readonly Person[]): Pick<TrainedModel, 'common' | 'rare'> {
  const tables = PATIENT_FIELDS.map((_field, place) => {
    const counts = new Map<string, number>();
    let total = 0;
    for (const person of persons) {
      const values = person[place] ?? [];
      if (values.length > 0) total += 1;
      for (const { key } of values) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return { counts, total: Math.max(1, total) };
  });
  return {
    common: tables.map(({ counts, total }) =>
      Object.fromEntries(
        [...counts]
          .filter(([, count]) => count >= COMMON)
          .sort((a, b) => b[1] - a[1])
          .slice(0, MOST_COMMON)
          .map(([key, count]) => [key, count / total]),
      ),
    ),
    // as often as somebody who is registered twice
    rare: tables.map(({ total }) => 2 / Math.max(20, total)),
  };
}

async function scored(
  { ids, persons }: Patients,
  pairs: Float64Array,
  trainedModel: TrainedModel,
  task: Task,
): Promise<SearchAnswer> {
  const { model, frequency } = ofTrained(trainedModel);
  const compare = comparer(PATIENT_FIELDS);
  const found: FoundPair[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (at % BATCH === 0) {
      proceed(task, { phase: 'checking', done: at, total: pairs.length, unit: 'records' });
      await othersFirst();
    }
    const [x, y] = [Math.floor(pair / ids.length), pair % ids.length];
    const comparison = compare(persons[x] ?? [], persons[y] ?? []);
    const { probability, bits } = score(model, comparison, frequency);
    if (probability < FOUND) continue;
    const [a = '', b = ''] = [ids[x] ?? '', ids[y] ?? ''].sort();
    found.push({ a, b, score: probability, reasons: reasonsOf(comparison, bits) });
  }
  return { kind: 'scored', pairs: found, compared: pairs.length };
}
