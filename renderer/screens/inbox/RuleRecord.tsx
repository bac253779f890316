import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../../shared/bridge/records.ts';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { useNavigation } from '../navigation.ts';
import { usePatientName } from '../usePatientName.ts';
import classes from './Inbox.module.css';

interface RuleRecordProps {
  readonly record: { readonly type: string; readonly id: string; readonly title: string };
  /** Whether its patient's chart can be opened. */
  readonly linked: boolean;
}

/** One of the records that break a rule together: what it is, when, and whose. */
export function RuleRecord({ record: { type, id, title }, linked }: RuleRecordProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { go } = useNavigation();
  const asked = useAsk('record.get', { type, id });
  const patient = type === 'Patient' ? id : patientOf(asked.data?.resource);
  const name = usePatientName(type === 'Patient' ? undefined : patient);
  const start = asked.data?.resource.start;
  const what = [title === type ? '' : title, typeof start === 'string' ? time(start) : ''].filter(
    (part) => part !== '',
  );
  const whose = type === 'Patient' ? title : name;
  return (
    <li>
      <span className={classes.quiet}>{typeWord(t, type)}</span>{' '}
      {type === 'Patient' ? null : <span className="tabular">{what.join(t('common.dot'))} </span>}
      {whose && patient && linked ? (
        <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id: patient })}>
          {whose}
        </Anchor>
      ) : (
        whose
      )}
    </li>
  );
}

/** The patient whom a record names, as subject or among those who take part. */
function patientOf(resource: Resource | undefined): string | undefined {
  const found = /"reference":"Patient\/([^"]+)"/.exec(JSON.stringify(resource ?? null));
  return found?.[1];
}
