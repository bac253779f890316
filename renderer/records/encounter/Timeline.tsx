import { Anchor } from '@mantine/core';
import {
  IconActivity,
  IconNeedle,
  IconNotes,
  IconPill,
  IconReportMedical,
  IconStethoscope,
  IconTool,
  IconWritingSign,
} from '@tabler/icons-react';
import { type ReactNode, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ChartItem, TimelineItem } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { keyOf } from '../ItemList.tsx';
import { measuredWords } from '../observation/units.ts';
import { readableDecimals } from '../values/decimals.ts';
import { statusWord, typeWord } from '../values/fields.ts';
import classes from './Timeline.module.css';

export type Visit = z.infer<typeof TimelineItem>;

interface TimelineProps {
  readonly visits: readonly Visit[];
  readonly shown: number;
  readonly onMore: () => void;
  readonly onHistory: (item: ChartItem) => void;
  /** Opens a visit as a sheet. */
  readonly onSheet?: (encounter: string) => void;
  /** What else may be done with a visit; stands beside its name. */
  readonly actions?: (visit: Visit) => ReactNode;
}

/** What goes without saying of something past. */
const SETTLED: ReadonlySet<string> = new Set(['finished', 'completed']);

/** Visits that stand there at once, as many as a window shows: those below come a moment later, and hold nothing up. */
const AT_ONCE = 6;
/** Items of a visit that are shown before "and N more". */
const ITEMS = 8;

const ICONS: Readonly<Record<string, typeof IconNotes>> = {
  Condition: IconStethoscope,
  Observation: IconActivity,
  MedicationRequest: IconPill,
  Immunization: IconNeedle,
  Procedure: IconTool,
  DiagnosticReport: IconReportMedical,
};

function detailWords({ type, detail = '' }: ChartItem): string {
  const readable = readableDecimals(detail);
  return type === 'Observation' ? measuredWords(readable) : readable;
}

/** Visits, newest first, each with what belongs to it. */
export function Timeline({ visits, shown, onMore, onHistory, onSheet, actions }: TimelineProps) {
  const { t } = useTranslation();
  const { day, ago } = useFormat();
  const drawn = useDeferredValue(shown, Math.min(shown, AT_ONCE));
  return (
    <>
      <ol className={classes.timeline}>
        {visits.slice(0, drawn).map((visit) => {
          const { encounter, items, signed } = visit;
          return (
            <li key={encounter.id} className={classes.visit}>
              <div className={`${classes.when} tabular`}>
                {encounter.date ? (
                  <>
                    <span>{day(encounter.date)}</span>
                    <span className={classes.ago}>{ago(encounter.date)}</span>
                  </>
                ) : (
                  t('common.notRecorded')
                )}
              </div>
              <div className={classes.what}>
                <button
                  type="button"
                  className={classes.title}
                  title={t('chart.history')}
                  onClick={() => onHistory(encounter)}
                >
                  {encounter.text || t('chart.visit')}
                  {encounter.status && !SETTLED.has(encounter.status) ? (
                    <span className={classes.status}>{statusWord(t, encounter.status)}</span>
                  ) : null}{' '}
                  <ConflictBadge count={encounter.conflicts} />
                </button>
                {signed ? (
                  <span className={classes.signed}>
                    <Badge tone="good" icon={<IconWritingSign size="1em" stroke={2} aria-hidden />}>
                      {t('record.signed')}
                    </Badge>
                  </span>
                ) : null}
                {onSheet && encounter.type === 'Encounter' ? (
                  <button
                    type="button"
                    className={classes.sheet}
                    aria-label={`${t('sheet.open')}: ${encounter.text || t('chart.visit')}`}
                    onClick={() => onSheet(encounter.id)}
                  >
                    {t('sheet.open')}
                  </button>
                ) : null}
                {actions?.(visit)}
                {encounter.detail ? <p className={classes.detail}>{encounter.detail}</p> : null}
                <Items items={items} onHistory={onHistory} />
              </div>
            </li>
          );
        })}
      </ol>
      {visits.length > shown ? (
        <Anchor component="button" type="button" onClick={onMore} mt="xs">
          {t('chart.more', { count: visits.length - shown })}
        </Anchor>
      ) : null}
    </>
  );
}

function Items({ items, onHistory }: Pick<TimelineProps, 'onHistory'> & { items: readonly ChartItem[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  const rest = items.length - ITEMS;
  return (
    <ul className={classes.items}>
      {items.slice(0, ITEMS).map((item) => {
        const Icon = ICONS[item.type] ?? IconNotes;
        return (
          <li key={keyOf(item)}>
            <Icon size="1rem" stroke={1.6} aria-hidden className={classes.icon} />
            <button type="button" className={classes.item} title={t('chart.history')} onClick={() => onHistory(item)}>
              <span className="visually-hidden">{typeWord(t, item.type)}: </span>
              {item.text}
              {item.detail ? <span className={classes.detail}> {detailWords(item)}</span> : null}{' '}
              <ConflictBadge count={item.conflicts} />
            </button>
          </li>
        );
      })}
      {rest > 0 ? <li className={classes.rest}>{t('chart.more', { count: rest })}</li> : null}
    </ul>
  );
}
