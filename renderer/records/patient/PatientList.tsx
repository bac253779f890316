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
  readonly onRange?: (first: number, last: number) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (hit: PatientHit) => void;
  readonly compact: boolean;
  /** The rows are those of what was sought before; others are on their way. */
  readonly busy: boolean;
}

/** Rows drawn beyond what is in sight, either way: a wheel that turns fast moves six of them in a frame. */
const OVERSCAN = 8;

function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The found patients as a listbox; only the rows in sight exist. The input that filters it keeps the focus. */
export function PatientList({ id, rows, onRange, active, onActive, onOpen, compact, busy }: ListProps) {
  const { t } = useTranslation();
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const height = ((compact ? rowHeight.tall : rowHeight.normal) / 16) * rem();
  const list = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
  });
  const shown = list.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [onRange, first, last]);

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
            const place = { transform: `translateY(${item.start}px)`, height: item.size } satisfies CSSProperties;
            if (!hit) return <div key={item.key} className={classes.coming} style={place} role="presentation" />;
            return (
              // The input holds the focus and the keys (aria-activedescendant); a row only answers the mouse.
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above
              // biome-ignore lint/a11y/useFocusableInteractive: see above
              <div
                key={item.key}
                id={`${id}-${item.index}`}
                role="option"
                aria-selected={item.index === active}
                aria-setsize={rows.count}
                aria-posinset={item.index + 1}
                className={classes.row}
                data-compact={compact || undefined}
                data-active={item.index === active || undefined}
                style={place}
                onMouseMove={() => item.index !== active && onActive(item.index)}
                onClick={() => onOpen(hit)}
              >
                {compact ? <CompactLine hit={hit} words={words} /> : <Row hit={hit} words={words} />}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <div className={classes.head} aria-hidden>
      {(['name', 'sex', 'age', 'birthDate', 'phone', 'number', 'lastVisit'] as const).map((column) => (
        <span key={column}>{t(`patients.columns.${column}`)}</span>
      ))}
    </div>
  );
}

/** What rows are written with, found once for all of them. */
function useWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const gender = (of: string | undefined) =>
      of === 'male' || of === 'female' || of === 'other' ? t(`gender.${of}`) : t('gender.unknown');
    return { t, gender, day: format.day, age: format.age };
  }, [t, format]);
}

interface LineProps {
  readonly hit: PatientHit;
  readonly words: ReturnType<typeof useWords>;
}

function Name({ hit }: { hit: PatientHit }) {
  return (
    <span className={classes.name}>
      <span className={classes.clip}>{hit.name}</span>
      {hit.latin && hit.latin !== hit.name ? <span className={classes.latin}>{hit.latin}</span> : null}
      <ConflictBadge count={hit.conflicts} />
    </span>
  );
}

/** Drawn once: while the list is scrolled it stays what it is. */
const Row = memo(function Row({ hit, words: { t, gender, day, age } }: LineProps) {
  return (
    <>
      <Name hit={hit} />
      <span>{gender(hit.gender)}</span>
      <span>{age(hit.birthDate)}</span>
      <span>{hit.birthDate ? day(hit.birthDate) : null}</span>
      <span className={classes.clip}>{hit.phone}</span>
      <span className={classes.clip}>{hit.identifier}</span>
      <span className={hit.lastVisit ? undefined : classes.quiet}>
        {hit.lastVisit ? day(hit.lastVisit) : t('patients.noVisit')}
      </span>
    </>
  );
});

/** A patient in two short lines, where there is no room for columns. */
export function CompactRow({ hit }: { hit: PatientHit }) {
  return <CompactLine hit={hit} words={useWords()} />;
}

const CompactLine = memo(function CompactLine({ hit, words: { t, gender, day, age } }: LineProps) {
  const facts = [gender(hit.gender), age(hit.birthDate), hit.birthDate ? day(hit.birthDate) : undefined, hit.phone];
  return (
    <>
      <Name hit={hit} />
      <span className={classes.facts}>
        <span className={classes.clip}>{facts.filter(Boolean).join(t('common.dot'))}</span>
        <span>{hit.lastVisit ? t('patients.lastVisit', { date: day(hit.lastVisit) }) : t('patients.noVisit')}</span>
      </span>
    </>
  );
});
