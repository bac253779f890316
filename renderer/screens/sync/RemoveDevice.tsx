import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceStatus } from '../../../shared/bridge/sync.ts';
import { useDo } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';

/** Removes a lost, sold or broken workstation, and changes the clinic's key with it. */
export function RemoveDevice({ device }: { device: DeviceStatus }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const revoke = useDo('device.revoke');
  const close = () => {
    setAsking(false);
    setReason('');
    revoke.reset();
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
        {t('sync.remove.button')}
      </Button>
      <Confirm
        opened={asking}
        title={t('sync.remove.title', { name: device.name })}
        yes={t('sync.remove.yes')}
        danger
        busy={revoke.isPending}
        onYes={() => revoke.mutate({ deviceId: device.deviceId, reason }, { onSuccess: close })}
        onNo={close}
      >
        <Stack gap="sm">
          <p>{t('sync.remove.body')}</p>
          <TextInput
            label={t('sync.remove.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FailureNotice failure={revoke.error?.failure} />
        </Stack>
      </Confirm>
    </>
  );
}
