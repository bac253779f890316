import { Anchor, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { typeWord } from '../../records/values/fields.ts';
import { useNavigation } from '../navigation.ts';
import { Choice } from './Choice.tsx';
import type { ChoicesProps } from './contract.ts';
import classes from './Inbox.module.css';
import { Key } from './Key.tsx';

/** Records that are each right but not together: which they are, what can be done, and "all is right as it is". */
export function RuleChoices({ conflict, busy, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { rule, values } = conflict;
  if (!rule) return null;
  const own = { ...conflict.record, title: conflict.title };
  const records = [own, ...conflict.others.filter(({ type, id }) => type !== own.type || id !== own.id)];
  return (
    <>
      <p className={classes.base}>{t(`inbox.ruleBody.${rule}`)}</p>
      <ul className={classes.records}>
        {records.map(({ type, id, title }) => {
          const patient = type === 'Patient' ? id : conflict.patient;
          return (
            <li key={`${type}/${id}`}>
              <span className={classes.quiet}>{typeWord(t, type)}</span>{' '}
              {patient && rule !== 'deleted-patient' ? (
                <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id: patient })}>
                  {title}
                </Anchor>
              ) : (
                title
              )}
            </li>
          );
        })}
      </ul>
      {values.length > 0 ? (
        <div className={classes.values}>
          {values.map((value, index) => (
            <Choice
              key={value.write}
              words={t('inbox.signed')}
              digit={index + 1}
              by={value.by}
              busy={busy}
              onKeep={() => onDecide({ keep: value.write })}
            >
              {t('inbox.signed')}
            </Choice>
          ))}
        </div>
      ) : null}
      <Group mt="sm">
        <Button
          variant="default"
          data-key={values.length + 1}
          rightSection={<Key>{values.length + 1}</Key>}
          loading={busy}
          onClick={() => onDecide({ accept: true })}
        >
          {t(`inbox.accept.${rule}`)}
        </Button>
      </Group>
    </>
  );
}
