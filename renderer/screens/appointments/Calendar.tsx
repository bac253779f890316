import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useFormat } from '../../locales/manner.tsx';
import {
  hoursOf,
  isPlanned,
  minuteOf,
  placed,
  snapped,
  stopsOf,
  timeAt,
  wholeHours,
} from '../../records/appointment/grid.ts';
import classes from './Calendar.module.css';
import { CalendarColumn } from './CalendarColumn.tsx';
import type { Column } from './columns.ts';
import { HeldWords } from './HeldWords.tsx';
import { useCursor } from './useCursor.ts';
import { type Held, useHold } from './useHold.ts';

interface CalendarProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly mayChange: boolean;
  readonly onOpen: (item: DayItem) => void;
  readonly onBook: (column: Column, time: string) => void;
  /** Calls `done` when it stands there, or could not be moved. */
  readonly onDrop: (item: DayItem, column: Column, time: string, done: () => void) => void;
  /** To the days before (-1) or after (1). */
  readonly onTurn: (step: number) => void;
}

/** As tall as an hour is drawn: a quarter of it can be hit, and a third has room for two lines. */
const HOUR_REM = 6.5;

/** Appointments on the hours of days, or of people. One stop of Tab; the arrow keys go between times and appointments. */
export function Calendar({ label, columns, mayChange, onOpen, onBook, onDrop, onTurn }: CalendarProps) {
  const { t } = useTranslation();
  const { today, hours: clock, monthDay, weekday, shortWeekday, clocksChange } = useFormat();
  const blocks = useMemo(() => columns.map(({ items }) => placed(items.filter(isPlanned))), [columns]);
  const hours = useMemo(() => hoursOf(blocks.flat()), [blocks]);
  const stops = useMemo(() => blocks.map((each) => stopsOf(each, hours)), [blocks, hours]);
  const { column, stop, stand, walk } = useCursor({
    stops,
    begins: () => ({
      column: Math.max(
        0,
        columns.findIndex(({ day }) => day === today()),
      ),
      minute: snapped(minuteOf(clock(new Date().toISOString()))),
    }),
    onTurn,
  });
  const scroller = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  /** The keys are in the calendar: where they stand has the focus, also after it was drawn anew elsewhere. */
  const within = useRef(false);
  const put = (held: Held, done: () => void) => {
    const into = columns[held.column];
    if (!into) return done();
    stand(held.column, { minute: held.minute, item: held.item });
    onDrop(held.item, into, timeAt(held.minute), done);
  };
  const hold = useHold({ columns, hours, area, scroller, onDrop: put });
  const { held } = hold;

  useEffect(() => {
    const current = scroller.current?.querySelector<HTMLElement>('button[data-current]');
    const { activeElement } = document;
    const lost = activeElement === document.body || scroller.current?.contains(activeElement) === true;
    if (within.current && current && lost && activeElement !== current) current.focus();
  });
  const begin = useEffectEvent(() => {
    // the hour before this one stands at the top; on other days, and when the day is over, the first
    const { current } = scroller;
    const minute = minuteOf(clock(new Date().toISOString())) - 60;
    if (current && minute < hours.until && columns.some(({ day }) => day === today()))
      current.scrollTop = ((minute - hours.from) / (hours.until - hours.from)) * (area.current?.clientHeight ?? 0);
  });
  useEffect(() => begin(), []);

  const keys = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (held ? hold.press(event.key) : walk(event.key)) event.preventDefault();
    else if (event.key === ' ' && mayChange && stop?.item?.status === 'booked') {
      event.preventDefault();
      hold.take(stop.item, column);
    }
  };
  const template = { gridTemplateColumns: `3.5rem repeat(${columns.length}, minmax(0, 1fr))` };
  const titleOf = ({ name, user, day }: Column) =>
    user === undefined ? `${weekday(day)} ${monthDay(day)}` : (name ?? t('appointments.nobody'));
  return (
    <div className={classes.frame}>
      <section
        ref={scroller}
        aria-label={label}
        className={classes.scroller}
        data-holding={held?.by === 'mouse' || undefined}
        onKeyDown={keys}
        onFocus={() => {
          within.current = true;
        }}
        onBlur={({ relatedTarget }) => {
          // a dialog gives it back when it closes
          const stays = relatedTarget === null || relatedTarget.closest('[role="dialog"]') !== null;
          within.current = stays ? within.current : scroller.current?.contains(relatedTarget) === true;
        }}
        onPointerDownCapture={hold.begin}
        onPointerMove={hold.drag}
        onPointerUp={hold.release}
        onPointerCancel={hold.letGo}
        onClickCapture={(event) => hold.wasDrag() && event.stopPropagation()}
      >
        <div className={classes.heads} style={template}>
          <span />
          {columns.map((each) => (
            <div key={each.key} className={classes.head} aria-current={each.day === today() ? 'date' : undefined}>
              {each.user === undefined ? (
                <>
                  <span className={classes.title}>{shortWeekday(each.day)}</span>
                  <span className={classes.sub}>
                    {monthDay(each.day)}
                    {each.day === today() ? `${t('common.dot')}${t('today.title')}` : ''}
                  </span>
                </>
              ) : (
                <span className={classes.title}>{titleOf(each)}</span>
              )}
              {clocksChange(each.day) ? <span className={classes.sub}>{t('appointments.clocksChange')}</span> : null}
            </div>
          ))}
        </div>
        <div className={classes.body} style={{ height: `${wholeHours(hours).length * HOUR_REM}rem` }}>
          <div className={classes.gutter} aria-hidden>
            {wholeHours(hours).map((minute) => (
              <span key={minute} className={classes.hour}>
                {timeAt(minute)}
              </span>
            ))}
          </div>
          <div
            ref={area}
            className={classes.area}
            style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
          >
            {columns.map((each, index) => (
              <CalendarColumn
                key={each.key}
                column={each}
                title={titleOf(each)}
                blocks={blocks[index] ?? []}
                hours={hours}
                cursor={index === column ? (stop?.item?.id ?? stop?.minute) : undefined}
                lifted={held?.item.id}
                held={held?.column === index ? held : undefined}
                mayBook={mayChange && each.open}
                mayChange={mayChange}
                onGrab={(event, item) => hold.grab(event, item, index)}
                onOpen={onOpen}
                onBook={(minute) => onBook(each, timeAt(minute))}
                onFocus={(next) => stand(index, next)}
              />
            ))}
          </div>
        </div>
      </section>
      <HeldWords held={held} columns={columns} titleOf={titleOf} />
    </div>
  );
}
