/**
 * Prescriptions, and visits at which one of an antibiotic was written: they follow from the lines of prescriptions, which are facts of their
 * own. A line that another of the same day says to take the place of counts nowhere: it was corrected. Lines that name nobody are looked at one by
 * one: there may be any number of them.
 */
import type { Writer } from './database.ts';
import { addCounted, dropCounted, FACT, type FactRow } from './fact-rows.ts';

interface Line {
  readonly rid: number;
  readonly pid: number;
  readonly day: string;
  readonly code: number;
  readonly value: number;
  /** `prior visit`: ids, either may be missing. */
  readonly until: string;
}

/** Of a line `l`: the ids that it names. */
const PRIOR = (line: string): string => `substr(${line}.until, 1, instr(${line}.until, ' ') - 1)`;
const VISIT = (line: string): string => `substr(${line}.until, instr(${line}.until, ' ') + 1)`;
/** Whether another line of that patient and day takes the place of line `l`, of the record `r`. */
const REPLACED = `EXISTS (SELECT 1 FROM fact m WHERE m.kind = ${FACT.line} AND m.pid = l.pid AND m.day = l.day AND m.rid <> l.rid
  AND ${PRIOR('m')} = r.id)`;
const COLUMNS = 'rid, pid, day, at, who, place, value, other';

/** The lines that a record stands for, before they are taken out. */
export function linesOf(writer: Writer, rid: number): Line[] {
  return writer.all<Line>(
    `SELECT rid, pid, day, code, value, until FROM fact INDEXED BY fact_rid WHERE rid = ? AND kind = ${FACT.line}`,
    rid,
  );
}

/** Tells again what follows from a line that came or went. */
export function followLine(writer: Writer, line: Line): void {
  const prior = line.until.slice(0, line.until.indexOf(' '));
  const replaced =
    prior === '' || line.pid === 0
      ? []
      : writer.all<Line>(
          `SELECT l.rid, l.pid, l.day, l.code, l.value, l.until FROM fact l JOIN record r ON r.rid = l.rid
           WHERE l.kind = ${FACT.line} AND l.pid = ? AND l.day = ? AND r.id = ?`,
          line.pid,
          line.day,
          prior,
        );
  const lines = [line, ...replaced];
  for (const one of new Map(lines.map((each) => [each.code, each])).values()) tellSheet(writer, one);
  for (const one of lines) {
    if (one.value !== 1 || one.pid === 0) continue;
    const visit = one.until.slice(one.until.indexOf(' ') + 1);
    const [where, param] =
      visit === ''
        ? ['v.day = ?', one.day]
        : ["v.rid = (SELECT rid FROM record WHERE type = 'Encounter' AND id = ?)", visit];
    for (const row of visitRows(writer, one.pid, where, param)) tellVisit(writer, row);
  }
}

/** Tells again whether an antibiotic was prescribed at a visit that came. */
export function followVisit(writer: Writer, pid: number, rid: number): void {
  // of a visit that came nothing is told yet, and most patients have no antibiotic
  const any = `SELECT 1 FROM fact WHERE kind = ${FACT.line} AND pid = ? AND value = 1 LIMIT 1`;
  if (pid === 0 || writer.get(any, pid) === undefined) return;
  for (const row of visitRows(writer, pid, 'v.rid = ?', rid)) tellVisit(writer, row);
}

/** Tells everything again of somebody whose records were moved. */
export function followAll(writer: Writer, pid: number): void {
  const sheets = writer.all<Line>(
    `SELECT min(rid) AS rid, pid, code FROM fact WHERE kind = ${FACT.line} AND pid = ? GROUP BY code`,
    pid,
  );
  for (const one of sheets) tellSheet(writer, one);
  for (const row of visitRows(writer, pid, 'v.day >= ?', '')) tellVisit(writer, row);
}

/** A line of a prescription, or one that takes the place of another. */
type SheetLine = FactRow & { readonly code: number; readonly until: string; readonly id: string };

/** The prescription stands on its first line, and on the first of an antibiotic; when and by whom is that of the first. */
function tellSheet(writer: Writer, { rid, pid, code }: Pick<Line, 'rid' | 'pid' | 'code'>): void {
  const select = `SELECT kind, ${COLUMNS}, code, until, (SELECT id FROM record WHERE rid = fact.rid) AS id FROM fact`;
  // with those that name a line before them: what they say begins with an id, not with the space behind it
  const all =
    pid === 0
      ? writer.all<SheetLine>(`${select} INDEXED BY fact_rid WHERE rid = ? AND kind = ${FACT.line}`, rid)
      : writer.all<SheetLine>(
          `${select} WHERE kind = ${FACT.line} AND pid = ? AND (code = ? OR until >= '!')`,
          pid,
          code,
        );
  const sheet = all.filter((line) => line.code === code);
  const lines = sheet.filter((line) => pid === 0 || !isReplaced(line, all)).sort(byTime);
  const [first] = lines;
  const antibiotic = lines.find(({ value }) => value === 1);
  const unread = antibiotic === undefined && lines.some(({ other }) => other === 1) ? 1 : null;
  const told: FactRow[] = first
    ? [
        { ...first, kind: FACT.prescription, value: null, other: unread },
        ...(antibiotic ? [{ ...first, kind: FACT.antibiotic, rid: antibiotic.rid, value: null, other: null }] : []),
      ]
    : [];
  const kept = sheet.flatMap((line) =>
    writer.all<FactRow>(
      `SELECT kind, ${COLUMNS} FROM fact INDEXED BY fact_rid WHERE rid = ? AND kind IN (${FACT.prescription}, ${FACT.antibiotic})`,
      line.rid,
    ),
  );
  replace(writer, kept, told);
}

/** Whether another line of that day takes its place. */
function isReplaced({ day, rid, id }: SheetLine, all: readonly SheetLine[]): boolean {
  return all.some((other) => other.day === day && other.rid !== rid && other.until.startsWith(`${id} `));
}

/** By day, those without one last, then time and id: the same on every workstation. */
function byTime(a: SheetLine, b: SheetLine): number {
  if (a.day !== b.day) return b.day === '' || (a.day !== '' && a.day < b.day) ? -1 : 1;
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

function tellVisit(writer: Writer, { id, ...visit }: VisitRow): void {
  const prescribed = writer.get(
    `SELECT 1 FROM fact l JOIN record r ON r.rid = l.rid WHERE l.kind = ${FACT.line} AND l.pid = ? AND l.value = 1 AND NOT ${REPLACED}
       AND (${VISIT('l')} = ? OR ${VISIT('l')} = '' AND l.day = ? AND l.day <> '') LIMIT 1`,
    visit.pid,
    id,
    visit.day,
  );
  const kept = writer.all<FactRow>(
    `SELECT kind, ${COLUMNS} FROM fact INDEXED BY fact_rid WHERE rid = ? AND kind = ${FACT.treated}`,
    visit.rid,
  );
  replace(writer, kept, prescribed ? [{ ...visit, kind: FACT.treated, value: null, other: null }] : []);
}

type VisitRow = FactRow & { readonly id: string };

function visitRows(writer: Writer, pid: number, where: string, param: string | number): VisitRow[] {
  return writer.all<VisitRow>(
    `SELECT v.kind, v.rid, v.pid, v.day, v.at, v.who, v.place, v.value, v.other, r.id FROM fact v JOIN record r ON r.rid = v.rid
     WHERE v.kind = ${FACT.visit} AND v.pid = ? AND ${where}`,
    pid,
    param,
  );
}

function replace(writer: Writer, kept: readonly FactRow[], told: readonly FactRow[]): void {
  for (const row of kept) if (!told.some((one) => isSame(one, row))) dropCounted(writer, row);
  for (const row of told) if (!kept.some((one) => isSame(one, row))) addCounted(writer, row);
}

const TELLING = ['kind', 'rid', 'pid', 'day', 'at', 'who', 'other'] as const;

function isSame(a: FactRow, b: FactRow): boolean {
  return TELLING.every((column) => a[column] === b[column]);
}
