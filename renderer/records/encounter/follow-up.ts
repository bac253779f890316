/** When a patient comes again, while it is being written: in so many days or weeks, or on a day; perhaps at a time. */
import type { FollowUp } from '../../../shared/bridge/follow-up.ts';

export const FOLLOW_UP_UNITS = ['days', 'weeks'] as const;
export type FollowUpUnit = (typeof FOLLOW_UP_UNITS)[number];

export interface FollowUpForm {
  /** So many of `unit` from today; '' where the day was chosen. */
  readonly count: string;
  readonly unit: FollowUpUnit;
  /** YYYY-MM-DD; '' for none. */
  readonly day: string;
  /** HH:MM; '' where no time is booked. */
  readonly time: string;
  readonly minutes: number;
  /** With whom; '' for nobody in particular. */
  readonly user: string;
  readonly text: string;
}

export const emptyFollowUp: FollowUpForm = {
  count: '',
  unit: 'weeks',
  day: '',
  time: '',
  minutes: 20,
  user: '',
  text: '',
};

export type FollowUpProblem = 'count' | 'past' | 'dayNeeded';

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<FollowUpUnit, number>> = { days: 1, weeks: 7 };

/** With so many days or weeks, and the day that follows from it. `today` YYYY-MM-DD. */
export function inSoMany(form: FollowUpForm, count: string, unit: FollowUpUnit, today: string): FollowUpForm {
  const number = countOf(count);
  const counted = { ...form, count, unit };
  if (number === undefined) return count.trim() === '' && form.count !== '' ? { ...counted, day: '' } : counted;
  const day = new Date(Date.parse(today) + number * DAYS[unit] * DAY_MS).toISOString().slice(0, 10);
  return { ...counted, day };
}

/** On a day that was chosen. */
export function onDay(form: FollowUpForm, day: string): FollowUpForm {
  return { ...form, day, count: '' };
}

/** Whether nothing of it was written. */
export function isNoFollowUp({ count, day, time, text }: FollowUpForm): boolean {
  return [count, day, time, text].every((each) => each.trim() === '');
}

/** What is wrong with it. `today` YYYY-MM-DD. */
export function checkFollowUp(form: FollowUpForm, today: string): FollowUpProblem | undefined {
  if (isNoFollowUp(form)) return undefined;
  if (form.count.trim() !== '' && countOf(form.count) === undefined) return 'count';
  if (!/^\d{4}-\d\d-\d\d$/.test(form.day)) return 'dayNeeded';
  return form.day < today ? 'past' : undefined;
}

/** As the vault takes it. Call only where `checkFollowUp` found nothing. */
export function toFollowUp(form: FollowUpForm): FollowUp | undefined {
  if (isNoFollowUp(form)) return undefined;
  const { day, time, minutes, user } = form;
  const at = time === '' ? {} : { at: { time, minutes, ...(user === '' ? {} : { user }) } };
  return { day, text: form.text.trim(), ...at };
}

/** Three digits at most: nobody plans further ahead. */
function countOf(text: string): number | undefined {
  const clean = text.trim().normalize('NFKC');
  return /^\d{1,3}$/.test(clean) && Number(clean) > 0 ? Number(clean) : undefined;
}
