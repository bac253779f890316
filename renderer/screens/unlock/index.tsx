import { Button, Group, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { damage, useDamaged } from '../../bridge/damage.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { SecretField } from '../../ui/Secret.tsx';
import { WhoList } from '../../ui/WhoList.tsx';
import { Threshold } from '../Threshold.tsx';
import { Forgotten } from './Forgotten.tsx';
import { Renewing } from './Renewing.tsx';
import { Repair, useRepaired } from './Repair.tsx';
import classes from './Unlock.module.css';

type LockedState = Extract<VaultState, { kind: 'locked' }>;

/** Clinic, user, passphrase. A sample clinic shows its passphrase: nobody's secrets are in it. */
export function UnlockScreen({ state }: { state: LockedState }) {
  const { t } = useTranslation();
  const [first = ''] = state.users;
  const [user, setUser] = useState(state.last ?? first);
  const [passphrase, setPassphrase] = useState('');
  const [forgotten, setForgotten] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unlock = useDo('session.unlock');
  const renewal = useAsk('device.renewal', {}, { staleTime: 0 }).data?.state;
  const damaged = useDamaged();
  const repaired = useRepaired();
  const submit = () => {
    if (unlock.isPending || passphrase === '') return;
    unlock.mutate(
      { passphrase, ...(user === '' ? {} : { user }) },
      {
        onSuccess: damage.forget,
        onError: () => field.current?.select(),
        onSettled: () => field.current?.focus(),
      },
    );
  };
  if (renewal === 'working' || renewal === 'finishing')
    return (
      <Threshold title={state.clinicName}>
        <Renewing finishing={renewal === 'finishing'} />
      </Threshold>
    );
  if (forgotten) return <Forgotten onBack={() => setForgotten(false)} />;
  return (
    <Threshold title={state.clinicName}>
      <Form className={classes.form} label={t('unlock.title')} onSubmit={submit}>
        {state.unconfirmed ? <Notice>{t('unlock.unconfirmed')}</Notice> : null}
        {state.users.length > 1 ? (
          <WhoList
            label={t('unlock.user')}
            names={state.users}
            chosen={user}
            onChoose={(name) => {
              setUser(name);
              unlock.reset();
            }}
            onNext={() => field.current?.focus()}
          />
        ) : (
          <TextInput label={t('unlock.user')} value={user} readOnly variant="filled" tabIndex={-1} />
        )}
        <SecretField
          ref={field}
          label={t('unlock.passphrase')}
          value={passphrase}
          autoFocus
          maxLength={1000}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <FailureNotice failure={unlock.error?.failure} />
        {damaged ? <Repair user={user} passphrase={passphrase} /> : null}
        {state.samplePassphrase ? <SampleHint passphrase={state.samplePassphrase} onFill={setPassphrase} /> : null}
        <Group>
          <Button
            type="submit"
            size="md"
            variant={damaged && !repaired ? 'default' : 'filled'}
            loading={unlock.isPending}
            disabled={passphrase === ''}
          >
            {t('unlock.submit')}
          </Button>
          {unlock.isPending ? (
            <span role="status" className={classes.quiet}>
              {t('unlock.working')}
            </span>
          ) : null}
        </Group>
        {state.sample ? (
          <Discard />
        ) : (
          <div>
            <Button variant="subtle" color="gray" onClick={() => setForgotten(true)}>
              {t('recover.forgotten')}
            </Button>
          </div>
        )}
      </Form>
    </Threshold>
  );
}

function SampleHint({ passphrase, onFill }: { passphrase: string; onFill: (passphrase: string) => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      title={t('sample.badge')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => onFill(passphrase)}>
          {t('unlock.sampleUse')}
        </Button>
      }
    >
      {t('unlock.sample', { passphrase })}
    </Notice>
  );
}

function Discard() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const discard = useDo('sample.discard');
  return (
    <div>
      <Button variant="subtle" color="gray" onClick={() => setAsked(true)}>
        {t('sample.discard')}
      </Button>
      <FailureNotice failure={discard.error?.failure} />
      <Confirm
        opened={asked}
        title={t('sample.discard')}
        yes={t('sample.discard')}
        danger
        busy={discard.isPending}
        onNo={() => setAsked(false)}
        onYes={() => discard.mutate({})}
      >
        {t('sample.discardBody')}
      </Confirm>
    </div>
  );
}
