import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { type Hours, minuteOf, type Placed, STEP, timeAt } from '../../records/appointment/grid.ts';
import { planOf } from '../../records/appointment/plan.ts';
import { Block, heightOf } from './Block.tsx';
import classes from './Calendar.module.css';
import type { Column } from './columns.ts';
import type { Held } from './useHold.ts';

interface ColumnProps {
  readonly column: Column;
  readonly title: string;
  readonly blocks: readonly Placed[];
  readonly hours: Hours;
  /** Where the keys stand in this column: on an appointment by its id, or at a free time. */
  readonly cursor: string | number | undefined;
  /** What is held, wherever it would be put down. */
  readonly lifted: string | undefined;
  /** What would be put down here. */
  readonly held: Held | undefined;
  readonly mayBook: boolean;
  readonly mayChange: boolean;
  readonly onGrab: (event: PointerEvent, item: DayItem) => void;
  readonly onOpen: (item: DayItem) => void;
  readonly onBook: (minute: number) => void;
  readonly onFocus: (stop: { readonly minute: number; readonly item?: DayItem }) => void;
}

/** One column of the calendar: the hours, what stands on them, where the keys and the mouse are. */
export function CalendarColumn(props: ColumnProps) {
  const { column, title, blocks, hours, cursor, lifted, held, mayBook, onBook } = props;
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number>();
  const minuteAt = ({ clientY, currentTarget }: { clientY: number; currentTarget: Element }) => {
    const box = currentTarget.getBoundingClientRect();
    const minute = hours.from + ((clientY - box.top) / box.height) * (hours.until - hours.from);
    return Math.min(hours.until - STEP, Math.floor(minute / STEP) * STEP);
  };
  const point = (event: PointerEvent) =>
    setPointed(event.target === event.currentTarget && event.buttons === 0 ? minuteAt(event) : undefined);
  const blockAt = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset.id : undefined;
    return id === undefined ? undefined : blocks.find(({ item }) => item.id === id);
  };
  const moves = ({ item }: Placed) => props.mayChange && item.status === 'booked';
  const at = (minute: number, tall = STEP) => heightOf({ from: minute, until: minute + tall }, hours);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys have the button at the time where they stand
    <section
      aria-label={title}
      className={classes.column}
      onPointerMove={mayBook ? point : undefined}
      onPointerLeave={() => setPointed(undefined)}
      onPointerDown={(event) => {
        const block = blockAt(event.target);
        if (block && moves(block)) props.onGrab(event, block.item);
      }}
      onClick={(event) => {
        const block = blockAt(event.target);
        if (block) props.onOpen(block.item);
        else if (mayBook && event.target === event.currentTarget) onBook(minuteAt(event));
      }}
      onFocus={({ target }) => {
        const block = blockAt(target);
        if (block) props.onFocus({ minute: block.from, item: block.item });
      }}
    >
      {blocks.map((block) => (
        <Block
          key={block.item.id}
          block={block}
          hours={hours}
          current={cursor === block.item.id}
          lifted={lifted === block.item.id}
          moves={moves(block)}
        />
      ))}
      {pointed === undefined || held ? null : (
        <span className={classes.pointed} style={at(pointed)} aria-hidden>
          {`+ ${timeAt(pointed)}`}
        </span>
      )}
      {typeof cursor === 'number' ? (
        <button
          type="button"
          className={classes.slot}
          style={at(cursor)}
          data-current
          aria-disabled={!mayBook || undefined}
          aria-label={t('appointments.free', { when: `${title} ${timeAt(cursor)}` })}
          onClick={() => mayBook && onBook(cursor)}
          onFocus={() => props.onFocus({ minute: cursor })}
        >
          {timeAt(cursor)}
        </button>
      ) : null}
      {held ? (
        <span className={classes.held} style={at(held.minute, Math.max(15, planOf(held.item).minutes))} aria-hidden>
          {`${timeAt(held.minute)} ${held.item.patient.name}`}
        </span>
      ) : null}
      <NowLine day={column.day} hours={hours} />
    </section>
  );
}

/** How far the day has gone. */
function NowLine({ day, hours }: { day: string; hours: Hours }) {
  const format = useFormat();
  const now = useNow();
  const minute = minuteOf(format.hours(now.toISOString()));
  if (day !== format.today() || minute < hours.from || minute > hours.until) return null;
  return (
    <span className={classes.now} style={{ top: heightOf({ from: minute, until: minute }, hours).top }} aria-hidden />
  );
}
