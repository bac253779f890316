/** The patients of a cohort on paper: who is in it, since when they were not here, what was measured, how to reach them. */
import type { TFunction } from 'i18next';
import type { CohortPerson } from '../../../shared/bridge/cohorts.ts';
import type { formatsOf } from '../../locales/manner.tsx';
import type { Block } from '../../ui/paper/Pages.tsx';
import { type Layout, nothing, paragraphs, row, rowHead } from './Parts.tsx';
import classes from './Print.module.css';

export interface PrintedCohort {
  /** The definition as a sentence. */
  readonly sentence: string;
  /** Day of the clinic, YYYY-MM-DD. */
  readonly today: string;
  /** How many are in it; `rows` may be the first of them. */
  readonly n: number;
  readonly rows: readonly CohortPerson[];
  /** Records that are not prepared yet. */
  readonly incomplete: number;
}

export interface CohortWords {
  readonly t: TFunction;
  readonly formats: ReturnType<typeof formatsOf>;
}

const COLUMNS = ['patient', 'sexAge', 'lastVisit', 'value', 'phone', 'next'] as const;
const LAYOUT: Layout = { template: '1.5fr 0.9fr 1fr 1.3fr 1.2fr 1.6fr' };

/** The blocks of a list. */
export function cohortBlocks({ sentence, today, n, rows, incomplete }: PrintedCohort, words: CohortWords): Block[] {
  const { t, formats } = words;
  const head = COLUMNS.map((column) => t(`cohorts.people.${column}`));
  const counted = t('cohorts.print.counted', { count: n, n: formats.number(n), day: formats.day(today) });
  return [
    ...paragraphs('sentence', sentence),
    { key: 'counted', keep: true, node: <p className={classes.quiet}>{counted}</p> },
    ...(incomplete > 0
      ? [nothing('preparing', t('cohorts.preparing', { count: incomplete, n: formats.number(incomplete) }))]
      : []),
    ...(rows.length < n
      ? [nothing('first', t('cohorts.print.first', { count: rows.length, n: formats.number(rows.length) }))]
      : []),
    ...(rows.length === 0
      ? [nothing('nobody', t('cohorts.people.nobody'))]
      : [rowHead('head', LAYOUT, head), ...rows.map((one) => row(one.hit.id, LAYOUT, head, cellsOf(one, words)))]),
  ];
}

function cellsOf({ hit, value, next, task }: CohortPerson, { t, formats }: CohortWords): string[] {
  const { gender, birthDate, lastVisit } = hit;
  const dot = t('common.dot');
  const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(dot);
  return [
    joined(hit.name || t('common.notRecorded'), hit.identifier),
    joined(gender === 'male' || gender === 'female' ? t(`gender.${gender}`) : '', formats.age(birthDate)),
    lastVisit === undefined ? t('cohorts.people.never') : formats.day(lastVisit),
    value ? joined([value.text, value.unit].filter(Boolean).join(' '), formats.day(value.day)) : '',
    hit.phone ?? '',
    joined(
      next === undefined ? '' : t('cohorts.people.expected', { time: formats.time(next) }),
      task && joined(task.text, task.due === undefined ? '' : formats.day(task.due)),
    ),
  ];
}
