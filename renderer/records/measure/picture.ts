/** What a measure's picture shows: places along an axis, a series for each line or bar, and the figure behind each point. Pure. */
import { comparedRow } from '../../../shared/bridge/compared.ts';
import type { Column, Dimension, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { type Change, changeOf } from './change.ts';
import type { MeasureWords, Value } from './words.ts';

type Row = MeasureAnswer['rows'][number];
type Keys = Row['keys'];

/** Beyond this nobody tells lines apart; the table has them all. */
const MOST_SERIES = 6;

/** One figure: of the time that is shown, or of that which it is compared with. */
export interface Figure {
  /** Without keys: the total. */
  readonly keys?: Keys | undefined;
  readonly column: string;
  readonly isBefore: boolean;
}

export interface Point extends Figure {
  readonly value: number;
  readonly text: string;
  /** Of a share how many of how many, as it stands where there is little room. */
  readonly parts?: string | undefined;
  /** How it stands to the time before, where that is not drawn. */
  readonly change?: Change | undefined;
}

/** What a place says by itself, beside its value: the goal is reached, or somebody has to be called. */
export type Tone = 'good' | 'plain' | 'look';

export interface Series {
  readonly name: string;
  readonly column: Column;
  readonly isBefore: boolean;
  /** By their place along the axis. */
  readonly points: readonly (Point | undefined)[];
  /** What stands in the place of figures that are not told, by place; absent where all are. */
  readonly untold?: readonly (string | undefined)[] | undefined;
}

export interface Picture {
  readonly kind: MeasureDefinition['picture']['kind'];
  readonly places: readonly string[];
  /** The places as the axis calls them. */
  readonly ticks: readonly string[];
  readonly series: readonly Series[];
  /** Shares of two things at once; its series are columns under this title. */
  readonly grid?: { readonly title: string } | undefined;
  /** Series stand upon each other: together they are the whole. */
  readonly isStacked: boolean;
  /** By place; absent where all places are alike. */
  readonly tones?: readonly Tone[] | undefined;
  /** Of all that is drawn; absent where it is no money, or money of several currencies. */
  readonly currency?: string | undefined;
  /** So many series are in the table only. */
  readonly left: number;
}

interface Line {
  readonly name: string;
  readonly keys: Keys;
  readonly rows: Map<string | null, Row>;
}

/** Columns of which one has to be chosen, because each of several lines shows only one. */
export function choosable(answer: MeasureAnswer, { picture, dimensions }: MeasureDefinition): readonly Column[] {
  const isParted = answer.dimensions.length > dimensions.length;
  return isParted && picture.columns.length > 1
    ? answer.columns.filter(({ key }) => picture.columns.includes(key))
    : [];
}

/** The column whose records stand behind a figure: of a share those that make its numerator. */
export function behindColumn({ key, kind, numerator }: Column): string {
  return kind === 'share' && numerator !== undefined ? numerator : key;
}

/** @param chosen of `choosable` */
export function pictureOf(
  answer: MeasureAnswer,
  definition: MeasureDefinition,
  words: MeasureWords,
  chosen?: string,
): Picture {
  const { kind, dimension, columns, series } = definition.picture;
  const { dimensions } = answer;
  const along = dimensions.findIndex(({ key }) => key === dimension);
  const own = new Set(definition.dimensions.map(({ key }) => key));
  /** By which the rows are parted into series. */
  const parting = dimensions.flatMap(({ key }, at) => (key === series || !own.has(key) ? [at] : []));
  const name = (at: number, key: string | null): string => {
    const one = dimensions[at];
    return one ? words.key(one, key, answer.names, answer.grain) : '';
  };
  const tickOf = (at: number, key: string | null): string => {
    const one = dimensions[at];
    return one ? words.tick(one, key, answer.names, answer.grain) : '';
  };
  const isGrid = kind === 'share' && series !== undefined;
  const currency = oneCurrency(answer);
  const named = parting.filter((at) => dimensions[at]?.kind !== 'currency' || currency === undefined);
  const titleOf = (key: string): string => {
    const one = dimensions.find((dimension) => dimension.key === key);
    return one ? words.of(one.title) : '';
  };
  const places = [...new Set(answer.rows.map(({ keys }) => keys[along] ?? null))];
  const lines = new Map<string, Line>();
  for (const row of answer.rows) {
    const keys = parting.map((at) => row.keys[at] ?? null);
    const id = JSON.stringify(keys);
    const line = lines.get(id) ?? {
      name: named.map((at) => name(at, row.keys[at] ?? null)).join(words.t('common.dot')),
      keys,
      rows: new Map(),
    };
    lines.set(id, line);
    line.rows.set(row.keys[along] ?? null, row);
  }
  const choice = choosable(answer, definition);
  const wanted = choice.length > 0 ? [chosen ?? choice[0]?.key] : columns;
  const drawn = answer.columns.flatMap((column, at) => (wanted.includes(column.key) ? [{ column, at }] : []));
  const first = drawn[0]?.at ?? 0;
  const most = isGrid ? lines.size : Math.max(1, Math.floor(MOST_SERIES / Math.max(1, drawn.length)));
  const told = toldOf(
    [...lines.values()],
    drawn.map(({ at }) => at),
  );
  const shown = inOrder(largest(told, first, most), dimensions, parting, words.formats.locale);
  const before = comparedRow(answer);
  const of = (line: Line, { column, at }: (typeof drawn)[number], isBefore: boolean): Series => {
    const rows = places.map((place) => {
      const now = line.rows.get(place);
      return { now, row: isBefore ? now && before(now) : now };
    });
    const untold = rows.map(({ row }) => words.hidden(row?.hidden?.[at], answer));
    return {
      name: seriesName(line, column, drawn.length, words, isBefore),
      column,
      isBefore,
      points: rows.map(({ now, row }) => {
        const point = row && pointOf(row, column, at, answer, words, isBefore);
        return point && isGrid && now ? { ...point, change: changeTo(now, before(now), column, at) } : point;
      }),
      ...(untold.some((one) => one !== undefined) ? { untold } : {}),
    };
  };
  const changeTo = (row: Row, then: Row | undefined, column: Column, at: number): Change | undefined =>
    changeOf(words, column, [row.values[at], then?.values[at]], currencyOf(answer, row.keys));
  const now = shown.flatMap((line) => drawn.map((one) => of(line, one, false)));
  const isMoney = drawn.every(({ column }) => column.kind === 'money');
  const isStacked =
    kind === 'pyramid' ||
    kind === 'stacked' ||
    (now.length > 1 &&
      (kind === 'columns' || kind === 'bars') &&
      // whoever comes to two practitioners is one patient: parts of such counts are no whole
      drawn.every(({ column }) => column.counts === 'records' || (isMoney && currency !== undefined)));
  // two times of many lines would be read by nobody, nor of what is stacked; of two lines the first has its time before
  const compared = kind === 'line' ? drawn.slice(0, 1) : drawn;
  const then =
    answer.compared && now.length <= 2 && !isStacked && !isGrid
      ? shown.flatMap((line) => compared.map((one) => of(line, one, true)))
      : [];
  return {
    kind,
    isStacked,
    tones: tonesOf(dimensions[along], places),
    ...(isMoney ? { currency } : {}),
    ...(isGrid ? { grid: { title: titleOf(series) } } : {}),
    places: places.map((place) => name(along, place)),
    ticks: places.map((place) => tickOf(along, place)),
    series: [...now, ...then],
    left: told.length - shown.length,
  };
}

/** Whoever stands under a key `overdue` is to be called, and `reached` is where all should be. */
function tonesOf(dimension: Dimension | undefined, places: readonly (string | null)[]): readonly Tone[] | undefined {
  if (!dimension?.values?.some(({ key }) => key === 'overdue')) return undefined;
  return places.map((key) => (key === 'overdue' ? 'look' : key === 'reached' ? 'good' : 'plain'));
}

/** The currency of all that is in an answer; undefined where it is in several, or in none. */
export function oneCurrency(answer: MeasureAnswer): string | undefined {
  const all = new Set(answer.rows.map(({ keys }) => currencyOf(answer, keys)));
  const [currency] = all;
  return all.size === 1 ? (currency ?? undefined) : undefined;
}

/** Those that have something to show, if only that it is not told; all of them where none has. */
function toldOf(lines: readonly Line[], columns: readonly number[]): readonly Line[] {
  const told = lines.filter(({ rows }) =>
    [...rows.values()].some(({ values, hidden }) => columns.some((at) => values[at] != null || hidden?.[at])),
  );
  return told.length > 0 ? told : lines;
}

/** Whom or where is in the order of their names, so that each has one colour on all cards; what names none is last. */
function inOrder(
  lines: readonly Line[],
  dimensions: readonly Dimension[],
  parting: readonly number[],
  locale: string,
): readonly Line[] {
  const split = parting.findIndex((at) => ['practitioner', 'place'].includes(dimensions[at]?.kind ?? ''));
  if (split < 0) return lines;
  const isNone = ({ keys }: Line): number => Number(keys[split] === null);
  return [...lines].sort((a, b) => isNone(a) - isNone(b) || a.name.localeCompare(b.name, locale));
}

function largest(lines: readonly Line[], column: number, most: number): readonly Line[] {
  if (lines.length <= most) return lines;
  const size = ({ rows }: Line): number =>
    [...rows.values()].reduce((sum, { values }) => sum + Number(values[column] ?? 0), 0);
  const kept = new Set([...lines].sort((a, b) => size(b) - size(a)).slice(0, most));
  return lines.filter((line) => kept.has(line));
}

function seriesName(line: Line, column: Column, columns: number, words: MeasureWords, isBefore: boolean): string {
  const own = line.name === '' || columns > 1 ? words.of(column.title) : '';
  const name = [line.name, own].filter(Boolean).join(words.t('common.dot'));
  return isBefore ? words.t('analysis.beforeOf', { name }) : name;
}

function pointOf(
  row: Row,
  column: Column,
  at: number,
  answer: MeasureAnswer,
  words: MeasureWords,
  isBefore: boolean,
): Point | undefined {
  const value = row.values[at] ?? null;
  if (value === null) return undefined;
  return {
    keys: row.keys,
    column: behindColumn(column),
    isBefore,
    value: Number(value),
    text: textOf(row, column, value, answer, words),
    ...(column.kind === 'share' ? { parts: partsOf(row, column, answer, words, '/') } : {}),
  };
}

/** The currency of a row; undefined where the measure knows none. */
export function currencyOf({ dimensions }: Pick<MeasureAnswer, 'dimensions'>, keys: Keys): string | null | undefined {
  const at = dimensions.findIndex(({ kind }) => kind === 'currency');
  return at < 0 ? undefined : keys[at];
}

/** A value with what it has to be read with: a share with its numerator and denominator, a numerator with its share. */
function textOf(row: Row, column: Column, value: Value, answer: MeasureAnswer, words: MeasureWords): string {
  const text = words.value(column, value, currencyOf(answer, row.keys));
  const more = column.kind === 'share' ? partsOf(row, column, answer, words) : shareOf(row, column, answer, words);
  return more === '' ? text : words.t('analysis.bracketed', { text, more });
}

/** Of a share how many of how many: in words, or with a sign between the two. */
export function partsOf(
  { values }: Pick<Row, 'values'>,
  { numerator, denominator }: Column,
  { columns }: Pick<MeasureAnswer, 'columns'>,
  { t, formats: { number } }: MeasureWords,
  sign?: string,
): string {
  const [part, whole] = [numerator, denominator].map((key) => values[columns.findIndex((one) => one.key === key)]);
  if (part === undefined || part === null || whole === undefined || whole === null) return '';
  const said = { part: number(Number(part)), whole: number(Number(whole)) };
  return sign === undefined ? t('analysis.partOf', said) : `${said.part}${sign}${said.whole}`;
}

/** Of a count that is the numerator of a share, that share. */
function shareOf({ values }: Row, { key }: Column, { columns }: MeasureAnswer, words: MeasureWords): string {
  const at = columns.findIndex((one) => one.kind === 'share' && one.numerator === key);
  const [share, column]: [Value | undefined, Column | undefined] = [values[at], columns[at]];
  return column && share !== undefined && share !== null ? words.value(column, share) : '';
}
