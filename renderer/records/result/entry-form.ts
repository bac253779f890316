/** The form in which results are entered: a row for each test of a panel, numbers or words. */

import type { Test } from '../../../shared/bridge/orders.ts';
import type { Judged, ResultInput, ResultValue } from '../../../shared/bridge/results.ts';
import { COMPARATORS, unitText } from '../../../shared/records/reference-range.ts';
import { LOINC, listedPanel, listedTest } from '../../../shared/terminology/tests.ts';
import { otherUnits } from '../../../shared/units/substances.ts';
import { readDate } from '../dates.ts';

export interface EntryRow {
  readonly test: Test;
  readonly value: string;
  readonly unit: string;
  /** Of words: whoever reads the report says so. */
  readonly abnormal: boolean;
}

export interface EntryForm {
  /** What the report is of; '' until somebody chose. */
  readonly report: string;
  readonly code: string;
  readonly laboratory: string;
  readonly day: string;
  readonly time: string;
  readonly partial: boolean;
  readonly conclusion: string;
  readonly rows: readonly EntryRow[];
}

export type EntryProblem = 'report' | 'day' | 'dayAhead' | 'time' | 'values';

/** The form of a report on a test or panel, its rows empty. */
export function entryForm(test: Test | undefined, today: string, laboratory: string, chinese: boolean): EntryForm {
  return withReport(
    { report: '', code: '', laboratory, day: today, time: '', partial: false, conclusion: '', rows: [] },
    test,
    chinese,
  );
}

/** The same form about another test or panel; what was typed for other tests stays. */
export function withReport(form: EntryForm, test: Test | undefined, chinese: boolean): EntryForm {
  if (!test) return form;
  const typed = form.rows.filter(({ value }) => value.trim() !== '');
  const fresh = testsOf(test, chinese).filter((one) => !typed.some((row) => sameTest(row.test, one)));
  return { ...form, report: test.text, code: keyOf(test), rows: [...typed, ...fresh.map(emptyRow)] };
}

/** One more test on the report. */
export function withTest(form: EntryForm, test: Test): EntryForm {
  return form.rows.some((row) => sameTest(row.test, test)) ? form : { ...form, rows: [...form.rows, emptyRow(test)] };
}

/** Units to choose from, as UCUM codes: what the laboratory's ranges allow, else what fits the test; behind them what it is told in elsewhere. */
export function unitsOf(test: Test, judged: Judged | undefined): readonly string[] {
  const own = judged && judged.units.length > 0 ? judged.units : (listed(test)?.units ?? []);
  const other = own.length > 0 ? otherUnits(test.code?.system, test.code?.code ?? '') : [];
  return [...new Set([...own, ...other])];
}

/** What stands in a row as the vault takes it; undefined for an empty one. */
export function valueOfRow({ test, value, unit, abnormal }: EntryRow): ResultValue | undefined {
  const text = value.normalize('NFKC').trim();
  if (text === '') return undefined;
  const known = listed(test);
  const [, sign = '', number] = /^([<>≤≥]=?|)\s*(-?\d{1,12}(?:\.\d{1,8})?)$/.exec(text) ?? [];
  const measured = number !== undefined && unit.trim() !== '' && !(known && known.units.length === 0);
  if (!measured) return { test, value: { words: value.trim(), abnormal } };
  const plain = sign.replace('≤', '<=').replace('≥', '>=');
  const comparator = COMPARATORS.find((one) => one === plain);
  return { test, value: { number, unit: unit.trim(), ...(comparator ? { comparator } : {}) } };
}

/** Whether a row is answered in words, so that a person has to say whether they stand out. */
export function inWords(row: EntryRow): boolean {
  const value = valueOfRow(row);
  return value !== undefined && 'words' in value.value;
}

/** What is wrong with the form itself; what is wrong with a value the vault says while it is typed. */
export function checkEntry(form: EntryForm, today: string): Partial<Record<EntryProblem, true>> {
  const day = readDate(form.day);
  return {
    ...(form.report.trim() === '' ? { report: true as const } : {}),
    ...(day?.length === 10 ? (day > today ? { dayAhead: true as const } : {}) : { day: true as const }),
    ...(form.time.trim() !== '' && timeOf(form.time) === undefined ? { time: true as const } : {}),
    ...(form.rows.some((row) => valueOfRow(row)) ? {} : { values: true as const }),
  };
}

/** What `result.enter` takes. Call only where `checkEntry` found nothing. */
export function entryInput(
  form: EntryForm,
  { patient, order }: { patient: string; order: string | undefined },
): ResultInput {
  const time = timeOf(form.time);
  return {
    patient,
    ...(order === undefined ? {} : { order }),
    report: testFrom(form.report.trim(), form.code),
    laboratory: form.laboratory.trim(),
    day: readDate(form.day) ?? '',
    ...(time === undefined ? {} : { time }),
    partial: form.partial,
    conclusion: form.conclusion.trim(),
    values: form.rows.flatMap((row) => valueOfRow(row) ?? []),
  };
}

/** `8:05`, `0805` and `8：05` as HH:MM. */
function timeOf(text: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2}):?(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

function testsOf(test: Test, chinese: boolean): Test[] {
  const panel = test.code?.system === LOINC ? listedPanel(test.code.code) : undefined;
  if (!panel) return [test];
  return panel.members.flatMap((code) => {
    const member = listedTest(code);
    return member ? [{ text: chinese ? member.zh : member.en, code: { system: LOINC, code } }] : [];
  });
}

function emptyRow(test: Test): EntryRow {
  const [usual = ''] = listed(test)?.units ?? [];
  return { test, value: '', unit: usual, abnormal: false };
}

function listed(test: Test) {
  return test.code?.system === LOINC ? listedTest(test.code.code) : undefined;
}

function sameTest(one: Test, other: Test): boolean {
  return one.code || other.code ? keyOf(one) === keyOf(other) : one.text === other.text;
}

function keyOf({ code }: Test): string {
  return code ? `${code.system}|${code.code}` : '';
}

/** A test from its words and the key of its code. */
export function testFrom(text: string, key: string): Test {
  const at = key.lastIndexOf('|');
  return at < 0 ? { text } : { text, code: { system: key.slice(0, at), code: key.slice(at + 1) } };
}

/** A unit as it is shown; a mere number has none. */
export function unitLabel(code: string): string {
  return unitText(code) || '1';
}
