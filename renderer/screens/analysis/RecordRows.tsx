import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type formatsOf, useFormat } from '../../locales/manner.tsx';
import { unitWords } from '../../records/observation/units.ts';
import { useKeptScroll, useNavigation } from '../navigation.ts';
import classes from './Analysis.module.css';
import type { FigureRecord, FigureRecords } from './useRecords.ts';

type Money = ReturnType<typeof formatsOf>['money'];

/** Rows of one line, before they are measured, in pixels. */
const ROW = 40;
/** So many rows before the end the next page is asked for. */
const AHEAD = 30;

interface RowsProps {
  readonly records: FigureRecords;
  readonly label: string;
  /** Ids of patients. */
  readonly chosen: readonly string[];
  readonly onChosen?: ((chosen: readonly string[]) => void) | undefined;
}

/** The list, of which only what is in sight is drawn. */
export function RecordRows({ records: { records, count, more, next }, label, chosen, onChosen }: RowsProps) {
  const { t } = useTranslation();
  const scroller = useKeptScroll<HTMLElement>('records');
  const list = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= records.length - AHEAD) next();
  }, [more, last, records.length, next]);
  const turn = (id: string) => onChosen?.(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label}>
      <ol
        className={classes.rows}
        style={{ height: list.getTotalSize() }}
        aria-label={t('analysis.records', { count: count ?? records.length, n: count ?? records.length })}
      >
        {shown.map(({ index, start }) => {
          const record = records[index];
          return record ? (
            <li
              key={index}
              ref={list.measureElement}
              data-index={index}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row
                record={record}
                isChosen={record.hit !== null && chosen.includes(record.hit.id)}
                onTurn={onChosen ? turn : undefined}
              />
            </li>
          ) : null;
        })}
      </ol>
    </section>
  );
}

/** Their code says how it took place, or nothing that its name does not. */
const CODELESS: ReadonlySet<string> = new Set(['Encounter', 'Appointment', 'Observation']);

/** Their values are amounts of money, the currency for a unit. */
const MONEY: ReadonlySet<string> = new Set(['Invoice', 'ChargeItem']);

function valueWords(type: string, { text, unit }: NonNullable<FigureRecord['value']>, money: Money): string {
  const amount = Number(text);
  if (MONEY.has(type) && unit !== '' && Number.isFinite(amount)) return money(amount, unit);
  return `${text} ${unitWords(unit)}`.trim();
}

interface RowProps {
  readonly record: FigureRecord;
  readonly isChosen: boolean;
  readonly onTurn: ((id: string) => void) | undefined;
}

function Row({ record: { type, hit, day, text, code, value }, isChosen, onTurn }: RowProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { age, day: dayWords, money } = useFormat();
  const gender = hit?.gender === 'male' || hit?.gender === 'female' ? t(`gender.${hit.gender}`) : '';
  return (
    <>
      <span>
        {hit && onTurn ? (
          <Checkbox
            aria-label={t('analysis.choose', { name: hit.name })}
            checked={isChosen}
            onChange={() => onTurn(hit.id)}
          />
        ) : null}
      </span>
      <span className="tabular">{day ? dayWords(day) : t('analysis.noDay')}</span>
      <span className={classes.clip}>
        {hit ? (
          <button type="button" className={classes.link} onClick={() => go({ name: 'patient', id: hit.id })}>
            {hit.name || t('common.notRecorded')}
          </button>
        ) : (
          t('analysis.nobody')
        )}
      </span>
      <span className={classes.quiet}>{[gender, age(hit?.birthDate)].filter(Boolean).join(t('common.dot'))}</span>
      <span className={classes.clip} title={text ?? undefined}>
        {[text, code === null || CODELESS.has(type) ? '' : code.replace(/^[^|]*\|/, '')]
          .filter(Boolean)
          .join(t('common.dot'))}
      </span>
      <span className={`${classes.value} tabular`}>{value ? valueWords(type, value, money) : ''}</span>
    </>
  );
}
