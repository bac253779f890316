/**
 * Where appointments stand on a grid of hours: what lies side by side, which hours are shown, where the keys go. Minutes are those of
 * the clinic's clocks since midnight.
 */
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { daysAfter, planOf } from './plan.ts';

/** One appointment of a day in the lane of its own that it takes where others overlap it. */
export interface Placed {
  readonly item: DayItem;
  readonly from: number;
  readonly until: number;
  /** From 0. */
  readonly lane: number;
  /** How many stand side by side here. */
  readonly lanes: number;
}

export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** Where the keys can stand in a column: on an appointment, or at a time that is free. */
export interface Stop {
  readonly minute: number;
  readonly item?: DayItem;
}

/** To how many minutes a time is rounded that is pointed at. */
export const STEP = 10;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Shown also where nobody is expected. */
const OPEN: Hours = { from: 8 * HOUR, until: 18 * HOUR };
/** As tall as this also what is shorter, so that the name can be read. */
const SHORTEST = 15;

/** What stands on the grid: not what was called off, whose time is free again, and no walk-ins, whom nobody planned. */
export function isPlanned({ status, walkIn }: DayItem): boolean {
  return !walkIn && status !== 'cancelled';
}

/** HH:MM */
export function timeAt(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`;
}

/** Minutes since midnight of an HH:MM. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * HOUR + Number(time.slice(3, 5));
}

/** A time that is pointed at, rounded, within the day. */
export function snapped(minute: number): number {
  return Math.min(DAY - STEP, Math.max(0, Math.round(minute / STEP) * STEP));
}

/** The seven days from Monday on in which a day stands. */
export function weekOf(day: string): string[] {
  const monday = daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
  return Array.from({ length: 7 }, (_none, later) => daysAfter(monday, later));
}

/**
 * Places the appointments of one day, in the order of their times. Those that overlap stand side by side, in as few lanes as are needed;
 * all that hang together are equally wide.
 */
export function placed(items: readonly DayItem[]): Placed[] {
  const spans = items
    .map((item) => ({ item, ...spanOf(item) }))
    .sort((a, b) => a.from - b.from || b.until - a.until || (a.item.id < b.item.id ? -1 : 1));
  const result: Placed[] = [];
  let group: Omit<Placed, 'lanes'>[] = [];
  /** Until when each lane of the group is taken. */
  let lanes: number[] = [];
  const close = () => {
    result.push(...group.map((one) => ({ ...one, lanes: lanes.length })));
    group = [];
    lanes = [];
  };
  for (const span of spans) {
    if (lanes.every((until) => until <= span.from)) close();
    const free = lanes.findIndex((until) => until <= span.from);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = span.until;
    group.push({ ...span, lane });
  }
  close();
  return result;
}

/** From when until when it stands on its day: by its length where the clocks were changed in between, and to midnight at most. */
function spanOf(item: DayItem): Hours {
  const from = minuteOf(item.start.slice(11, 16));
  return { from, until: Math.min(DAY, from + Math.max(SHORTEST, planOf(item).minutes)) };
}

/** The hours that are shown: the usual ones, and more where somebody is expected earlier or later. Whole hours. */
export function hoursOf(all: readonly Hours[]): Hours {
  const from = Math.min(OPEN.from, ...all.map((one) => one.from));
  const until = Math.max(OPEN.until, ...all.map((one) => one.until));
  return { from: Math.floor(from / HOUR) * HOUR, until: Math.ceil(until / HOUR) * HOUR };
}

/** The minutes at which its hours begin. */
export function wholeHours({ from, until }: Hours): number[] {
  return Array.from({ length: (until - from) / HOUR }, (_none, hour) => from + hour * HOUR);
}

/** Where the keys can stand in a column, from top to bottom. */
export function stopsOf(blocks: readonly Placed[], { from, until }: Hours): Stop[] {
  const stops: Stop[] = blocks.map(({ item, from: minute }) => ({ minute, item }));
  for (let minute = from; minute < until; minute += STEP)
    if (blocks.every((block) => minute < block.from || minute >= block.until)) stops.push({ minute });
  return stops.sort((a, b) => a.minute - b.minute);
}

/** Of the stops of a column, from top to bottom, the one at a time, or the last before it. */
export function stopAt(stops: readonly Stop[], minute: number): Stop | undefined {
  return stops.findLast((stop) => stop.minute <= minute) ?? stops[0];
}
