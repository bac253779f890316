import { Button, Radio } from '@mantine/core';
import { IconArrowMerge, IconClockPause, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../../shared/bridge/duplicates.ts';
import type { PatientHit, Resource } from '../../../shared/bridge/records.ts';
import { type Chosen, differing } from '../../../shared/records/patient/merge.ts';
import { ask, useAsk, useDo, useMay } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useNavigation } from '../navigation.ts';
import { Reasons } from '../Reasons.tsx';
import { Comparison } from './Comparison.tsx';
import classes from './Duplicates.module.css';

interface PairViewProps {
  readonly a: PatientHit;
  readonly b: PatientHit;
  readonly reasons: readonly Reason[];
  /** Whether it can be put off: it is not already. */
  readonly deferrable: boolean;
  readonly onDecided: () => void;
}

/** Two patients side by side: what differs, what a merge would make of them, and what one can do. */
export function PairView({ a, b, reasons, deferrable, onDecided }: PairViewProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { go } = useNavigation();
  const tell = useTell();
  const may = useMay();
  // who was seen last is who is known; the other goes
  const [kept, setKept] = useState<'a' | 'b'>((a.lastVisit ?? '') >= (b.lastVisit ?? '') ? 'a' : 'b');
  const [take, setTake] = useState<readonly Chosen[]>([]);
  const [survivor, merged] = kept === 'a' ? [a, b] : [b, a];
  const stays = useAsk('record.get', { type: 'Patient', id: survivor.id });
  const goes = useAsk('record.get', { type: 'Patient', id: merged.id });
  const merge = useDo('patient.merge');
  const different = useDo('duplicate.different');
  const later = useDo('duplicate.later');
  const busy = merge.isPending || different.isPending || later.isPending;
  const pair = { a: a.id, b: b.id };
  const doMerge = () =>
    merge.mutate(
      { survivor: survivor.id, merged: merged.id, take: [...take] },
      {
        onSuccess: () => {
          tell(t('duplicates.merged'), () => void ask('patient.unmerge', { id: merged.id }), [
            { label: t('duplicates.open'), run: () => go({ name: 'patient', id: survivor.id }) },
          ]);
          onDecided();
        },
      },
    );
  const doDifferent = () =>
    different.mutate(
      { ...pair, different: true },
      {
        onSuccess: () => {
          tell(t('duplicates.saidDifferent'), () => void ask('duplicate.different', { ...pair, different: false }));
          onDecided();
        },
      },
    );
  const doLater = () =>
    later.mutate(
      { ...pair, later: true },
      {
        onSuccess: () => {
          tell(t('duplicates.putOff'), () => void ask('duplicate.later', { ...pair, later: false }));
          onDecided();
        },
      },
    );
  const ready = may.write('Patient') && stays.data !== undefined && goes.data !== undefined && !busy;
  useCommands(
    ready
      ? [
          {
            id: 'here.merge',
            name: 'duplicates.merge',
            icon: IconArrowMerge,
            group: 'here',
            keys: ['mod+Enter'],
            run: doMerge,
          },
          {
            id: 'here.different',
            name: 'duplicates.different',
            icon: IconUsers,
            group: 'here',
            keys: ['X'],
            run: doDifferent,
          },
          ...(deferrable
            ? [
                {
                  id: 'here.later',
                  name: 'duplicates.later' as const,
                  icon: IconClockPause,
                  group: 'here' as const,
                  keys: ['L'],
                  run: doLater,
                },
              ]
            : []),
        ]
      : [],
  );
  const failure = stays.error ?? goes.error ?? merge.error ?? different.error ?? later.error;
  const turn = (next: 'a' | 'b') => {
    setKept(next);
    setTake([]);
  };
  return (
    <section className={classes.view} aria-label={t('duplicates.compare', { a: a.name, b: b.name })}>
      <FailureNotice failure={failure?.failure} />
      {reasons.length > 0 ? (
        <p className={classes.why}>
          <Reasons reasons={reasons} />
        </p>
      ) : null}
      <Radio.Group value={kept} onChange={(value) => turn(value === 'b' ? 'b' : 'a')} label={t('duplicates.whoStays')}>
        <div className={classes.who}>
          {(
            [
              ['a', a],
              ['b', b],
            ] as const
          ).map(([side, hit]) => (
            <Radio key={side} value={side} label={hit.name} description={lastSeen(hit)} />
          ))}
        </div>
      </Radio.Group>
      {stays.data && goes.data ? (
        <Comparison
          survivor={stays.data.resource}
          merged={goes.data.resource}
          choices={differing(json(stays.data.resource), json(goes.data.resource))}
          take={take}
          onTake={setTake}
        />
      ) : failure ? null : (
        <Loading />
      )}
      <Notice>{t('duplicates.whatHappens', { name: survivor.name })}</Notice>
      <div className={classes.actions}>
        {may.write('Patient') ? (
          <>
            <Button onClick={doMerge} loading={merge.isPending} disabled={!ready} title={keyWords('mod+Enter')}>
              {t('duplicates.merge')}
            </Button>
            <Button variant="default" onClick={doDifferent} disabled={!ready} title="X">
              {t('duplicates.different')}
            </Button>
            {deferrable ? (
              <Button variant="default" onClick={doLater} disabled={!ready} title="L">
                {t('duplicates.later')}
              </Button>
            ) : null}
          </>
        ) : null}
        {[survivor, merged].map((hit) => (
          <Button key={hit.id} variant="subtle" onClick={() => go({ name: 'patient', id: hit.id })}>
            {t('duplicates.openOf', { name: hit.name, date: hit.birthDate ? day(hit.birthDate) : '' })}
          </Button>
        ))}
      </div>
    </section>
  );

  function lastSeen(hit: PatientHit): string {
    return hit.lastVisit ? t('patients.lastVisit', { date: day(hit.lastVisit) }) : t('patients.noVisit');
  }
}

function json(resource: Resource): Parameters<typeof differing>[0] {
  return resource as unknown as Parameters<typeof differing>[0];
}
