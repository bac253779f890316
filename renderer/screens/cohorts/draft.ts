/** A definition while it is built: what stands in the fields, complete or not, and the definition that it makes. */
import type { Bounds, Cohort, ConceptMatch, Criterion, LeafOf } from '../../../shared/cohorts/definition.ts';
import { choiceFor, VALUE_CHOICES } from './values.ts';

export const PARTS = [
  'sex',
  'age',
  'diagnosis',
  'medication',
  'allergy',
  'value',
  'visit',
  'vaccine',
  'task',
  'flag',
  'no-show',
  'registered',
  'cohort',
] as const;
export type PartKind = (typeof PARTS)[number];

export const BOUNDS = ['above', 'atLeast', 'below', 'atMost', 'between', 'any'] as const;
export type Bound = (typeof BOUNDS)[number];

/** A criterion without others in it, as its fields hold it. Which of the fields count follows from the kind. */
export interface Leaf {
  readonly kind: PartKind;
  readonly choice: string;
  readonly from: string;
  readonly to: string;
  readonly within: string;
  readonly of: readonly ConceptMatch[];
  readonly bound: Bound;
  readonly ever: boolean;
  readonly suspected: boolean;
  /** Of a visit: with whom, and where. */
  readonly by?: Visit['by'];
  readonly place?: Visit['place'];
  /** What no field shows and an edit keeps: the criterion that it came from. */
  readonly source?: Criterion;
}

type Visit = LeafOf<'visit'>;

export type Join = 'all' | 'any';

export interface Group {
  readonly kind: 'group';
  readonly join: Join;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly key: string;
  readonly not: boolean;
  readonly part: Leaf | Group;
}

export interface Draft {
  readonly people: Cohort['people'];
  readonly root: Group;
}

export type Field = 'choice' | 'from' | 'to' | 'within' | 'of';
export type Problem = 'needed' | 'number' | 'days' | 'backwards';

const EMPTY: Omit<Leaf, 'kind'> = {
  choice: '',
  from: '',
  to: '',
  within: '',
  of: [],
  bound: 'above',
  ever: false,
  suspected: false,
};

/** What a new criterion of a kind begins with. */
export function newLeaf(kind: PartKind): Leaf {
  const begins: Partial<Record<PartKind, Partial<Leaf>>> = {
    sex: { choice: 'female' },
    task: { choice: 'overdue' },
    value: { choice: VALUE_CHOICES[0].key },
    visit: { within: '90' },
    'no-show': { within: '90' },
    registered: { within: '30' },
  };
  return { ...EMPTY, kind, ...begins[kind] };
}

export function newRow(part: Row['part'], not = false, key: string = crypto.randomUUID()): Row {
  return { key, not, part };
}

export function newGroup(): Group {
  return { kind: 'group', join: 'any', rows: [] };
}

const WHOLE = /^\d{1,5}$/;
const NUMBER = /^-?\d{1,9}(?:[.,]\d{1,6})?$/;
const LONGEST_DAYS = 36_525;
const OLDEST = 150;

/** What stands in the way of each field. */
export function problemsOf(leaf: Leaf): Partial<Record<Field, Problem>> {
  const days = leaf.within === '' || (WHOLE.test(leaf.within) && between(leaf.within, 1, LONGEST_DAYS));
  const within: Partial<Record<Field, Problem>> = days ? {} : { within: 'days' };
  switch (leaf.kind) {
    case 'age':
      return range(leaf, (text) => WHOLE.test(text) && between(text, 0, OLDEST), false);
    case 'value': {
      if (leaf.bound === 'any') return within;
      const number = (text: string): boolean => NUMBER.test(text);
      if (leaf.bound === 'between') return { ...within, ...range(leaf, number, true) };
      return { ...within, ...(leaf.from === '' ? { from: 'needed' } : number(leaf.from) ? {} : { from: 'number' }) };
    }
    case 'diagnosis':
    case 'vaccine':
      return { ...within, ...(leaf.of.length === 0 ? { of: 'needed' } : {}) };
    case 'medication':
    case 'allergy':
      return leaf.of.length === 0 ? { of: 'needed' } : {};
    case 'no-show':
    case 'registered':
      return leaf.within === '' ? { within: 'needed' } : within;
    case 'cohort':
      return leaf.choice === '' ? { choice: 'needed' } : {};
    default:
      return within;
  }
}

function between(text: string, low: number, high: number): boolean {
  return Number(text) >= low && Number(text) <= high;
}

function range({ from, to }: Leaf, fits: (text: string) => boolean, both: boolean): Partial<Record<Field, Problem>> {
  const end = (text: string): Problem | undefined =>
    text === '' ? (both ? 'needed' : undefined) : fits(text) ? undefined : 'number';
  const [first, last] = [end(from), end(to)];
  if (first || last) return { ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) };
  if (from === '' && to === '') return { from: 'needed' };
  return from !== '' && to !== '' && toNumber(from) > toNumber(to) ? { to: 'backwards' } : {};
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}

/** The definition of what is complete; what is not is left out of it. */
export function cohortOf({ people, root }: Draft): Cohort {
  return { v: 1, people, where: criterionOf(root) ?? { kind: 'all', of: [] } };
}

/** Whether everything in it is complete. */
export function isComplete({ rows }: Group): boolean {
  return rows.every(({ part }) =>
    part.kind === 'group' ? part.rows.length > 0 && isComplete(part) : Object.keys(problemsOf(part)).length === 0,
  );
}

function criterionOf(part: Row['part']): Criterion | undefined {
  if (part.kind !== 'group') return Object.keys(problemsOf(part)).length > 0 ? undefined : leafOf(part);
  const of = part.rows.flatMap(({ not, part: inner }): Criterion[] => {
    const one = criterionOf(inner);
    return one === undefined ? [] : [not ? { kind: 'not', of: one } : one];
  });
  return of.length === 0 ? undefined : { kind: part.join, of };
}

function leafOf(leaf: Leaf): Criterion {
  const days = leaf.within === '' ? {} : { within: Number(leaf.within) };
  const { kind, choice, of } = leaf;
  switch (kind) {
    case 'sex':
      return { kind, sex: choice === 'male' || choice === 'other' ? choice : 'female' };
    case 'age':
      return {
        kind,
        ...(leaf.from === '' ? {} : { from: Number(leaf.from) }),
        ...(leaf.to === '' ? {} : { to: Number(leaf.to) }),
      };
    case 'diagnosis':
      return {
        kind,
        of: [...of],
        ...(leaf.ever ? { ever: true } : {}),
        ...(leaf.suspected ? { suspected: true } : {}),
        ...days,
      };
    case 'medication':
    case 'allergy':
      return { kind, of: [...of] };
    case 'vaccine':
      return { kind, of: [...of], ...days };
    case 'value':
      return criterionOfValue(leaf, days);
    case 'visit':
      return { kind, ...days, ...(leaf.by ? { by: leaf.by } : {}), ...(leaf.place ? { place: leaf.place } : {}) };
    case 'task':
      return { kind, due: choice === 'open' ? 'open' : 'overdue' };
    case 'flag':
      return { kind, ...(choice.trim() === '' ? {} : { text: choice.trim() }) };
    case 'no-show':
    case 'registered':
      return { kind, within: Number(leaf.within) };
    case 'cohort':
      return { kind, id: choice, ...(leaf.to === '' ? {} : { name: leaf.to }) };
  }
}

function criterionOfValue(leaf: Leaf, days: { within?: number }): Criterion {
  const source = leaf.source?.kind === 'value' && leaf.choice === SOURCE ? leaf.source : undefined;
  const choice = VALUE_CHOICES.find(({ key }) => key === leaf.choice);
  const what = source
    ? { of: source.of, ...(source.unit === undefined ? {} : { unit: source.unit }) }
    : { of: [...(choice?.of ?? [])], ...(choice?.unit === undefined ? {} : { unit: choice.unit }) };
  const is: Bounds | undefined =
    leaf.bound === 'any'
      ? undefined
      : leaf.bound === 'between'
        ? { atLeast: toNumber(leaf.from), atMost: toNumber(leaf.to) }
        : { [leaf.bound]: toNumber(leaf.from) };
  return { kind: 'value', ...what, ...(is ? { is } : {}), ...days };
}

/** The choice of an observation that no list here names. */
export const SOURCE = 'source';

/** The fields of a definition that is there: the same for the same, so that one that was changed back is not taken for another. */
export function draftOf({ people, where }: Cohort): Draft {
  const root: Group =
    where.kind === 'all' || where.kind === 'any'
      ? { kind: 'group', join: where.kind, rows: where.of.map(rowOf) }
      : { kind: 'group', join: 'all', rows: [rowOf(where)] };
  return { people, root };
}

/** `at`: its place among the others of its group. */
function rowOf(criterion: Criterion, at = 0): Row {
  const key = `${at}`;
  if (criterion.kind !== 'not') return newRow(partOf(criterion), false, key);
  const inner = criterion.of;
  return inner.kind === 'not'
    ? newRow({ kind: 'group', join: 'all', rows: [rowOf(inner)] }, true, key)
    : newRow(partOf(inner), true, key);
}

function partOf(criterion: Exclude<Criterion, { kind: 'not' }>): Row['part'] {
  if (criterion.kind === 'all' || criterion.kind === 'any')
    return { kind: 'group', join: criterion.kind, rows: criterion.of.map(rowOf) };
  const { kind } = criterion;
  const leaf: Leaf = {
    ...EMPTY,
    kind,
    source: criterion,
    within: 'within' in criterion && criterion.within !== undefined ? String(criterion.within) : '',
  };
  switch (criterion.kind) {
    case 'sex':
      return { ...leaf, choice: criterion.sex };
    case 'age':
      return { ...leaf, from: textOf(criterion.from), to: textOf(criterion.to) };
    case 'diagnosis':
      return { ...leaf, of: criterion.of, ever: criterion.ever === true, suspected: criterion.suspected === true };
    case 'medication':
    case 'allergy':
    case 'vaccine':
      return { ...leaf, of: criterion.of };
    case 'value':
      return { ...leaf, choice: choiceFor(criterion) ?? SOURCE, ...boundOf(criterion.is) };
    case 'visit':
      return { ...leaf, by: criterion.by, place: criterion.place };
    case 'task':
      return { ...leaf, choice: criterion.due };
    case 'flag':
      return { ...leaf, choice: criterion.text ?? '' };
    case 'cohort':
      return { ...leaf, choice: criterion.id, to: criterion.name ?? '' };
    default:
      return leaf;
  }
}

function boundOf(is: Bounds | undefined): Pick<Leaf, 'bound' | 'from' | 'to'> {
  if (is === undefined) return { bound: 'any', from: '', to: '' };
  const { above, atLeast, below, atMost } = is;
  const [low, high] = [atLeast ?? above, atMost ?? below];
  if (low !== undefined && high !== undefined) return { bound: 'between', from: String(low), to: String(high) };
  const bound = (['above', 'atLeast', 'below', 'atMost'] as const).find((one) => is[one] !== undefined) ?? 'any';
  return { bound, from: textOf(low ?? high), to: '' };
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
