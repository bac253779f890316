import { IconAlertTriangle } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../shared/bridge/audit.ts';
import { useFormat } from '../../locales/manner.tsx';
import { useKeptScroll } from '../navigation.ts';
import classes from './Audit.module.css';
import { standsOut } from './kinds.ts';
import { useRowWords } from './useRowWords.ts';
import type { Trail } from './useTrail.ts';

/** Rows of one line, before they are measured, in pixels. */
const ROW = 44;
/** So many rows before the end the next page is asked for. */
const AHEAD = 30;

interface RowsProps {
  readonly trail: Trail;
  readonly onPatient: (patient: { id: string; name: string }) => void;
}

/** The list, of which only what is in sight is drawn; scrolled by keys, too. */
export function Rows({ trail, onPatient }: RowsProps) {
  const { t } = useTranslation();
  const scroller = useKeptScroll<HTMLElement>('trail');
  const list = useVirtualizer({
    count: trail.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    getItemKey: (index) => trail.rows[index]?.key ?? index,
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { more, next, rows } = trail;
  useEffect(() => {
    if (more && last >= rows.length - AHEAD) next();
  }, [more, last, rows.length, next]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('audit.list')}>
      <ol className={classes.rows} style={{ height: list.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          return row ? (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes.row}
              data-look={standsOut(row.event) || row.outcome !== 'done' || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row row={row} onPatient={onPatient} />
            </li>
          ) : null;
        })}
      </ol>
    </section>
  );
}

function Row({ row, onPatient }: { row: AuditRow; onPatient: RowsProps['onPatient'] }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { did, details } = useRowWords(row);
  const { patient, signedBy } = row;
  const look = standsOut(row.event) || row.outcome !== 'done';
  return (
    <>
      <time className={classes.time} dateTime={row.at}>
        {time(row.at)}
      </time>
      <span className={classes.what}>
        {look ? <IconAlertTriangle size="1rem" stroke={1.8} className={classes.sign} aria-hidden /> : null}
        <span>
          <strong className={classes.who}>{row.user?.name ?? t('audit.nobody')}</strong> {did}
          {patient ? (
            <>
              {t('common.dot')}
              <button type="button" className={classes.patient} onClick={() => onPatient(patient)}>
                {patient.name}
              </button>
            </>
          ) : null}
          {row.outcome === 'done' ? null : <span className={classes.outcome}>{t(`audit.outcome.${row.outcome}`)}</span>}
          {details.length > 0 ? <span className={classes.detail}>{details.join(t('common.dot'))}</span> : null}
          {signedBy && row.user ? (
            <span className={classes.detail}>{t('audit.signedBy', { name: signedBy.name })}</span>
          ) : null}
        </span>
      </span>
      <span className={classes.where}>{row.device.name}</span>
    </>
  );
}
