import { SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconUsersGroup } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PairState } from '../../../shared/bridge/duplicates.ts';
import { useAsk } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Duplicates.module.css';
import { OfPatient } from './OfPatient.tsx';
import { PairList } from './PairList.tsx';
import { PairView } from './PairView.tsx';
import { SearchPart } from './SearchPart.tsx';

const STATES = ['open', 'later', 'different', 'merged'] as const;

/** Patients who may be registered twice: those that a search found, or what one patient is asked about. */
function DuplicatesScreen({ route }: { readonly route: RouteOf<'duplicates'> }) {
  const { t } = useTranslation();
  return <Page title={t('duplicates.title')}>{route.id === undefined ? <Pairs /> : <OfPatient id={route.id} />}</Page>;
}

function Pairs() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [state, setState] = useKept<PairState>('state', 'open');
  const [chosen, setChosen] = useKept('chosen', 0);
  const asked = useAsk('duplicate.list', { states: [state] }, { staleTime: 0, keepPrevious: true });
  const renew = () => void client.invalidateQueries({ queryKey: ['duplicate.list'] });
  const pairs = asked.data?.pairs ?? [];
  const at = Math.min(chosen, Math.max(0, pairs.length - 1));
  const pair = pairs[at];
  useCommands(
    pairs.length > 1
      ? [
          {
            id: 'here.next',
            name: 'duplicates.next',
            icon: IconArrowDown,
            group: 'here',
            keys: ['J'],
            run: () => setChosen(Math.min(pairs.length - 1, at + 1)),
          },
          {
            id: 'here.previous',
            name: 'duplicates.previous',
            icon: IconArrowUp,
            group: 'here',
            keys: ['K'],
            run: () => setChosen(Math.max(0, at - 1)),
          },
        ]
      : [],
  );
  return (
    <>
      <SearchPart run={asked.data?.run} onDone={renew} />
      <FailureNotice failure={asked.error?.failure} />
      {!asked.data && !asked.error ? <Loading /> : null}
      {asked.data && STATES.some((one) => (asked.data?.counts[one] ?? 0) > 0) ? (
        <SegmentedControl
          aria-label={t('duplicates.states')}
          value={state}
          onChange={(value) => {
            setState(STATES.find((one) => one === value) ?? 'open');
            setChosen(0);
          }}
          data={STATES.map((one) => ({
            value: one,
            label: t(`duplicates.state.${one}`, { count: asked.data?.counts[one] ?? 0 }),
          }))}
        />
      ) : null}
      {asked.data && pairs.length === 0 ? (
        <Empty title={t('duplicates.emptyTitle')} icon={<IconUsersGroup size="2rem" stroke={1.4} aria-hidden />}>
          {t(asked.data.run.state === 'done' ? 'duplicates.emptyDone' : 'duplicates.emptyBody')}
        </Empty>
      ) : null}
      {pair ? (
        <div className={classes.columns}>
          <PairList pairs={pairs} chosen={at} onChoose={setChosen} />
          <PairView
            key={`${pair.a.id} ${pair.b.id}`}
            a={pair.a}
            b={pair.b}
            reasons={pair.reasons}
            deferrable={state === 'open'}
            onDecided={renew}
          />
        </div>
      ) : null}
    </>
  );
}

export const duplicates: Screen<'duplicates'> = { rail: 'patients', view: DuplicatesScreen };
