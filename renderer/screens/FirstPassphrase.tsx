import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { OwnPassphrase } from './OwnPassphrase.tsx';
import { Threshold } from './Threshold.tsx';

/** Somebody else chose this passphrase: until it is changed, two people know it. */
export function FirstPassphrase({ clinicName, name }: { clinicName: string; name: string }) {
  const { t } = useTranslation();
  const lock = useDo('session.lock');
  return (
    <Threshold title={clinicName} lead={t('own.first', { name })}>
      <OwnPassphrase name={name} onDone={() => undefined} />
      <Button variant="subtle" color="gray" mt="md" onClick={() => lock.mutate({})}>
        {t('top.lock')}
      </Button>
    </Threshold>
  );
}
