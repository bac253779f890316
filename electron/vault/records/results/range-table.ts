/** A table of reference ranges from a laboratory, read line by line: each a range, or what is wrong with it. Pure. */
import { z } from 'zod';
import type { RangeInput, RangeLine } from '../../../../shared/bridge/ranges.ts';
import { isLastAge, type RangeColumn, rangeColumnOf } from '../../../../shared/records/range-table.ts';
import { type AgeLimit, type AgeUnit, noneBetween } from '../../../../shared/records/reference-range.ts';
import { isLoincCode } from '../../../../shared/terminology/loinc.ts';
import { LOINC, listedTest, listedTests } from '../../../../shared/terminology/tests.ts';
import { type CsvLine, csvLines } from '../../codes/csv.ts';

/** What holds for a line that does not say it; the language of names that only a code stands for. */
export interface TableSetting {
  readonly laboratory: string;
  readonly since: string;
  readonly chinese: boolean;
}

export type Problem = RangeLine['problems'][number];

export interface ReadLine {
  readonly line: number;
  readonly test: string;
  /** The day stands in the line itself. */
  readonly dated: boolean;
  readonly range?: RangeInput;
  readonly problems: Problem[];
}

/** The lines with an end, and how many have none; undefined for what is no such table. */
export function readTable(text: string, setting: TableSetting): { lines: ReadLine[]; empty: number } | undefined {
  const [head, ...rest] = csvLines(text);
  const columns = (head?.fields ?? []).map(rangeColumnOf);
  const has = (...some: RangeColumn[]) => some.some((one) => columns.includes(one));
  if (!has('test', 'code') || !has('unit') || !has('low', 'high')) return undefined;
  const fieldsOf =
    ({ fields }: CsvLine) =>
    (column: RangeColumn) => {
      const at = columns.indexOf(column);
      return at < 0 ? '' : (fields[at] ?? '').normalize('NFKC').trim();
    };
  const filled = rest.filter((line) => fieldsOf(line)('low') !== '' || fieldsOf(line)('high') !== '');
  const lastAges = isLastAge(head?.fields[columns.indexOf('to')] ?? '');
  // a unit keeps the letters that it was written with
  const written = ({ fields }: CsvLine, column: RangeColumn) => (fields[columns.indexOf(column)] ?? '').trim();
  return {
    lines: filled.map((line) => readLine(line.line, fieldsOf(line), written(line, 'unit'), { ...setting, lastAges })),
    empty: rest.length - filled.length,
  };
}

function readLine(
  line: number,
  field: (column: RangeColumn) => string,
  unit: string,
  setting: TableSetting & { readonly lastAges: boolean },
): ReadLine {
  const problems: Problem[] = [];
  const wrong = (column: RangeColumn, problem: Problem['problem']): undefined => {
    problems.push({ column, problem });
    return undefined;
  };
  const within = (column: RangeColumn, text: string, most: number) => {
    if (text === '') wrong(column, 'needed');
    else if (text.length > most) wrong(column, 'long');
  };
  const test = testOf(field('test'), field('code'), setting.chinese);
  if (test === 'code') wrong('code', 'code');
  else within('test', test.text, 300);
  within('unit', unit, 40);
  const laboratory = field('laboratory') || setting.laboratory;
  within('laboratory', laboratory, 200);
  const [low, high] = (['low', 'high'] as const).map((end) => {
    const text = field(end);
    if (text !== '' && !NUMBER.test(text)) wrong(end, 'number');
    return text;
  });
  if (NUMBER.test(low ?? '') && NUMBER.test(high ?? '') && Number(low) > Number(high)) wrong('high', 'order');
  const sex = SEXES[field('sex').toLowerCase()] ?? wrong('sex', 'sex');
  const [from, to] = (['from', 'to'] as const).map((end) => {
    const more = end === 'to' && setting.lastAges ? 1 : 0;
    return field(end) === '' ? undefined : (ageOf(field(end), more) ?? wrong(end, 'age'));
  });
  if (from && to && noneBetween(from, to)) wrong('to', 'ages');
  const since = field('since') === '' ? setting.since : (dayOf(field('since')) ?? wrong('since', 'date'));
  const said = { line, test: field('test') || field('code'), dated: field('since') !== '', problems };
  if (problems.length > 0 || test === 'code' || sex === undefined || since === undefined) return said;
  const ends = { ...(low ? { low } : {}), ...(high ? { high } : {}) };
  const ages = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  return { ...said, range: { test, unit, ...ends, sex, ...ages, laboratory, since, seen: [] } };
}

const NUMBER = /^-?\d{1,12}(\.\d{1,8})?$/;

/** A test by its code; by its name alone where that is one of the list's own. */
function testOf(name: string, code: string, chinese: boolean): RangeInput['test'] | 'code' {
  if (code === '') {
    const known = listedTests().filter(({ en, zh }) => plain(en) === plain(name) || plain(zh) === plain(name));
    const [only] = known;
    return { text: name, ...(only && known.length === 1 ? { code: { system: LOINC, code: only.code } } : {}) };
  }
  if (!isLoincCode(code)) return 'code';
  const listed = listedTest(code);
  return { text: name || (listed ? listed[chinese ? 'zh' : 'en'] : code), code: { system: LOINC, code } };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const SEXES: Readonly<Record<string, RangeInput['sex']>> = {
  ...Object.fromEntries(['', 'any', 'all', 'both', 'everybody', '不限', '全部', '男女'].map((word) => [word, 'any'])),
  ...Object.fromEntries(['female', 'f', 'w', '女', '女性'].map((word) => [word, 'female'])),
  ...Object.fromEntries(['male', 'm', '男', '男性'].map((word) => [word, 'male'])),
};

const AGE_WORDS: readonly (readonly [RegExp, AgeUnit])[] = [
  [/^(|a|y|yr|years?|岁|周岁|年)$/, 'a'],
  [/^(mo|months?|个?月)$/, 'mo'],
  [/^(d|days?|天|日)$/, 'd'],
];

/** `18`, `18 years`, `6 mo`, `28天`: years where no unit is said. `more`: so many units are added. */
function ageOf(text: string, more: number): AgeLimit | undefined {
  const [, number = '', word = ''] = /^(\d{1,5})\s*(\D*)$/.exec(text.toLowerCase()) ?? [];
  const unit = AGE_WORDS.find(([words]) => words.test(word.trim()))?.[1];
  const value = Number(number) + more;
  return number === '' || unit === undefined || value > 36_500 ? undefined : { value, unit };
}

/** `2026-03-01`, `2026/3/1`, `2026年3月1日` as YYYY-MM-DD. */
function dayOf(text: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(iso).success ? iso : undefined;
}
