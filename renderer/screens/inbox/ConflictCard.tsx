import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../shared/bridge/conflicts.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { fieldWord, typeWord } from '../../records/values/fields.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useNavigation } from '../navigation.ts';
import { usePatientName } from '../usePatientName.ts';
import { AmendmentChoices } from './AmendmentChoices.tsx';
import { Combine } from './Combine.tsx';
import type { Decision } from './contract.ts';
import classes from './Inbox.module.css';
import { cardKeys } from './keys.ts';
import { mayDecide } from './may-decide.ts';
import { RuleChoices } from './RuleChoices.tsx';
import { ValueChoices } from './ValueChoices.tsx';

interface CardProps {
  readonly conflict: Conflict;
  readonly onDecided: () => void;
  readonly onHistory: (record: { type: string; id: string }) => void;
}

/** One thing to decide: whose it is and what it is about, then its choices. */
export function ConflictCard({ conflict, onDecided, onHistory }: CardProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const { go } = useNavigation();
  const resolve = useDo('conflict.resolve');
  const may = useMay();
  const { kind, record, title, register } = conflict;
  const patient = record.type === 'Patient' ? record.id : conflict.patient;
  const whose = usePatientName(record.type === 'Patient' ? undefined : conflict.patient);
  const called = [whose, title === record.type ? '' : title].filter(Boolean).join(t('common.dot'));
  // of records that break a rule together, each is named and linked below
  const single = kind !== 'rule' || conflict.rule === 'signed-changed';
  const deleted = conflict.rule === 'deleted-patient' && patient ? { type: 'Patient', id: patient } : undefined;
  const historyOf = single ? record : deleted;
  const about =
    kind === 'register'
      ? t('inbox.field', { type: typeWord(t, record.type), field: fieldWord(t, register, record.type) })
      : kind === 'rule' && conflict.rule
        ? t(`inbox.rule.${conflict.rule}`)
        : t(kind === 'amendment' ? 'inbox.amendment' : 'inbox.deleteEdit', { type: typeWord(t, record.type) });
  const decide = (decision: Decision) =>
    resolve.mutate(
      { id: conflict.id, decision },
      {
        onSuccess: () => {
          tell(t('inbox.decided'));
          onDecided();
        },
      },
    );
  const decidable = mayDecide(may, conflict);
  const choices = { conflict, busy: resolve.isPending, may, onDecide: decide };
  return (
    <article
      className={classes.card}
      aria-label={`${called}${t('common.dot')}${about}`}
      data-card={conflict.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys decide while it has the focus
      tabIndex={0}
      onKeyDown={cardKeys}
    >
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>{kind === 'rule' ? about : called}</h2>
          {kind === 'rule' ? null : <p className={classes.quiet}>{about}</p>}
        </div>
        <div className={classes.links}>
          {historyOf ? (
            <Anchor component="button" type="button" onClick={() => onHistory(historyOf)}>
              {t('chart.history')}
            </Anchor>
          ) : null}
          {patient && single ? (
            <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id: patient })}>
              {t('inbox.open')}
            </Anchor>
          ) : null}
        </div>
      </header>
      {kind === 'rule' ? <RuleChoices {...choices} /> : null}
      {kind === 'amendment' ? <AmendmentChoices {...choices} /> : null}
      {kind === 'register' || kind === 'delete-edit' ? <ValueChoices {...choices} /> : null}
      {kind === 'register' && decidable ? <Combine {...choices} /> : null}
      {decidable ? null : (
        <p className={classes.readOnly}>{t('inbox.readOnly', { role: t(`roles.name.${may.role}`) })}</p>
      )}
      <FailureNotice failure={resolve.error?.failure} />
    </article>
  );
}
