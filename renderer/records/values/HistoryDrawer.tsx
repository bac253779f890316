import { Drawer } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../../shared/bridge/records.ts';
import { useAsk } from '../../bridge/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { typeWord } from './fields.ts';
import classes from './HistoryDrawer.module.css';
import { RecordActions } from './RecordActions.tsx';
import { RecordLock } from './RecordLock.tsx';
import { Redaction } from './Redaction.tsx';
import { Version } from './Version.tsx';
import { valueWords } from './words.ts';

interface HistoryProps {
  readonly record: { readonly type: string; readonly id: string };
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What may be done with a record, and who changed it, where, when, each value before and after. */
export function HistoryDrawer({ record, opened, onClose }: HistoryProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('history.title')}
      position="right"
      size="32rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? <Contents type={record.type} id={record.id} /> : null}
    </Drawer>
  );
}

function Contents(record: { type: string; id: string }) {
  const { t } = useTranslation();
  const view = useAsk('record.get', record, { staleTime: 0 });
  const history = useAsk('record.history', record, { staleTime: 0 });
  if (history.error) return <FailureNotice failure={history.error.failure} />;
  if (!history.data) return <Loading />;
  const entries = [...history.data].sort((a, b) => b.version - a.version);
  const restorable = view.data !== undefined && view.data.lock !== 'signed';
  return (
    <div className={classes.contents}>
      <FailureNotice failure={view.error?.failure} />
      {view.data ? <p className={classes.about}>{calledWords(t, view.data.resource)}</p> : null}
      {view.data ? <RecordLock view={view.data} /> : null}
      {view.data && !view.data.deleted ? <RecordActions view={view.data} /> : null}
      {entries.length === 0 ? <p>{t('history.none')}</p> : null}
      <ol className={classes.list}>
        {entries.map((entry, index) => (
          <Version
            key={`${entry.version} ${entry.by.at}`}
            record={record}
            entry={entry}
            restorable={restorable && index > 0}
          />
        ))}
      </ol>
      {view.data ? <Redaction record={record} /> : null}
    </div>
  );
}

/** What kind of record it is, and what of. */
function calledWords(t: TFunction, { resourceType: type, ...resource }: Resource): string {
  const { name, code, type: kind, vaccineCode, medicationCodeableConcept: medicine } = resource;
  const [what = ''] = [type === 'Patient' ? name : undefined, code, vaccineCode, medicine, kind]
    .map((value) => (Array.isArray(value) ? valueWords(value[0]) : valueWords(value)))
    .filter((words) => words !== '');
  return [typeWord(t, type), what].filter((words) => words !== '').join(t('common.dot'));
}
