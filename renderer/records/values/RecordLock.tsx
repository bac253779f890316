import { IconAlertTriangle, IconLock, IconWritingSign } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge } from '../../ui/Marks.tsx';
import classes from './HistoryDrawer.module.css';

/** Whether a record is still edited, who signed it, and what was added after that. */
export function RecordLock({ view }: { view: RecordView }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  if (view.lock === 'open' && view.signatures.length === 0) return null;
  return (
    <div className={classes.lock}>
      {view.lock === 'final' ? (
        <p>
          <Badge icon={<IconLock size="1em" stroke={2} aria-hidden />}>{t('record.final')}</Badge>{' '}
          <span className={classes.by}>{t('record.finalBody')}</span>
        </p>
      ) : null}
      {view.signatures.map(({ by, at, valid }) => (
        <p key={`${by} ${at}`}>
          <Badge
            tone={valid ? 'good' : 'danger'}
            icon={
              valid ? (
                <IconWritingSign size="1em" stroke={2} aria-hidden />
              ) : (
                <IconAlertTriangle size="1em" stroke={2} aria-hidden />
              )
            }
          >
            {t(valid ? 'record.signed' : 'record.invalid')}
          </Badge>{' '}
          <span className={`${classes.by} tabular`}>
            {by}
            {t('common.dot')}
            {time(at)}
          </span>
        </p>
      ))}
      {view.addenda.map(({ id, text, by, at }) => (
        <blockquote key={id} className={classes.addendum}>
          <p>{text}</p>
          <footer className={`${classes.by} tabular`}>
            {t('record.addendum')}
            {t('common.dot')}
            {by}
            {t('common.dot')}
            {time(at)}
          </footer>
        </blockquote>
      ))}
    </div>
  );
}
