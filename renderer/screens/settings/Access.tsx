import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { NumberSetting } from '../../ui/NumberSetting.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { OwnPassphrase } from '../OwnPassphrase.tsx';
import classes from './Settings.module.css';

/** One's own passphrase, and after how long the screen locks. */
export function Access() {
  const { t } = useTranslation();
  const tell = useTell();
  const state = useAsk('session.state', {});
  const [changing, setChanging] = useState(false);
  const name = state.data?.kind === 'open' ? state.data.user.name : '';
  return (
    <Section title={t('settings.access')}>
      <Stack gap="md">
        <Idle />
        {changing ? (
          <OwnPassphrase
            name={name}
            onDone={() => {
              tell(t('own.changed'));
              setChanging(false);
            }}
            onCancel={() => setChanging(false)}
          />
        ) : (
          <div>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('own.change')}
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  );
}

function Idle() {
  const { t } = useTranslation();
  const may = useMay();
  const idle = useAsk('session.idle', {});
  const set = useDo('session.setIdle');
  if (!idle.data) return null;
  if (!may.do('settings')) return <p className={classes.quiet}>{t('settings.idleIs', { count: idle.data.minutes })}</p>;
  return (
    <>
      <NumberSetting
        label={t('settings.idle')}
        hint={t('settings.idleHint')}
        min={1}
        max={240}
        value={idle.data.minutes}
        onChange={(minutes) => set.mutate({ minutes }, { onSuccess: () => void idle.refetch() })}
      />
      <FailureNotice failure={set.error?.failure} />
    </>
  );
}
