import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Likely } from '../../../shared/bridge/duplicates.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useNavigation } from '../navigation.ts';
import { Reasons } from '../Reasons.tsx';
import classes from './Duplicates.module.css';
import { PairView } from './PairView.tsx';

/** One patient: who else they may be, whoever else one looks for, and who was merged into them. */
export function OfPatient({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { go } = useNavigation();
  const chart = useAsk('patient.chart', { id });
  const likely = useAsk('duplicate.of', { id });
  const [text, setText] = useState('');
  const search = useAsk('patient.search', { text, limit: 8 }, { enabled: text.trim() !== '', keepPrevious: true });
  const [other, setOther] = useState<Likely>();
  const self = chart.data?.hit;
  const others: readonly Likely[] =
    text.trim() === ''
      ? (likely.data ?? [])
      : (search.data?.hits ?? []).filter((hit) => hit.id !== self?.id).map((hit) => ({ hit, score: 0, reasons: [] }));
  const chosen = other ?? others[0];
  if (!self) return chart.error ? <FailureNotice failure={chart.error.failure} /> : <Loading />;
  return (
    <>
      <Merges id={self.id} />
      <div className={classes.columns}>
        <div>
          <TextInput
            label={t('duplicates.mergeWith', { name: self.name })}
            placeholder={t('patients.searchHint')}
            value={text}
            autoComplete="off"
            onChange={(event) => {
              setText(event.currentTarget.value);
              setOther(undefined);
            }}
          />
          <ul className={classes.pairs} aria-label={t('duplicates.others')}>
            {others.map((one) => (
              <li key={one.hit.id}>
                <button
                  type="button"
                  className={classes.pair}
                  aria-current={one.hit.id === chosen?.hit.id ? 'true' : undefined}
                  onClick={() => setOther(one)}
                >
                  <span className={classes.names}>
                    {one.hit.name} <span className="tabular">{one.hit.birthDate ? day(one.hit.birthDate) : null}</span>
                  </span>
                  <span className={classes.quiet}>
                    <Reasons reasons={one.reasons.filter(({ level }) => level !== 'far')} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {others.length === 0 ? <p className={classes.quiet}>{t('duplicates.nobodyElse')}</p> : null}
        </div>
        {chosen ? (
          <PairView
            key={chosen.hit.id}
            a={self}
            b={chosen.hit}
            reasons={chosen.reasons}
            deferrable
            onDecided={() => go({ name: 'patient', id: self.id })}
          />
        ) : null}
      </div>
    </>
  );
}

/** Who was merged into a patient, and the way back. */
function Merges({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const may = useMay();
  const tell = useTell();
  const merges = useAsk('patient.merges', { id });
  const unmerge = useDo('patient.unmerge');
  const [moved, setMoved] = useState<readonly string[]>([]);
  if (!merges.data || merges.data.length === 0) return null;
  const away = merges.data.some(({ hit }) => hit.id === id);
  const title = away && merges.data.length === 1 ? t('duplicates.mergedAway') : t('duplicates.mergedInto');
  return (
    <Section title={title}>
      <FailureNotice failure={unmerge.error?.failure} />
      {merges.data.map(({ hit, since }) => (
        <div key={hit.id} className={classes.merge}>
          {hit.id === id ? (
            <p>{t('duplicates.mergedAwayWhy', { name: hit.name })}</p>
          ) : (
            <p className={classes.names}>
              {hit.name} <span className="tabular">{hit.birthDate ? day(hit.birthDate) : null}</span>
            </p>
          )}
          {since.length > 0 ? (
            <fieldset className={classes.since}>
              <legend>{t('duplicates.since', { name: hit.name })}</legend>
              {since.map(({ type, id: record, title }) => {
                const name = `${type}/${record}`;
                return (
                  <label key={name}>
                    <input
                      type="checkbox"
                      checked={moved.includes(name)}
                      onChange={() =>
                        setMoved(moved.includes(name) ? moved.filter((one) => one !== name) : [...moved, name])
                      }
                    />{' '}
                    {title}
                  </label>
                );
              })}
            </fieldset>
          ) : null}
          {may.write('Patient') ? (
            <Button
              variant="default"
              loading={unmerge.isPending}
              onClick={() =>
                unmerge.mutate(
                  {
                    id: hit.id,
                    move: since
                      .filter(({ type, id: record }) => moved.includes(`${type}/${record}`))
                      .map(({ type, id: record }) => ({ type, id: record })),
                  },
                  { onSuccess: () => tell(t('duplicates.unmerged')) },
                )
              }
            >
              {t('duplicates.unmerge')}
            </Button>
          ) : null}
        </div>
      ))}
    </Section>
  );
}
