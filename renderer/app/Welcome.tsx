/** What somebody should know when they are in: failed tries at their passphrase, and what they had not finished. */
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useAsk, useDo } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import type { Route } from '../screens/contract.ts';
import { useNavigation } from '../screens/navigation.ts';
import { usePatientName } from '../screens/usePatientName.ts';
import { Notice } from '../ui/Notice.tsx';
import classes from './Frame.module.css';

export function Welcome({ state }: { state: Extract<VaultState, { kind: 'open' }> }) {
  const drafts = useAsk('draft.list', {}, { enabled: state.user.role !== 'analyst', staleTime: 0 });
  const { place } = useNavigation();
  const [draft] = drafts.data ?? [];
  const route = draft && routeOf(draft);
  // where it is written it shows itself
  const elsewhere = route && route.name !== place.route.name ? route : undefined;
  return (
    <div className={classes.notices}>
      {state.failedTries ? <FailedTries {...state.failedTries} /> : null}
      {draft && elsewhere ? <Unfinished route={elsewhere} patient={draft.patient} at={draft.at} /> : null}
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

function routeOf({ place, patient }: { place: string; patient: string | null }): Route | undefined {
  if (place === 'visit' && patient !== null) return { name: 'visit', id: patient };
  return place === 'register' ? { name: 'register' } : undefined;
}

function Unfinished({ route, patient, at }: { route: Route; patient: string | null; at: string }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { go } = useNavigation();
  const drop = useDo('draft.drop');
  const name = usePatientName(patient ?? undefined);
  const drafts = useAsk('draft.list', {}, { enabled: false });
  return (
    <Notice
      actions={
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={() => go(route)}>
            {t('draft.open')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={drop.isPending}
            onClick={() => drop.mutate({ place: route.name, patient }, { onSuccess: () => void drafts.refetch() })}
          >
            {t('draft.drop')}
          </Button>
        </Group>
      }
    >
      {route.name === 'visit'
        ? t('draft.visit', { name: name ?? '', ago: ago(at) })
        : t('draft.register', { ago: ago(at) })}
    </Notice>
  );
}
