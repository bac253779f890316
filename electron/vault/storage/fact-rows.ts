/** Rows of facts: their kinds, and how many there are of each day. */
import type { Writer } from './database.ts';

/** Kinds. Below 20 they are counted by day, from there on by person. A number is never given another meaning. */
export const FACT = {
  /** An encounter that took place: who, place. */
  visit: 1,
  /** How long somebody waited for it: value in whole minutes. */
  wait: 2,
  /** An appointment that was not called off: value 0 nobody came, 1 came, 2 nothing is said. */
  appointment: 3,
  /** other 1: neither it nor a record that it refers to names the medicine. */
  prescription: 4,
  /** A prescription with an antibiotic in it. */
  antibiotic: 5,
  /** code: the specialty; value 1 once it is completed. */
  referral: 6,
  /** code: the currency; value in ten-thousandths of it, NULL where none can be read; other 1 once it is paid. */
  invoice: 7,
  /** The same of what was not billed yet. */
  charge: 8,
  /** The first visit that a person ever made here; follows from those. */
  first: 9,
  /** A visit at which an antibiotic was prescribed; follows from those and from lines. */
  treated: 10,
  /**
   * value: systolic, other: diastolic, in mm[Hg]; NULL where it cannot be told so. until: where either is not exactly that, a sign for each: `=`, `<`
   * it is less, `≤` at most that, `≥` at least, `>` more.
   */
  pressure: 20,
  /** value: % as NGSP counts, NULL where it cannot be told so; other: -2 it is less, -1 at most that, 1 at least, 2 more. */
  hba1c: 21,
  /** A diagnosis of it; until: the day from which it did not stand any more; other 1: it is only suspected. */
  hypertension: 30,
  diabetes: 31,
  /** A diagnosis, of whatever, that is only suspected. */
  suspected: 32,
  /** A diagnosis that nobody can read here, for it has no words, and no code or an unknown one; until (also '': never) and other as above. */
  unread: 33,
  /** A dose that was given; code: the vaccine. */
  immunisation: 40,
  /**
   * A line of a prescription. code: a number of the prescription among those of the patient; value 1: of an antibiotic; other 1: its medicine cannot
   * be read; until: the ids of the line whose place it takes and of its visit, with a space between.
   */
  line: 50,
} as const;
export type FactKind = keyof typeof FACT;

/** In the numbers of facts, beside those of kinds: how many records call a name (who) by a word (value); and that of one record (day). */
export const LABEL = 60;
export const CALLED = 61;

/** Kinds of facts that follow from others. */
export const DERIVED: ReadonlySet<number> = new Set([FACT.prescription, FACT.antibiotic, FACT.first, FACT.treated]);

/** Kinds of which it is kept how many there are of each day; of money sums are wanted, not numbers. */
const COUNTED: ReadonlySet<number> = new Set([
  FACT.visit,
  FACT.wait,
  FACT.appointment,
  FACT.prescription,
  FACT.antibiotic,
  FACT.first,
  FACT.treated,
]);

export interface FactRow {
  readonly kind: number;
  readonly pid: number;
  readonly day: string;
  readonly at: number;
  readonly rid: number;
  readonly who: number | null;
  readonly place: number | null;
  readonly value: number | null;
  readonly other: number | null;
}

/** Keeps a fact that follows from others, and counts it. */
export function addCounted(writer: Writer, row: FactRow): void {
  writer.run(
    'INSERT INTO fact (kind, pid, day, at, rid, who, place, value, other) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.kind,
    row.pid,
    row.day,
    row.at,
    row.rid,
    row.who,
    row.place,
    row.value,
    row.other,
  );
  count(writer, row, 1);
}

export function dropCounted(writer: Writer, row: FactRow): void {
  const { changes } = writer.run(
    // a kind that is a parameter has SQLite prepare it anew each time (storage/facts.ts)
    `DELETE FROM fact WHERE kind = ${row.kind} AND pid = ? AND day = ? AND at = ? AND rid = ?`,
    row.pid,
    row.day,
    row.at,
    row.rid,
  );
  if (changes > 0) count(writer, row, -1);
}

type Alike = Pick<FactRow, 'kind' | 'day' | 'who' | 'place' | 'value'>;

/** Keeps how many facts are alike; `by` -1 takes one away. */
export function count(writer: Writer, { kind, day, who, place, value }: Alike, by: 1 | -1): void {
  if (!COUNTED.has(kind)) return;
  const key = [kind, day, who ?? -1, place ?? -1, value ?? -1];
  writer.run(
    `INSERT INTO fact_count (kind, day, who, place, value, n) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = n + excluded.n`,
    ...key,
    by,
  );
  if (by < 0)
    writer.run(
      'DELETE FROM fact_count WHERE kind = ? AND day = ? AND who = ? AND place = ? AND value = ? AND n = 0',
      ...key,
    );
}
