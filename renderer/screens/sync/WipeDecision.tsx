import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteStatus } from '../../../shared/bridge/sync.ts';
import { useDo } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';

/** An owner decides about changes that would remove most records. */
export function WipeDecision({ url, wipe }: { url: string; wipe: NonNullable<RemoteStatus['wipe']> }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const decide = useDo('sync.wipe');
  const run = useDo('sync.run');
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          loading={decide.isPending}
          onClick={() => decide.mutate({ remote: url, take: false })}
        >
          {t('sync.wipeRefuse')}
        </Button>
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsked(true)}>
          {t('sync.wipeTake', wipe)}
        </Button>
      </Group>
      <FailureNotice failure={decide.error?.failure} />
      <Confirm
        opened={asked}
        title={t('sync.wipeAsk')}
        yes={t('sync.wipeTake', wipe)}
        danger
        onNo={() => setAsked(false)}
        onYes={() => {
          setAsked(false);
          decide.mutate({ remote: url, take: true }, { onSuccess: () => run.mutate({ remote: url, untilIdle: true }) });
        }}
      >
        {t('sync.wipeBody', wipe)}
      </Confirm>
    </>
  );
}
