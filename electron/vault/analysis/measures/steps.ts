/** Steps of time: days, weeks from Monday, months; each named by its first day. */
import type { Grain } from '../../../../shared/bridge/measures.ts';
import { addDays, addMonths, daysBetween, mondayOf } from '../calendar.ts';

/** Over longer ranges, longer steps: more than a hundred of them is no picture. */
const MOST_DAYS = 35;
const MOST_WEEKS = 80;

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The steps in which a range is shown where nobody says. */
export function usualGrain({ from, to }: DayRange): Grain {
  const days = daysBetween(from, to) + 1;
  return days <= MOST_DAYS ? 'day' : days <= MOST_WEEKS * 7 ? 'week' : 'month';
}

/** The step in which a day lies. */
function stepOf(grain: Grain, day: string): string {
  if (grain === 'day') return day;
  return grain === 'week' ? mondayOf(day) : `${day.slice(0, 7)}-01`;
}

/** The same of many days, those of one after the other: a week is reckoned once for each. */
export function stepsInTurn(grain: Grain): (day: string) => string {
  let last = { day: '', step: '' };
  return (day) => {
    if (day !== last.day) last = { day, step: stepOf(grain, day) };
    return last.step;
  };
}

/** Every step that a range touches, in order. */
export function stepsOf(grain: Grain, { from, to }: DayRange): string[] {
  const steps: string[] = [];
  for (let step = stepOf(grain, from); step <= to; step = nextStep(grain, step)) steps.push(step);
  return steps;
}

/** The days of a step that lie in a range; undefined for what is no step of it. */
export function daysOf(grain: Grain, step: string, { from, to }: DayRange): DayRange | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(step) || stepOf(grain, step) !== step) return undefined;
  const last = addDays(nextStep(grain, step), -1);
  const days = { from: step < from ? from : step, to: last > to ? to : last };
  return days.from <= days.to ? days : undefined;
}

function nextStep(grain: Grain, step: string): string {
  return grain === 'month' ? addMonths(step, 1) : addDays(step, grain === 'week' ? 7 : 1);
}
