import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { ConflictBadge } from '../../ui/Marks.tsx';
import { rowHeight } from '../../ui/tokens.ts';
import classes from './PatientList.module.css';

/** Rows of which not all may be there yet. */
export interface PatientRows {
  readonly count: number;
  /** undefined while it is on its way. */
  at(index: number): PatientHit | undefined;
}

interface ListProps {
  readonly id: string;
  readonly rows: PatientRows;
  /** Which rows are in sight, or nearly. */
  readonly onRange: (first: number, last: number) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (hit: PatientHit) => void;
  readonly compact: boolean;
  /** The rows are those of what was sought before; others are on their way. */
  readonly busy: boolean;
  /** Rows drawn beyond what is in sight, either way. */
  readonly overscan: number;
}

function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The found patients as a listbox; only the rows in sight exist. The input that filters it keeps the focus. */
export function PatientList({ id, rows, onRange, active, onActive, onOpen, compact, busy, overscan }: ListProps) {
  const { t } = useTranslation();
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const height = ((compact ? rowHeight.tall : rowHeight.normal) / 16) * rem();
  const list = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
  });
  const shown = list.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [onRange, first, last]);

  // not whenever the list grows: whoever has scrolled elsewhere stays there
  const there = active < rows.count;
  useEffect(() => {
    if (there) list.scrollToIndex(active, { align: 'auto' });
  }, [active, there, list]);

  return (
    <div className={classes.frame}>
      {compact ? null : <Head />}
      <div
        ref={scroller}
        id={id}
        role="listbox"
        aria-label={t('patients.list')}
        aria-busy={busy}
        tabIndex={-1}
        className={classes.scroller}
      >
        <div role="presentation" className={classes.list} style={{ height: list.getTotalSize() }}>
          {shown.map((item) => {
            const hit = rows.at(item.index);
            return hit ? (
              <Line
                key={item.key}
                id={`${id}-${item.index}`}
                hit={hit}
                words={words}
                index={item.index}
                count={rows.count}
                start={item.start}
                height={item.size}
                active={item.index === active}
                compact={compact}
                onActive={onActive}
                onOpen={onOpen}
              />
            ) : (
              <div
                key={item.key}
                className={classes.coming}
                style={placed(item.start, item.size)}
                role="presentation"
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const Head = memo(function Head() {
  const { t } = useTranslation();
  return (
    <div className={classes.head} aria-hidden>
      {(['name', 'sex', 'age', 'birthDate', 'phone', 'number', 'lastVisit'] as const).map((column) => (
        <span key={column}>{t(`patients.columns.${column}`)}</span>
      ))}
    </div>
  );
});

/** What rows are written with, found once for all of them: a row that asks for its words itself takes longer for them than for its marks. */
function useWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.today();
  return useMemo(() => {
    const genders = { male: t('gender.male'), female: t('gender.female'), other: t('gender.other') };
    const unknown = t('gender.unknown');
    const gender = (of: string | undefined) =>
      of === 'male' || of === 'female' || of === 'other' ? genders[of] : unknown;
    const age = (birthDate: string | undefined) => format.age(birthDate, today);
    return { t, gender, day: format.day, age, noVisit: t('patients.noVisit'), dot: t('common.dot') };
  }, [t, format, today]);
}

function placed(start: number, height: number): CSSProperties {
  return { transform: `translateY(${start}px)`, height };
}

interface RowProps {
  readonly hit: PatientHit;
  readonly words: ReturnType<typeof useWords>;
}

interface LineProps extends RowProps, Pick<ListProps, 'compact' | 'onActive' | 'onOpen'> {
  readonly id: string;
  readonly index: number;
  readonly count: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly height: number;
  readonly active: boolean;
}

/** Drawn once: while the list is scrolled, or other rows change, it stays what it is. */
const Line = memo(function Line({ id, hit, words, index, count, start, height, active, ...rest }: LineProps) {
  const { compact, onActive, onOpen } = rest;
  return (
    // The input holds the focus and the keys (aria-activedescendant); a row only answers the mouse.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={classes.row}
      data-compact={compact || undefined}
      data-active={active || undefined}
      style={placed(start, height)}
      onMouseMove={() => !active && onActive(index)}
      onClick={() => onOpen(hit)}
    >
      {compact ? <CompactLine hit={hit} words={words} /> : <Row hit={hit} words={words} />}
    </div>
  );
});

function Name({ hit }: { hit: PatientHit }) {
  return (
    <span className={classes.name}>
      <span className={classes.clip}>{hit.name}</span>
      {hit.latin && hit.latin !== hit.name ? <span className={classes.latin}>{hit.latin}</span> : null}
      <ConflictBadge count={hit.conflicts} />
    </span>
  );
}

function Row({ hit, words: { gender, day, age, noVisit } }: RowProps) {
  return (
    <>
      <Name hit={hit} />
      <span>{gender(hit.gender)}</span>
      <span>{age(hit.birthDate)}</span>
      <span>{hit.birthDate ? day(hit.birthDate) : null}</span>
      <span className={classes.clip}>{hit.phone}</span>
      <span className={classes.clip}>{hit.identifier}</span>
      <span className={hit.lastVisit ? undefined : classes.quiet}>{hit.lastVisit ? day(hit.lastVisit) : noVisit}</span>
    </>
  );
}

/** A patient in two short lines, where there is no room for columns. */
export function CompactRow({ hit }: { hit: PatientHit }) {
  return <CompactLine hit={hit} words={useWords()} />;
}

function CompactLine({ hit, words: { t, gender, day, age, noVisit, dot } }: RowProps) {
  const facts = [gender(hit.gender), age(hit.birthDate), hit.birthDate ? day(hit.birthDate) : undefined, hit.phone];
  return (
    <>
      <Name hit={hit} />
      <span className={classes.facts}>
        <span className={classes.clip}>{facts.filter(Boolean).join(dot)}</span>
        <span>{hit.lastVisit ? t('patients.lastVisit', { date: day(hit.lastVisit) }) : noVisit}</span>
      </span>
    </>
  );
}
