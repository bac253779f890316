import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import type { Hours, Placed } from '../../records/appointment/grid.ts';
import classes from './Calendar.module.css';

interface BlockProps {
  readonly block: Placed;
  readonly hours: Hours;
  /** The keys stand here. */
  readonly current: boolean;
  /** Held elsewhere, or being put down there. */
  readonly lifted: boolean;
  /** It can be dragged. */
  readonly moves: boolean;
}

/** From so many minutes on there is room for a second line. */
const TWO_LINES = 20;

/**
 * An appointment on the calendar: who, when (which its place says as well), what for, and where it stands in a word. The column acts for it by its `data-id`, so that it is
 * not drawn anew while another one is dragged.
 */
export const Block = memo(function Block({ block, hours, current, lifted, moves }: BlockProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { item, lane, lanes } = block;
  const { patient, status, start, end } = item;
  const time = format.hours(start);
  const state = status === 'booked' ? undefined : t(`appointments.status.${status}`);
  const short = block.until - block.from < TWO_LINES;
  const whole = [
    end ? `${time}–${format.hours(end)}` : time,
    patient.name,
    item.reason,
    item.practitioner,
    state,
    item.conflicts > 0 ? t('common.conflict') : undefined,
  ];
  const words = whole.filter((part) => part !== undefined).join(t('common.dot'));
  return (
    <button
      type="button"
      className={classes.block}
      style={{
        ...heightOf(block, hours),
        left: `${(lane / lanes) * 100}%`,
        width: `${100 / lanes}%`,
      }}
      data-status={status}
      data-lifted={lifted || undefined}
      data-id={item.id}
      data-moves={moves || undefined}
      data-current={current || undefined}
      tabIndex={current ? 0 : -1}
      aria-label={words}
      title={words}
    >
      <span className={classes.line}>
        <span className={classes.name}>{patient.name}</span> <span className={classes.time}>{time}</span>
        {short && state !== undefined ? ` ${state}` : null}
        {item.conflicts > 0 ? <IconAlertTriangle className={classes.look} size="1em" stroke={2} aria-hidden /> : null}
      </span>
      {short ? null : (
        <span className={classes.more}>
          {[state, item.reason].filter((part) => part !== undefined).join(t('common.dot'))}
        </span>
      )}
    </button>
  );
});

/** From where to where something stands in a column that shows `hours`. */
export function heightOf({ from, until }: Hours, hours: Hours): { top: string; height: string } {
  const all = hours.until - hours.from;
  return { top: `${((from - hours.from) / all) * 100}%`, height: `${((until - from) / all) * 100}%` };
}
