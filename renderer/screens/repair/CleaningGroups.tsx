import { Anchor } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CleaningGroup, CleaningPreview, CleaningSample } from '../../../shared/bridge/cleaning.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Repair.module.css';

/** What the rules would change, by reason, with the first of each; behind it what only a person can decide. */
export function CleaningGroups({ preview }: { preview: CleaningPreview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { looked, records, groups, cancelled } = preview;
  if (groups.length === 0)
    return (
      <Empty title={t('cleaning.clean')} icon={<IconSparkles size="2rem" stroke={1.4} aria-hidden />}>
        {t('cleaning.looked', { count: looked, number: number(looked) })}
      </Empty>
    );
  const changes = groups.filter(({ told }) => !told);
  const told = groups.filter((group) => group.told);
  return (
    <div className={classes.groups}>
      {cancelled ? <Notice tone="look">{t('cleaning.lookStopped')}</Notice> : null}
      <p className={classes.quiet} role="status">
        {t('cleaning.found', { records: number(records), looked: number(looked) })}
      </p>
      {changes.map((group) => (
        <Reason key={`${group.rule} ${group.reason}`} group={group} />
      ))}
      {told.length > 0 ? (
        <>
          <h3 className={classes.subtitle}>{t('cleaning.told')}</h3>
          <p className={classes.quiet}>{t('cleaning.toldAbout')}</p>
          {told.map((group) => (
            <Reason key={`${group.rule} ${group.reason}`} group={group} />
          ))}
        </>
      ) : null}
    </div>
  );
}

function Reason({ group }: { group: CleaningGroup }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { reason, count, samples } = group;
  return (
    <details className={classes.reason}>
      <summary>
        <span>{t(`cleaning.reason.${reason}`)}</span> <span className="tabular">{number(count)}</span>
      </summary>
      <ul className={classes.samples} aria-label={t('cleaning.samples', { what: t(`cleaning.reason.${reason}`) })}>
        {samples.map((sample) => (
          <li key={`${sample.type}/${sample.id} ${sample.path}`}>
            <Sample sample={sample} />
          </li>
        ))}
        {count > samples.length ? (
          <li className={classes.quiet}>{t('cleaning.more', { count: count - samples.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}

function Sample({ sample }: { sample: CleaningSample }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { type, id, path, before, after } = sample;
  const word = typeWord(t, type);
  return (
    <>
      {type === 'Patient' ? (
        <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id })}>
          {word}
        </Anchor>
      ) : (
        <span>{word}</span>
      )}{' '}
      <code className={classes.path}>{path}</code>
      <span className={classes.values}>
        <del>{before ?? t('cleaning.nothing')}</del> <span aria-hidden>→</span> <ins>{after ?? t('cleaning.gone')}</ins>
      </span>
    </>
  );
}
