import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CleaningGroup, CleaningSample } from '../../shared/bridge/cleaning.ts';
import { isObject, type Json } from '../../shared/records/json.ts';
import { useFormat } from '../locales/manner.tsx';
import { typeWord } from '../records/values/fields.ts';
import classes from './Cleaning.module.css';
import { useNavigation } from './navigation.ts';

interface CleaningReasonsProps {
  readonly groups: readonly CleaningGroup[];
  /** The records are here: each leads to its patient. */
  readonly here: boolean;
}

/** What rules change, by reason, with the first of each; behind it what only a person can decide. */
export function CleaningReasons({ groups, here }: CleaningReasonsProps) {
  const { t } = useTranslation();
  const changes = groups.filter(({ told }) => !told);
  const told = groups.filter((group) => group.told);
  return (
    <>
      {changes.map((group) => (
        <Reason key={`${group.rule} ${group.reason}`} group={group} here={here} />
      ))}
      {told.length > 0 ? (
        <>
          <h3 className={classes.subtitle}>{t('cleaning.told')}</h3>
          <p className={classes.quiet}>{t(here ? 'cleaning.toldAbout' : 'cleaning.toldAtImport')}</p>
          {told.map((group) => (
            <Reason key={`${group.rule} ${group.reason}`} group={group} here={here} />
          ))}
        </>
      ) : null}
    </>
  );
}

/** What cleaning did, or would do, to what an import brought. */
export function CleanedAtImport({ groups }: { groups: readonly CleaningGroup[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes.groups} aria-label={t('cleaning.atImportDone')}>
      <h3 className={classes.subtitle}>{t('cleaning.atImportDone')}</h3>
      {groups.length === 0 ? <p className={classes.quiet}>{t('cleaning.atImportNothing')}</p> : null}
      <CleaningReasons groups={groups} here={false} />
    </section>
  );
}

function Reason({ group, here }: { group: CleaningGroup; here: boolean }) {
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
            <Sample sample={sample} here={here} />
          </li>
        ))}
        {count > samples.length ? (
          <li className={classes.quiet}>{t('cleaning.more', { count: count - samples.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}

function Sample({ sample, here }: { sample: CleaningSample; here: boolean }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { type, id, path, before, after } = sample;
  const word = typeWord(t, type);
  return (
    <>
      {here && type === 'Patient' ? (
        <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id })}>
          {word}
        </Anchor>
      ) : (
        <span>{here ? word : `${word} ${id}`}</span>
      )}{' '}
      <code className={classes.path}>{path}</code>
      <span className={classes.values}>
        <del>{before === undefined ? t('cleaning.nothing') : plainValue(before)}</del> <span aria-hidden>→</span>{' '}
        <ins>{after === undefined ? t('cleaning.gone') : plainValue(after)}</ins>
      </span>
    </>
  );
}

/** A value as people read it: a text without its marks, of a whole what it says; as it is where it was cut off. */
function plainValue(json: string): string {
  try {
    return wordsOf(JSON.parse(json) as Json).join(' ');
  } catch {
    return json;
  }
}

/** Members that name and do not say. */
const NAMES = ['url', 'system'];

function wordsOf(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(wordsOf);
  if (!isObject(value)) return value === null ? [] : [String(value)];
  const said = value.unit !== undefined || value.display !== undefined ? [...NAMES, 'code'] : NAMES;
  return Object.entries(value).flatMap(([name, one]) => (said.includes(name) || one === undefined ? [] : wordsOf(one)));
}
