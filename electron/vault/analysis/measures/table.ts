/** Figures and records as tables of text, in the reader's language. */
import { bandText } from '../../../../shared/bridge/bands.ts';
import { comparedRow } from '../../../../shared/bridge/compared.ts';
import { hiddenText } from '../../../../shared/bridge/few.ts';
import { nameOfKey } from '../../../../shared/bridge/measure-names.ts';
import type { Column, MeasureAnswer, MeasureRecord } from '../../../../shared/bridge/measures.ts';
import type { Locale } from '../../../../shared/bridge/session.ts';
import { ageAt } from '../../records/dates.ts';

const WORDS = {
  en: { before: 'before', total: 'Total', none: 'not stated', female: 'female', male: 'male' },
  'zh-CN': { before: '对比期', total: '合计', none: '未填写', female: '女', male: '男' },
} as const;

const PERSON = {
  en: ['Date', 'Patient', 'Number', 'Sex', 'Birth date', 'Age', 'Phone', 'Record', 'Value', 'Unit'],
  'zh-CN': ['日期', '患者', '编号', '性别', '出生日期', '年龄', '电话', '记录', '数值', '单位'],
} as const;

/** A row for each row of the answer, the total last where there is one; the figures before beside those of now. */
export function figureTable(answer: MeasureAnswer, locale: Locale): { head: string[]; rows: string[][] } {
  const words = WORDS[locale];
  const { dimensions, columns, compared } = answer;
  const titles = columns.map(({ title }) => title[locale]);
  const then = compared && `${words.before} ${daysText(compared.range)}`;
  const head = [
    ...dimensions.map(({ title }) => title[locale]),
    ...titles,
    ...(compared ? titles.map((title) => `${title} (${then})`) : []),
  ];
  const cells = (row: Pick<MeasureAnswer['rows'][number], 'values' | 'hidden'> | undefined): string[] =>
    columns.map((column, at) => hiddenText(row?.hidden?.[at], answer.fewest) ?? cell(column, row?.values[at] ?? null));
  const whole = ({ total, totalHidden }: Pick<MeasureAnswer, 'total' | 'totalHidden'>): string[] =>
    cells({ values: total, hidden: totalHidden });
  const before = comparedRow(answer);
  const rows = answer.rows.map((row) => [
    ...row.keys.map((key, place) => {
      const dimension = dimensions[place];
      if (key === null) return words.none;
      return (
        dimension?.values?.find((one) => one.key === key)?.title[locale] ??
        (dimension?.kind === 'band' ? bandText(key) : nameOfKey(answer.names, dimension?.key ?? '', key, locale))
      );
    }),
    ...cells(row),
    ...(compared ? cells(before(row)) : []),
  ]);
  if (answer.totalHidden || answer.total.some((value) => value !== null)) {
    const label = dimensions.map((_, place) => (place === 0 ? words.total : ''));
    rows.push([...label, ...whole(answer), ...(compared ? whole(compared) : [])]);
  }
  return { head, rows };
}

function daysText({ from, to }: MeasureAnswer['range']): string {
  return from === to ? to : `${from}/${to}`;
}

function cell({ kind }: Column, value: number | string | null): string {
  if (value === null) return '';
  return kind === 'share' && typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : String(value);
}

/** The head of a table of records, and how a record becomes a row of it. */
export function personTable(
  locale: Locale,
  today: string,
): { head: string[]; row: (record: MeasureRecord) => string[] } {
  const words = WORDS[locale];
  return {
    head: [...PERSON[locale]],
    row: ({ day, hit, text, value }) => {
      const gender = hit?.gender === 'female' || hit?.gender === 'male' ? words[hit.gender] : '';
      const age = hit?.birthDate === undefined ? undefined : ageAt(hit.birthDate, today);
      return [
        day ?? '',
        hit?.name ?? '',
        hit?.identifier ?? '',
        gender,
        hit?.birthDate ?? '',
        age ? String(age.years) : '',
        hit?.phone ?? '',
        text ?? '',
        value?.text ?? '',
        value?.unit ?? '',
      ];
    },
  };
}
