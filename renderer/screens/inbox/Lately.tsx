import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settled } from '../../../shared/bridge/conflicts.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { fieldWord, LIFE, typeWord } from '../../records/values/fields.ts';
import { useRegisterWords } from '../../records/values/useRegisterWords.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { usePatientName } from '../usePatientName.ts';
import classes from './Inbox.module.css';
import { mayUndo } from './may-decide.ts';

const SHOWN = 20;

/** What was decided in the last days, each with the way back. */
export function Lately() {
  const { t } = useTranslation();
  const settled = useAsk('conflict.settled', {}, { staleTime: 0 });
  const undo = useDo('conflict.undo');
  const may = useMay();
  if (!settled.data || settled.data.length === 0) return null;
  return (
    <Section title={t('inbox.lately')}>
      <FailureNotice failure={undo.error?.failure} />
      <ul className={classes.lately}>
        {settled.data.slice(0, SHOWN).map((one) => (
          <Row
            key={`${one.id} ${one.write}`}
            one={one}
            busy={undo.isPending}
            onUndo={mayUndo(may, one) ? () => undo.mutate({ id: one.id, write: one.write }) : undefined}
          />
        ))}
      </ul>
    </Section>
  );
}

function Row({ one, busy, onUndo }: { one: Settled; busy: boolean; onUndo: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { time, ago } = useFormat();
  const now = useNow();
  const registerWords = useRegisterWords();
  const field = t('inbox.field', {
    type: typeWord(t, one.record.type),
    field: fieldWord(t, one.register, one.record.type),
  });
  const whose = usePatientName(one.record.type === 'Patient' ? undefined : one.patient);
  // of a record that was deleted and changed, the record says what was decided
  const life = useAsk('record.get', one.record, { enabled: one.register === LIFE, staleTime: 0 });
  const outcome =
    one.register === ''
      ? t('inbox.accepted')
      : one.register === LIFE && life.data
        ? t(life.data.deleted ? 'inbox.deleted' : 'inbox.kept')
        : undefined;
  const element = one.register !== '' && !one.register.startsWith('$');
  return (
    <li>
      <span>
        <span className={classes.settledTitle}>
          {[whose, one.title === one.record.type ? '' : one.title].filter(Boolean).join(t('common.dot'))}
        </span>{' '}
        <span className={classes.quiet}>{element ? field : typeWord(t, one.record.type)}</span>
        {element ? (
          <span className={classes.settledValue}>{registerWords(one.register, one.value) ?? t('inbox.removed')}</span>
        ) : null}
        {outcome ? <span className={classes.settledValue}>{outcome}</span> : null}
      </span>
      <span className={`${classes.quiet} tabular`} title={time(one.by.at)}>
        {one.by.user}
        {t('common.dot')}
        {one.by.device}
        {t('common.dot')}
        {ago(one.by.at, now)}
      </span>
      {onUndo ? (
        <Button
          variant="default"
          size="compact-sm"
          data-undo
          aria-label={t('inbox.undoOf', { title: one.title })}
          disabled={busy}
          onClick={onUndo}
        >
          {t('inbox.undo')}
        </Button>
      ) : null}
    </li>
  );
}
