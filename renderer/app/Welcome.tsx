/** What somebody should know when they are in: failed tries at their passphrase, and what they had not finished. */
import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../shared/bridge/index.ts';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useAsk, useDo } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import type { Route } from '../screens/contract.ts';
import { useNavigation } from '../screens/navigation.ts';
import { usePatientName } from '../screens/usePatientName.ts';
import { Notice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import classes from './Frame.module.css';

export function Welcome({ state }: { state: Extract<VaultState, { kind: 'open' }> }) {
  const drafts = useAsk('draft.list', {}, { enabled: state.user.role !== 'analyst', staleTime: 0 });
  const { place } = useNavigation();
  const shown = (drafts.data ?? []).filter((draft) => belongs(draft, place.route));
  return (
    <div className={classes.notices}>
      {state.failedTries ? <FailedTries {...state.failedTries} /> : null}
      {shown.slice(0, MOST).map((draft) => (
        <Unfinished key={`${draft.place} ${draft.patient}`} draft={draft} />
      ))}
    </div>
  );
}

function FailedTries({ count, last }: { count: number; last: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const seen = useDo('session.seenFailures');
  return (
    <Notice
      tone="look"
      alert
      actions={
        <Button variant="default" size="compact-sm" onClick={() => seen.mutate({})}>
          {t('top.failedSeen')}
        </Button>
      }
    >
      {t('top.failed', { count, time: time(last) })}
    </Notice>
  );
}

type Draft = CallOutput<'draft.list'>[number];

/** More would push away what one came for. */
const MOST = 3;

/** Forms of a patient that are pages. */
const PAGES = ['visit', 'vitals', 'prescribe', 'edit'] as const;

/** Forms about nobody, by the beginning of their place, and the page that they stand on. */
const OF_NOBODY: Readonly<Record<string, 'register' | 'users' | 'today' | 'settings' | 'notebooks'>> = {
  register: 'register',
  roles: 'users',
  ta: 'today',
  te: 'settings',
  ra: 'settings',
  do: 'settings',
  vw: 'notebooks',
};

/** What a draft is of: the beginning of its place. */
const kindOf = (place: string): string => /^[a-z]*/.exec(place)?.[0] ?? '';

/** Where a form stands that takes a page of its own; the others open over a chart. */
function routeOf({ place, patient }: Draft): Route {
  const kind = kindOf(place);
  if (kind === 'co') return { name: 'cohorts', begun: place };
  if (kind === 'nb') {
    const [, id] = place.split('/');
    return {
      name: 'notebook',
      ...(id === undefined ? {} : { id }),
      ...(place === 'nb-example' ? { example: true } : {}),
    };
  }
  if (patient === null) return { name: OF_NOBODY[kind] ?? 'today' };
  return { name: PAGES.find((each) => each === place) ?? 'patient', id: patient };
}

/** Everything is told on the first pages, on a chart what is about that patient; nothing where it is written itself. */
function belongs(draft: Draft, here: Route): boolean {
  if (here.name === 'today' || here.name === 'patients') return true;
  return here.name === 'patient' && draft.chart === here.id;
}

function Unfinished({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { go, place } = useNavigation();
  const client = useQueryClient();
  const drop = useDo('draft.drop');
  const keep = useDo('draft.keep');
  const tell = useTell();
  const name = usePatientName(draft.patient ?? undefined) ?? '';
  const route = routeOf(draft);
  const listAgain = () => void client.invalidateQueries({ queryKey: ['draft.list'] });
  const throwAway = () =>
    drop.mutate(
      { place: draft.place, patient: draft.patient },
      {
        onSuccess: () => {
          listAgain();
          const { at: _at, chart: _chart, ...kept } = draft;
          tell(t('draft.dropped'), () => keep.mutate(kept, { onSuccess: listAgain }));
        },
      },
    );
  return (
    <Notice
      actions={
        <Group gap="xs">
          {route.name === place.route.name ? null : (
            <Button variant="default" size="compact-sm" onClick={() => go(route)}>
              {t('draft.open')}
            </Button>
          )}
          <Button variant="subtle" color="gray" size="compact-sm" loading={drop.isPending} onClick={throwAway}>
            {t('draft.drop')}
          </Button>
        </Group>
      }
    >
      {t(`draft.${wordsFor(draft)}`, { name, ago: ago(draft.at) })}
    </Notice>
  );
}

function wordsFor({ place, patient }: Draft) {
  const own = [...PAGES, 'register', 'roles', 'ta', 'te', 'ra', 'do', 'co', 'nb', 'vw'] as const;
  const known = own.find((each) => each === kindOf(place));
  return known === undefined || (known === 'ta' && patient !== null) ? 'chart' : known;
}
