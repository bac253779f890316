import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { useAsk } from '../bridge/index.ts';
import { forget } from '../bridge/live.tsx';
import { ZoneProvider } from '../locales/manner.tsx';
import { FirstPassphrase } from '../screens/FirstPassphrase.tsx';
import { KitScreen } from '../screens/kit/index.tsx';
import { Differed, Joining, StartScreen } from '../screens/start/index.tsx';
import { Threshold } from '../screens/Threshold.tsx';
import { UnlockScreen } from '../screens/unlock/index.tsx';
import { Loading } from '../ui/Loading.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { ToldProvider } from '../ui/Told.tsx';
import { Frame } from './Frame.tsx';

/** Which of the window's states is shown: start, joining, recovery kit, unlock, or the clinic itself. */
export function Session() {
  const state = useAsk('session.state', {}, { staleTime: Number.POSITIVE_INFINITY });
  const { t } = useTranslation();
  const client = useQueryClient();
  // While a sample is being made the start stays, until its passphrase was read.
  const [held, setHeld] = useState(false);
  const [differed, setDiffered] = useState(false);
  const kind = state.data?.kind;
  const clinicName =
    state.data?.kind === 'open'
      ? state.data.clinic.name
      : state.data?.kind === 'locked'
        ? state.data.clinicName
        : undefined;

  useEffect(() => {
    document.title = clinicName ? `${clinicName} · ${t('app.name')}` : t('app.name');
  }, [clinicName, t]);

  useEffect(() => {
    // Locked: nothing of a patient stays in the window's memory.
    if (kind !== undefined && kind !== 'open') forget(client);
  }, [kind, client]);

  if (state.error) {
    return (
      <Threshold title={t('app.name')}>
        <FailureNotice
          failure={state.error.failure}
          onRetry={
            <Button variant="default" loading={state.isFetching} onClick={() => void state.refetch()}>
              {t('common.retry')}
            </Button>
          }
        />
      </Threshold>
    );
  }
  if (!state.data) return <Loading />;
  if (differed) return <Differed onClose={() => setDiffered(false)} />;
  if (held || state.data.kind === 'empty') {
    const failure = state.data.kind === 'empty' ? state.data.joinFailure : undefined;
    return <StartScreen onHold={setHeld} joinFailure={failure as Failure | undefined} />;
  }
  if (state.data.kind === 'joining') return <Joining state={state.data} onDiffered={() => setDiffered(true)} />;
  if (state.data.kind === 'locked') return <UnlockScreen state={state.data} />;
  if (state.data.mustChange) return <FirstPassphrase clinicName={state.data.clinic.name} name={state.data.user.name} />;
  if (state.data.kitPending) return <KitScreen clinic={state.data.clinic} />;
  // what was done by whoever was here before is not for the next one to take back
  const who = `${state.data.clinic.clinicId} ${state.data.user.id} ${state.data.user.role}`;
  return (
    <ZoneProvider timeZone={state.data.clinic.timeZone}>
      <ToldProvider key={who}>
        <Frame state={state.data} />
      </ToldProvider>
    </ZoneProvider>
  );
}
