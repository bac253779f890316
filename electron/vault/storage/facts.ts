/** Facts: what the measures count, in flat tables beside the records. */
import type { Reader, Writer } from './database.ts';

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
  /** value: systolic, other: diastolic, in mm[Hg]; NULL where it cannot be told so. */
  pressure: 20,
  /** value: % as NGSP counts, NULL where it cannot be told so; other: -2 it is less, -1 at most that, 1 at least, 2 more. */
  hba1c: 21,
  /** A diagnosis of it; until: the day from which it did not stand any more. */
  hypertension: 30,
  diabetes: 31,
  /** A dose that was given; code: the vaccine. */
  immunisation: 40,
} as const;
export type FactKind = keyof typeof FACT;

/** Kinds of which it is kept how many there are of each day; of money sums are wanted, not numbers. */
const COUNTED: ReadonlySet<number> = new Set([
  FACT.visit,
  FACT.wait,
  FACT.appointment,
  FACT.prescription,
  FACT.antibiotic,
  FACT.first,
]);

/** A name by which something is counted, and what the record calls it. */
export interface FactName {
  readonly name: string;
  readonly label?: string | undefined;
}

export interface Fact {
  readonly kind: FactKind;
  readonly who?: FactName | undefined;
  readonly place?: FactName | undefined;
  readonly code?: FactName | undefined;
  readonly value?: number | undefined;
  readonly other?: number | undefined;
  /** YYYY-MM-DD. */
  readonly until?: string | undefined;
  /** When it was, where that is not what its record is about. */
  readonly when?: { readonly at: number; readonly day: string } | undefined;
}

/** Of which record, whose, and when. */
export interface FactFrame {
  readonly rid: number;
  readonly patient: string | null;
  readonly day: string | null;
  readonly at: number | null;
}

export interface FactPerson {
  readonly birth: string | null;
  readonly sex: 'male' | 'female' | 'other';
  readonly died: string | null;
}

/** Keeps the facts of a record. */
export function addFacts(writer: Writer, { rid, patient, day, at }: FactFrame, facts: readonly Fact[]): void {
  if (facts.length === 0) return;
  const pid = pidOf(writer, patient);
  for (const { kind, who, place, code, value, other, until, when } of facts) {
    const row = {
      kind: FACT[kind],
      day: when?.day ?? day ?? '',
      who: nidOf(writer, who),
      place: nidOf(writer, place),
      value: value ?? null,
    };
    const { changes } = writer.run(
      `INSERT INTO fact (kind, pid, day, at, rid, who, place, code, value, other, until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      row.kind,
      pid,
      row.day,
      when?.at ?? at ?? 0,
      rid,
      row.who,
      row.place,
      nidOf(writer, code),
      row.value,
      other ?? null,
      until ?? null,
    );
    if (changes > 0) count(writer, row, 1);
  }
  if (facts.some(({ kind }) => kind === 'visit')) findFirst(writer, pid);
}

type Alike = Pick<FactRow, 'kind' | 'day' | 'who' | 'place' | 'value'>;

interface FactRow {
  readonly kind: number;
  readonly pid: number;
  readonly day: string;
  readonly who: number | null;
  readonly place: number | null;
  readonly value: number | null;
}

function count(writer: Writer, { kind, day, who, place, value }: Alike, by: 1 | -1): void {
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

/** Keeps which visit was a person's first, by day, time and id: the same on every workstation. Nobody has no first. */
function findFirst(writer: Writer, pid: number): void {
  if (pid === 0) return;
  const first = `SELECT kind, pid, day, at, rid, who, place, value FROM fact WHERE kind = ? AND pid = ? AND day > ''
    ORDER BY day, at, (SELECT id FROM record WHERE record.rid = fact.rid) LIMIT 1`;
  const before = writer.get<FactRow & { rid: number }>(first, FACT.first, pid);
  const now = writer.get<FactRow & { rid: number; at: number }>(first, FACT.visit, pid);
  if (before?.rid === now?.rid && before?.day === now?.day && before?.who === now?.who && before?.place === now?.place)
    return;
  dropFirst(writer, pid);
  if (!now) return;
  writer.run(
    'INSERT INTO fact (kind, pid, day, at, rid, who, place) VALUES (?, ?, ?, ?, ?, ?, ?)',
    FACT.first,
    pid,
    now.day,
    now.at,
    now.rid,
    now.who,
    now.place,
  );
  count(writer, { ...now, kind: FACT.first }, 1);
}

/** Keeps who a patient is. */
export function addPerson(writer: Writer, rid: number, id: string, { birth, sex, died }: FactPerson): void {
  writer.run(
    `INSERT INTO fact_person (id, rid, birth, sex, died) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET rid = excluded.rid, birth = excluded.birth, sex = excluded.sex, died = excluded.died`,
    id,
    rid,
    birth,
    sex,
    died,
  );
}

/** Takes out what follows from a record. The number of a patient stays: facts of others stand under it. */
export function removeFacts(writer: Writer, rid: number): void {
  const facts = writer.all<FactRow>('SELECT kind, pid, day, who, place, value FROM fact WHERE rid = ?', rid);
  if (facts.length > 0) writer.run('DELETE FROM fact WHERE rid = ?', rid);
  for (const fact of facts) count(writer, fact, -1);
  for (const { kind, pid } of facts) if (kind === FACT.visit) findFirst(writer, pid);
  writer.run('UPDATE fact_person SET rid = NULL, birth = NULL, sex = NULL, died = NULL WHERE rid = ?', rid);
}

/** Moves the facts of all records that name a patient into the chart of another, as their records are moved. */
export function moveFacts(writer: Writer, own: string, to: string): void {
  const pid = pidOf(writer, to);
  const moved = 'rid IN (SELECT rid FROM moved WHERE own = ?)';
  const before = writer.all<{ pid: number }>(
    `SELECT DISTINCT pid FROM fact WHERE kind = ${FACT.visit} AND ${moved}`,
    own,
  );
  // which visit is the first is found anew for both
  for (const one of [{ pid }, ...before]) dropFirst(writer, one.pid);
  writer.run(`UPDATE fact SET pid = ? WHERE ${moved}`, pid, own);
  for (const one of [{ pid }, ...before]) findFirst(writer, one.pid);
}

function dropFirst(writer: Writer, pid: number): void {
  const facts = writer.all<FactRow>(
    'SELECT kind, pid, day, who, place, value FROM fact WHERE kind = ? AND pid = ?',
    FACT.first,
    pid,
  );
  writer.run('DELETE FROM fact WHERE kind = ? AND pid = ?', FACT.first, pid);
  for (const fact of facts) count(writer, fact, -1);
}

/** Names that no fact has any more: they may be words of a record that was erased. Looks through whole tables. */
export function forgetNames(writer: Writer): void {
  // of kinds that are counted by day, the numbers of facts tell; the others are few
  const others = `kind IN (${FACT.referral}, ${FACT.invoice}, ${FACT.charge})`;
  writer.run(`DELETE FROM fact_name WHERE nid NOT IN (
    SELECT who FROM fact_count UNION SELECT place FROM fact_count
    UNION SELECT who FROM fact WHERE ${others} AND who IS NOT NULL
    UNION SELECT place FROM fact WHERE ${others} AND place IS NOT NULL
    UNION SELECT code FROM fact WHERE ${others} AND code IS NOT NULL
    UNION SELECT code FROM fact WHERE kind = ${FACT.immunisation} AND code IS NOT NULL)`);
}

/** The number of a name; undefined for one that no record has. */
export function findNid(reader: Reader, name: string): number | undefined {
  return reader.get<{ nid: number }>('SELECT nid FROM fact_name WHERE name = ?', name)?.nid;
}

/** Names by number, as far as records have them. */
export function namesByNid(reader: Reader, nids: Iterable<number>): Map<number, FactName> {
  const rows = reader.all<{ nid: number; name: string; label: string | null }>(
    'SELECT nid, name, label FROM fact_name WHERE nid IN (SELECT value FROM json_each(?))',
    JSON.stringify([...nids]),
  );
  return new Map(rows.map(({ nid, name, label }) => [nid, { name, label: label ?? undefined }]));
}

/** What records call something; undefined where they have no word for it. */
export function labelOf(reader: Reader, name: string): string | undefined {
  return reader.get<{ label: string | null }>('SELECT label FROM fact_name WHERE name = ?', name)?.label ?? undefined;
}

/** The number of a patient, a new one for whom nothing was kept yet; 0 is nobody. */
export function pidOf(writer: Writer, patient: string | null): number {
  if (patient === null) return 0;
  const known = writer.get<{ pid: number }>('SELECT pid FROM fact_person WHERE id = ?', patient);
  return known?.pid ?? writer.run('INSERT INTO fact_person (id) VALUES (?)', patient).rowid;
}

function nidOf(writer: Writer, named: FactName | undefined): number | null {
  if (named === undefined) return null;
  const { name, label = null } = named;
  const known = writer.get<{ nid: number; label: string | null }>(
    'SELECT nid, label FROM fact_name WHERE name = ?',
    name,
  );
  if (!known) return writer.run('INSERT INTO fact_name (name, label) VALUES (?, ?)', name, label).rowid;
  // whatever was read first: the same word on every workstation
  if (label !== null && (known.label === null || label < known.label))
    writer.run('UPDATE fact_name SET label = ? WHERE nid = ?', label, known.nid);
  return known.nid;
}
