import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { differingElements } from '../../records/values/elements.ts';
import { Choice } from './Choice.tsx';
import type { ChoicesProps } from './contract.ts';
import { Elements } from './Elements.tsx';
import classes from './Inbox.module.css';
import { Key } from './Key.tsx';
import { mayDecide, mayKeep } from './may-decide.ts';
import { RuleRecord } from './RuleRecord.tsx';

/** Records that are each right but not together: which they are, what can be done, and "all is right as it is". */
export function RuleChoices({ conflict, busy, may, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const { rule, values } = conflict;
  if (!rule) return null;
  const own = { ...conflict.record, title: conflict.title };
  const records = [own, ...conflict.others.filter(({ type, id }) => type !== own.type || id !== own.id)];
  return (
    <>
      <p className={classes.base}>{t(`inbox.ruleBody.${rule}`)}</p>
      <ul className={classes.records}>
        {records.map((record) => (
          <RuleRecord key={`${record.type}/${record.id}`} record={record} linked={rule !== 'deleted-patient'} />
        ))}
      </ul>
      {values.length > 0 ? <Signed conflict={conflict} busy={busy} may={may} onDecide={onDecide} /> : null}
      {values.length > 0 || !mayDecide(may, conflict) ? null : (
        <Group mt="sm">
          <Button
            variant="default"
            data-key={1}
            rightSection={<Key>1</Key>}
            loading={busy}
            onClick={() => onDecide({ accept: true })}
          >
            {t(`inbox.accept.${rule}`)}
          </Button>
        </Group>
      )}
    </>
  );
}

/** What was signed beside what stands there now, each with what differs. */
function Signed({ conflict, busy, may, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const versions = differingElements(conflict.values.map(({ value }) => value));
  return (
    <div className={classes.values}>
      {conflict.values.map((value, index) => {
        const words = t(value.write === 'current' ? 'inbox.unsigned' : 'inbox.signed');
        return (
          <Choice
            key={value.write}
            words={words}
            digit={index + 1}
            by={value.by}
            busy={busy}
            onKeep={mayKeep(may, conflict, value) ? () => onDecide({ keep: value.write }) : undefined}
          >
            {words}
            {value.value === null ? (
              <p className={classes.quiet}>{t('inbox.deleted')}</p>
            ) : (
              <Elements type={conflict.record.type} elements={versions[index] ?? []} />
            )}
          </Choice>
        );
      })}
    </div>
  );
}
