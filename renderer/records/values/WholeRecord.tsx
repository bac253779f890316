import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { fieldWord } from './fields.ts';
import classes from './HistoryDrawer.module.css';
import { useRegisterWords } from './useRegisterWords.ts';
import { isBareReference } from './words.ts';

interface WholeRecordProps {
  readonly record: { readonly type: string; readonly id: string };
  readonly version: number;
}

/** A record as it was shown after a version of it, element by element. */
export function WholeRecord({ record, version }: WholeRecordProps) {
  const { t } = useTranslation();
  const words = useRegisterWords();
  const asked = useAsk('record.version', { type: record.type, id: record.id, version });
  if (asked.error) return <FailureNotice failure={asked.error.failure} />;
  if (!asked.data) return null;
  if (asked.data.json === null) return <p className={classes.by}>{t('inbox.deleted')}</p>;
  const resource = JSON.parse(asked.data.json) as Record<string, unknown>;
  const elements = Object.entries(resource).filter(([name]) => !['resourceType', 'id', 'meta', 'text'].includes(name));
  return (
    <dl className={`${classes.changes} ${classes.whole}`}>
      {elements
        .map(([name, value]) => [name, words(name, JSON.stringify({ [name]: value })) ?? ''] as const)
        .filter(([, said]) => !isBareReference(said))
        .map(([name, said]) => (
          <div key={name}>
            <dt>{fieldWord(t, name, record.type)}</dt>
            <dd>{said}</dd>
          </div>
        ))}
    </dl>
  );
}
