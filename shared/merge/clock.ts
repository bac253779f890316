/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014) as sortable text:
 * 15 digits of milliseconds, "-", 5 digits of a counter. It orders what is shown; it never decides what is lost.
 */
export type Hlc = string;

export const FIRST_HLC: Hlc = '000000000000000-00000';

/** How far another workstation's clock may pull ours ahead; a clock that is wrong by more is only noted. */
const MAX_DRAG = 5 * 60_000;

/** The next time for a write here: after `last`, and not before `now` (milliseconds). */
export function tick(last: Hlc, now: number): Hlc {
  const { time, counter } = parts(last);
  if (now > time) return format(now, 0);
  return counter < 99_999 ? format(time, counter + 1) : format(time + 1, 0);
}

/** The clock here after something from elsewhere was seen. */
export function witness(last: Hlc, seen: Hlc, now: number): Hlc {
  return seen > last && hlcTime(seen) <= now + MAX_DRAG ? seen : last;
}

/** Milliseconds since 1970 in a hybrid clock's text. */
export function hlcTime(hlc: Hlc): number {
  return parts(hlc).time;
}

/** Whether text is a hybrid clock. */
export function isHlc(text: string): boolean {
  return /^\d{15}-\d{5}$/.test(text);
}

function parts(hlc: Hlc): { time: number; counter: number } {
  return { time: Number(hlc.slice(0, 15)), counter: Number(hlc.slice(16)) };
}

function format(time: number, counter: number): Hlc {
  return `${String(Math.max(0, Math.floor(time))).padStart(15, '0')}-${String(counter).padStart(5, '0')}`;
}
