import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairChosen } from '../../../shared/bridge/repair.ts';
import { ask, useDo } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

interface SetAsideProps {
  readonly chosen: RepairChosen;
  /** The same once it was set aside at that moment, for the way back. */
  readonly back: (at: number) => RepairChosen;
  readonly label: string;
  readonly onChanged: () => void;
}

/** Sets aside with a reason; for a moment it can be taken back at once, and later from the list of what was set aside. */
export function SetAside({ chosen, back, label, onChanged }: SetAsideProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const setAside = useDo('repair.setAside');
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const run = () => {
    setTried(true);
    if (why.trim() === '' || setAside.isPending) return;
    setAside.mutate(
      { chosen, why: why.trim() },
      {
        onSuccess: ({ count, at }) => {
          // what was set aside may have taken this part of the page with it
          tell(
            t('repairs.wentAside', { count }),
            () => void ask('repair.takeBack', { chosen: back(at) }).then(onChanged),
          );
          onChanged();
        },
      },
    );
  };
  return (
    <>
      <Group gap="xs" align="end">
        <TextInput
          label={t('repairs.why')}
          value={why}
          error={tried && why.trim() === '' ? t('repairs.whyMissing') : undefined}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button variant="default" loading={setAside.isPending} onClick={run}>
          {label}
        </Button>
      </Group>
      <FailureNotice failure={setAside.error?.failure} />
    </>
  );
}
