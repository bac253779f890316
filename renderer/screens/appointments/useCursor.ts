/** Where the keys stand on the calendar, and where they go from there. */
import { useState } from 'react';
import { type Stop, stopAt } from '../../records/appointment/grid.ts';
import type { Spot } from './useHold.ts';

/** On an appointment, wherever it goes, or at a time. */
interface Cursor extends Spot {
  readonly id?: string | undefined;
}

interface CursorProps {
  /** Where one can stand in each column. */
  readonly stops: readonly (readonly Stop[])[];
  readonly begins: () => Spot;
  /** Over the edge: to the days before (-1) or after (1). */
  readonly onTurn: (step: number) => void;
}

/** So many stops up or down, columns aside, minutes up or down; to the first or the last stop. */
const WALKS: Readonly<Record<string, readonly ['along' | 'aside' | 'leap' | 'edge', number]>> = {
  ArrowUp: ['along', -1],
  ArrowDown: ['along', 1],
  ArrowLeft: ['aside', -1],
  ArrowRight: ['aside', 1],
  PageUp: ['leap', -60],
  PageDown: ['leap', 60],
  Home: ['edge', 0],
  End: ['edge', -1],
};

/** The column and the stop where the keys stand; `walk` answers whether a key goes anywhere. */
export function useCursor({ stops, begins, onTurn }: CursorProps) {
  const [cursor, setCursor] = useState<Cursor>(begins);
  const is = ({ item }: Stop) => item !== undefined && item.id === cursor.id;
  const found = stops.findIndex((each) => each.some(is));
  const column = found < 0 ? Math.max(0, Math.min(cursor.column, stops.length - 1)) : found;
  const here = stops[column] ?? [];
  const stop = here.find(is) ?? stopAt(here, cursor.minute);
  const minute = stop?.minute ?? cursor.minute;

  const stand = (where: number, next: Stop | undefined): void => {
    if (next) setCursor({ column: where, minute: next.minute, id: next.item?.id });
  };
  const aside = (step: number): void => {
    const beside = stops[column + step];
    if (beside) {
      stand(column + step, stopAt(beside, minute));
    } else {
      onTurn(step);
      setCursor({ column: step < 0 ? stops.length - 1 : 0, minute });
    }
  };
  const walk = (key: string): boolean => {
    const [way, by] = WALKS[key] ?? [];
    if (way === undefined || by === undefined) return false;
    if (way === 'along') stand(column, stop && here[here.indexOf(stop) + by]);
    else if (way === 'aside') aside(by);
    else if (way === 'leap') stand(column, stopAt(here, minute + by));
    else stand(column, here.at(by));
    return true;
  };
  return { column, stop, stand, walk };
}
