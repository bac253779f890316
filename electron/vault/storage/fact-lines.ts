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
  if (pid === 0) return;
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

/** The prescription stands on its first line, and on the first of an antibiotic; when and by whom is that of the first. */
function tellSheet(writer: Writer, { rid, pid, code }: Pick<Line, 'rid' | 'pid' | 'code'>): void {
  const [by, of, params] =
    pid === 0 ? ['INDEXED BY fact_rid', 'l.rid = ?', [rid]] : ['', 'l.pid = ? AND l.code = ?', [pid, code]];
  const isReplaced = pid === 0 ? 'false' : REPLACED;
  const [first, ...others] = writer.all<FactRow>(
    `SELECT ${FACT.prescription} AS kind, l.rid, l.pid, l.day, l.at, l.who, l.place, l.value, l.other FROM fact l ${by} JOIN record r ON r.rid = l.rid
     WHERE l.kind = ${FACT.line} AND ${of} AND NOT ${isReplaced} ORDER BY l.day = '', l.day, l.at, r.id`,
    ...params,
  );
  const lines = first ? [first, ...others] : [];
  const antibiotic = lines.find(({ value }) => value === 1);
  const unread = antibiotic === undefined && lines.some(({ other }) => other === 1) ? 1 : null;
  const told: FactRow[] = first
    ? [
        { ...first, value: null, other: unread },
        ...(antibiotic ? [{ ...first, kind: FACT.antibiotic, rid: antibiotic.rid, value: null, other: null }] : []),
      ]
    : [];
  const kept = writer.all<FactRow>(
    `SELECT kind, ${COLUMNS} FROM fact INDEXED BY fact_rid WHERE kind IN (${FACT.prescription}, ${FACT.antibiotic})
       AND rid IN (SELECT l.rid FROM fact l ${by} WHERE l.kind = ${FACT.line} AND ${of})`,
    ...params,
  );
  replace(writer, kept, told);
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
  const key = (row: FactRow): string =>
    JSON.stringify([row.kind, row.rid, row.pid, row.day, row.at, row.who, row.other]);
  const wanted = new Set(told.map(key));
  const there = new Set(kept.map(key));
  for (const row of kept) if (!wanted.has(key(row))) dropCounted(writer, row);
  for (const row of told) if (!there.has(key(row))) addCounted(writer, row);
}
