import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/bridge/history.ts';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { fieldWord, LIFE } from './fields.ts';
import classes from './HistoryDrawer.module.css';
import { useRegisterWords } from './useRegisterWords.ts';

interface HistoryProps {
  readonly record: { readonly type: string; readonly id: string };
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who changed a record, where, when, and each value before and after. */
export function HistoryDrawer({ record, opened, onClose }: HistoryProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('history.title')}
      position="right"
      size="28rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? <History type={record.type} id={record.id} /> : null}
    </Drawer>
  );
}

function History(record: { type: string; id: string }) {
  const { t } = useTranslation();
  const history = useAsk('record.history', record, { staleTime: 0 });
  if (history.error) return <FailureNotice failure={history.error.failure} />;
  if (!history.data) return <Loading />;
  if (history.data.length === 0) return <p>{t('history.none')}</p>;
  const entries = [...history.data].sort((a, b) => b.version - a.version);
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <Entry key={`${entry.version} ${entry.by.at}`} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const words = useRegisterWords();
  // Deleting and restoring is what the entry itself says.
  const changes = entry.changes.filter((change) => change.register !== LIFE);
  const { time, ago } = useFormat();
  return (
    <li className={classes.entry}>
      <p className={classes.what}>
        {t(`history.what.${entry.what}`)}{' '}
        <span className={classes.version}>{t('history.version', { version: entry.version })}</span>
      </p>
      <p className={`${classes.by} tabular`}>
        {time(entry.by.at)}
        {t('common.dot')}
        {ago(entry.by.at)}
        <br />
        {t('history.by', { user: entry.by.user, device: entry.by.device })}
      </p>
      {changes.length > 0 ? (
        <dl className={classes.changes}>
          {changes.map((change) => (
            <div key={change.register}>
              <dt>{fieldWord(t, change.register)}</dt>
              <dd>
                {change.before === null ? null : (
                  <del>
                    <span className="visually-hidden">{t('history.before')}: </span>
                    {words(change.register, change.before)}
                  </del>
                )}
                <ins>
                  <span className="visually-hidden">{t('history.after')}: </span>
                  {words(change.register, change.after) ?? t('history.empty')}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}
