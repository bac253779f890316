/** An appointment that is held, by the mouse or by the keys, until it is put down at another place of the calendar or let go. */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { type Hours, minuteOf, STEP, snapped } from '../../records/appointment/grid.ts';
import type { Column } from './columns.ts';

/** A place of the calendar. */
export interface Spot {
  /** Which of the columns. */
  readonly column: number;
  /** Since midnight. */
  readonly minute: number;
}

export interface Held extends Spot {
  readonly item: DayItem;
  readonly by: 'mouse' | 'keys';
}

interface Grip {
  readonly item: DayItem;
  readonly from: Spot;
  /** Where the button went down, and how many minutes below the beginning of the appointment that is. */
  readonly x: number;
  readonly y: number;
  readonly below: number;
}

interface HoldProps {
  readonly columns: readonly Column[];
  readonly hours: Hours;
  /** What holds the columns, all equally wide, and nothing else. */
  readonly area: RefObject<HTMLDivElement | null>;
  /** What scrolls the area. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Calls `done` when what is shown stands where it was put. */
  readonly onDrop: (held: Held, done: () => void) => void;
}

/** By the keys: columns aside, minutes up or down. */
const PUSHES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  PageUp: [0, -60],
  PageDown: [0, 60],
};
/** The mouse has to go so far before it holds anything, in pixels: a click that trembles moves nobody. */
const SLACK = 5;
/** So near the edge, in pixels, it scrolls. */
const EDGE = 32;

/** The appointment that is held, and what holds and moves it. */
export function useHold({ columns, hours, area, scroller, onDrop }: HoldProps) {
  const [held, setHeld] = useState<Held>();
  const grip = useRef<Grip>(undefined);
  /** A click follows when the button is let go, and opens nothing. */
  const dragged = useRef(false);
  /** It is being written where it was put down. */
  const dropping = useRef(false);
  const letGo = () => {
    grip.current = undefined;
    dropping.current = false;
    setHeld(undefined);
  };
  useEffect(() => {
    if (!held) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || dropping.current) return;
      event.preventDefault();
      event.stopPropagation();
      grip.current = undefined;
      setHeld(undefined);
    };
    window.addEventListener('keydown', leave, true);
    return () => window.removeEventListener('keydown', leave, true);
  }, [held]);

  const spotAt = (x: number, y: number): Spot | undefined => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return undefined;
    const column = Math.floor(((x - box.left) / box.width) * columns.length);
    const minute = hours.from + ((y - box.top) / box.height) * (hours.until - hours.from);
    return { column: Math.min(columns.length - 1, Math.max(0, column)), minute };
  };
  const grab = (event: PointerEvent, item: DayItem, column: number) => {
    const spot = spotAt(event.clientX, event.clientY);
    // a finger scrolls; for it there is the form
    if (event.button !== 0 || event.pointerType === 'touch' || !spot) return;
    const minute = minuteOf(item.start.slice(11, 16));
    const from = { column, minute };
    grip.current = { item, from, x: event.clientX, y: event.clientY, below: spot.minute - minute };
  };
  const drag = (event: PointerEvent) => {
    const { current } = grip;
    if (!current) return;
    if (event.buttons === 0) return letGo();
    const far = Math.hypot(event.clientX - current.x, event.clientY - current.y) > SLACK;
    if (!held && !far) return;
    if (!held) scroller.current?.setPointerCapture(event.pointerId);
    dragged.current = true;
    scrollAt(scroller.current, event.clientY);
    const spot = spotAt(event.clientX, event.clientY);
    if (!spot) return;
    const { item, from, below } = current;
    const column =
      columns[spot.column]?.open || spot.column === from.column ? spot.column : (held?.column ?? from.column);
    setHeld({ item, by: 'mouse', column, minute: snapped(spot.minute - below) });
  };
  const drop = () => {
    if (!held || dropping.current) return;
    dropping.current = true;
    onDrop(held, letGo);
  };
  /** The button of the mouse was let go. */
  const release = () => {
    if (grip.current) drop();
    grip.current = undefined;
  };
  /** The button of the mouse goes down, wherever that is: what was dragged before is over. */
  const begin = () => {
    dragged.current = false;
  };
  /** By the keys: holds what one stands on. */
  const take = (item: DayItem, column: number) =>
    setHeld({ item, by: 'keys', column, minute: minuteOf(item.start.slice(11, 16)) });
  /** By the keys, while it is held: answers whether a key does anything with it. */
  const press = (key: string): boolean => {
    const [across, down] = PUSHES[key] ?? [];
    if (key === 'Enter' || key === ' ') drop();
    else if (!held || dropping.current || across === undefined || down === undefined) return false;
    else {
      const next = columns.findIndex(({ open }, at) => open && Math.sign(at - held.column) === across);
      const last = columns.findLastIndex(({ open }, at) => open && Math.sign(at - held.column) === across);
      const column = across === 0 ? held.column : across < 0 ? last : next;
      setHeld({ ...held, minute: snapped(held.minute + down), column: column < 0 ? held.column : column });
    }
    return true;
  };
  /** Whether a click that comes now is the end of a drag; asked once. */
  const wasDrag = () => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  };
  return { held, begin, grab, drag, release, letGo, take, press, wasDrag };
}

function scrollAt(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  if (y > box.bottom - EDGE) scroller.scrollTop += EDGE / 2;
  // below the heads of the columns, which stay
  if (y < box.top + 2 * EDGE) scroller.scrollTop -= EDGE / 2;
}
