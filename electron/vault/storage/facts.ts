/** Facts: what the measures count, in flat tables beside the records. */
import { createHash } from 'node:crypto';
import type { Writer } from './database.ts';
import { addLabels, type Called, type FactName, nidOf, removeLabels } from './fact-labels.ts';
import { followAll, followLine, followVisit, linesOf } from './fact-lines.ts';
import { count, DERIVED, FACT, type FactKind, type FactRow } from './fact-rows.ts';

export { findNid, forgetNames, labelOf, labelSql, namesByNid } from './fact-labels.ts';
export { FACT, type FactKind, type FactName };

export interface Fact {
  readonly kind: FactKind;
  readonly who?: FactName | undefined;
  readonly place?: FactName | undefined;
  readonly code?: FactName | undefined;
  readonly value?: number | undefined;
  readonly other?: number | undefined;
  /** YYYY-MM-DD. */
  readonly until?: string | undefined;
  /** Of a line of a prescription: which lines are one, in words that tell so; its visit and the line that it replaces, ids or ''. */
  readonly line?: { readonly sheet: string; readonly visit: string; readonly prior: string } | undefined;
  /** When it was, where that is not what its record is about. */
  readonly when?: { readonly at: number; readonly day: string } | undefined;
  /** It has no day of its own, whatever its record says of one. */
  readonly undated?: boolean | undefined;
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
  /** Their record is not in use any more (Patient.active). */
  readonly inactive: boolean;
}

/** Keeps the facts of a record. */
export function addFacts(writer: Writer, { rid, patient, day, at }: FactFrame, facts: readonly Fact[]): void {
  if (facts.length === 0) return;
  const pid = pidOf(writer, patient);
  const called: Called = new Map();
  for (const { kind, who, place, code, value, other, until, when, line, undated } of facts) {
    const row = {
      kind: FACT[kind],
      day: undated ? '' : (when?.day ?? day ?? ''),
      who: nidOf(writer, who, called),
      place: nidOf(writer, place, called),
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
      line ? sheetNumber(line.sheet) : nidOf(writer, code, called),
      row.value,
      other ?? null,
      line ? `${line.prior} ${line.visit}` : (until ?? null),
    );
    if (changes > 0) count(writer, row, 1);
  }
  addLabels(writer, rid, called);
  if (facts.some(({ kind }) => kind === 'visit')) {
    findFirst(writer, pid);
    followVisit(writer, pid, rid);
  }
  if (facts.some(({ kind }) => kind === 'line')) for (const line of linesOf(writer, rid)) followLine(writer, line);
}

/** A number for a text, of 48 bits: the same text among a patient's has the same. */
function sheetNumber(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** Keeps which visit was a person's first, by day, time and id: the same on every workstation. Nobody has no first. */
function findFirst(writer: Writer, pid: number): void {
  if (pid === 0) return;
  const before = earliest(writer, FACT.first, pid);
  const now = earliest(writer, FACT.visit, pid);
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

/**
 * The first by day, time and id; ids are read only where two are of one moment. The kind is no parameter: an index of one kind alone (`fact_dose`) makes
 * SQLite prepare a statement anew for each value of it, which takes ten times as long as the rest.
 */
function earliest(writer: Writer, kind: number, pid: number): FactRow | undefined {
  const rows = `SELECT kind, pid, day, at, rid, who, place, value FROM fact WHERE kind = ${kind} AND pid = ?`;
  const [one, next] = writer.all<FactRow>(`${rows} AND day > '' ORDER BY day, at LIMIT 2`, pid);
  if (!one || !next || one.day !== next.day || one.at !== next.at) return one;
  const byId = 'ORDER BY (SELECT id FROM record WHERE record.rid = fact.rid) LIMIT 1';
  return writer.get<FactRow>(`${rows} AND day = ? AND at = ? ${byId}`, pid, one.day, one.at);
}

/** Keeps who a patient is. */
export function addPerson(writer: Writer, rid: number, id: string, { birth, sex, died, inactive }: FactPerson): void {
  writer.run(
    `INSERT INTO fact_person (id, rid, birth, sex, died, inactive) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET rid = excluded.rid, birth = excluded.birth, sex = excluded.sex, died = excluded.died, inactive = excluded.inactive`,
    id,
    rid,
    birth,
    sex,
    died,
    inactive ? 1 : 0,
  );
}

/** Takes out what follows from a record. The number of a patient stays: facts of others stand under it. */
export function removeFacts(writer: Writer, rid: number): void {
  const lines = linesOf(writer, rid);
  const facts = writer.all<FactRow & { code: number | null }>(
    'SELECT kind, pid, day, who, place, code, value FROM fact WHERE rid = ?',
    rid,
  );
  if (facts.length > 0) writer.run('DELETE FROM fact WHERE rid = ?', rid);
  removeLabels(writer, rid, namesIn(facts));
  for (const fact of facts) count(writer, fact, -1);
  for (const { kind, pid } of facts) if (kind === FACT.visit) findFirst(writer, pid);
  for (const line of lines) followLine(writer, line);
  writer.run(
    'UPDATE fact_person SET rid = NULL, birth = NULL, sex = NULL, died = NULL, inactive = 0 WHERE rid = ?',
    rid,
  );
}

/** Moves the facts of all records that name a patient into the chart of another, as their records are moved. */
export function moveFacts(writer: Writer, own: string, to: string): void {
  const pid = pidOf(writer, to);
  const moved = 'rid IN (SELECT rid FROM moved WHERE own = ?)';
  const before = writer.all<{ pid: number }>(
    `SELECT DISTINCT pid FROM fact WHERE kind IN (${FACT.visit}, ${FACT.line}) AND ${moved}`,
    own,
  );
  // which visit is the first is found anew for both
  for (const one of [{ pid }, ...before]) dropFirst(writer, one.pid);
  writer.run(`UPDATE fact SET pid = ? WHERE ${moved}`, pid, own);
  for (const one of [{ pid }, ...before]) {
    findFirst(writer, one.pid);
    followAll(writer, one.pid);
  }
}

function dropFirst(writer: Writer, pid: number): void {
  const facts = writer.all<FactRow>(
    `SELECT kind, pid, day, who, place, value FROM fact WHERE kind = ${FACT.first} AND pid = ?`,
    pid,
  );
  if (facts.length > 0) writer.run(`DELETE FROM fact WHERE kind = ${FACT.first} AND pid = ?`, pid);
  for (const fact of facts) count(writer, fact, -1);
}

/** The number of a patient, a new one for whom nothing was kept yet; 0 is nobody. */
export function pidOf(writer: Writer, patient: string | null): number {
  if (patient === null) return 0;
  const known = writer.get<{ pid: number }>('SELECT pid FROM fact_person WHERE id = ?', patient);
  return known?.pid ?? writer.run('INSERT INTO fact_person (id) VALUES (?)', patient).rowid;
}

/** The numbers of what a record names; what follows from records names nothing else, and the code of a line is none. */
function namesIn(facts: readonly (FactRow & { readonly code: number | null })[]): Set<number> {
  return new Set(
    facts
      .filter(({ kind }) => !DERIVED.has(kind))
      .flatMap(({ kind, who, place, code }) => [who, place, kind === FACT.line ? null : code])
      .filter((nid) => nid !== null),
  );
}
