/** What a measure's picture shows: places along an axis, a series for each line or bar, and the figure behind each point. Pure. */
import { comparedRow } from '../../../shared/bridge/compared.ts';
import type { Column, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
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
}

export interface Series {
  readonly name: string;
  readonly column: Column;
  readonly isBefore: boolean;
  /** By their place along the axis. */
  readonly points: readonly (Point | undefined)[];
}

export interface Picture {
  readonly kind: MeasureDefinition['picture']['kind'];
  readonly places: readonly string[];
  /** The places as the axis calls them. */
  readonly ticks: readonly string[];
  readonly series: readonly Series[];
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
  const places = [...new Set(answer.rows.map(({ keys }) => keys[along] ?? null))];
  const lines = new Map<string, Line>();
  for (const row of answer.rows) {
    const keys = parting.map((at) => row.keys[at] ?? null);
    const id = JSON.stringify(keys);
    const line = lines.get(id) ?? {
      name: parting.map((at) => name(at, row.keys[at] ?? null)).join(words.t('common.dot')),
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
  const most = Math.max(1, Math.floor(MOST_SERIES / Math.max(1, drawn.length)));
  const shown = largest([...lines.values()], first, most);
  const before = comparedRow(answer);
  const of = (line: Line, { column, at }: (typeof drawn)[number], isBefore: boolean): Series => ({
    name: seriesName(line, column, drawn.length, words, isBefore),
    column,
    isBefore,
    points: places.map((place) => {
      const now = line.rows.get(place);
      const row = isBefore ? now && before(now) : now;
      return row && pointOf(row, column, at, answer, words, isBefore);
    }),
  });
  const now = shown.flatMap((line) => drawn.map((one) => of(line, one, false)));
  // two times of many lines would be read by nobody, nor of what is stacked
  const then =
    answer.compared && now.length <= 2 && kind !== 'stacked'
      ? shown.flatMap((line) => drawn.map((one) => of(line, one, true)))
      : [];
  return {
    kind,
    places: places.map((place) => name(along, place)),
    ticks: places.map((place) => tickOf(along, place)),
    series: [...now, ...then],
    left: lines.size - shown.length,
  };
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
    text: [words.value(column, value, currencyOf(answer, row.keys)), shareOf(row, column, answer, words)]
      .filter(Boolean)
      .join(words.t('common.dot')),
  };
}

/** The currency of a row; undefined where the measure knows none. */
export function currencyOf({ dimensions }: Pick<MeasureAnswer, 'dimensions'>, keys: Keys): string | null | undefined {
  const at = dimensions.findIndex(({ kind }) => kind === 'currency');
  return at < 0 ? undefined : keys[at];
}

/** Of a count that is the numerator of a share, that share. */
function shareOf({ values }: Row, { key }: Column, { columns }: MeasureAnswer, words: MeasureWords): string {
  const at = columns.findIndex((one) => one.kind === 'share' && one.numerator === key);
  const [share, column]: [Value | undefined, Column | undefined] = [values[at], columns[at]];
  return column && share !== undefined && share !== null ? words.value(column, share) : '';
}
