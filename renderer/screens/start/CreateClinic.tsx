import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import { ask, askDesktop, useAsk } from '../../bridge/index.ts';
import { useLocale } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { SecretField, StrengthMeter } from '../../ui/Secret.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Start.module.css';

interface CreateProps {
  readonly onBack: () => void;
}

const PAUSE_MS = 150;

/** The name of this computer, as a proposal. */
export function useWorkstationName(): [string, (name: string) => void] {
  const info = useQuery({
    queryKey: ['desktop.info'],
    queryFn: () => askDesktop('desktop.info', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [name, setName] = useState<string>();
  return [name ?? (info.data?.ok ? info.data.value.workstation : ''), setName];
}

/** Name, owner, passphrase twice, workstation: the clinic and its first workstation. */
export function CreateClinic({ onBack }: CreateProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [clinicName, setClinicName] = useState('');
  const [ownerName, setOwnerName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const [judged] = useDebouncedValue(passphrase, PAUSE_MS);
  const hints = [clinicName, ownerName, workstation].map((hint) => hint.trim()).filter((hint) => hint !== '');
  const strength = useAsk(
    'passphrase.strength',
    { passphrase: judged, hints },
    { enabled: judged !== '', keepPrevious: true, staleTime: 0 },
  );
  const measured = passphrase === '' ? undefined : strength.data;
  const weak = measured !== undefined && measured.score < measured.floor;
  const different = repeat !== '' && repeat !== passphrase;
  const required = (text: string) => (tried && text.trim() === '' ? t('create.required') : undefined);

  const submit = async () => {
    setTried(true);
    const missing = [clinicName, ownerName, passphrase, repeat, workstation].some((text) => text.trim() === '');
    if (missing || weak || repeat !== passphrase || busy) return;
    setBusy(true);
    setFailure(undefined);
    const result = await ask('clinic.create', {
      clinicName,
      ownerName,
      passphrase,
      locale,
      workstation,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    setBusy(false);
    // open now: the vault says so, and the recovery kit follows
    if (!result.ok) setFailure(result.error);
  };

  return (
    <Threshold title={t('create.title')} onBack={busy ? undefined : onBack}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={t('create.clinicName')}
          description={t('create.clinicNameHint')}
          value={clinicName}
          error={required(clinicName)}
          maxLength={200}
          autoFocus
          autoComplete="off"
          onChange={(event) => setClinicName(event.currentTarget.value)}
        />
        <TextInput
          label={t('create.ownerName')}
          description={t('create.ownerNameHint')}
          value={ownerName}
          error={required(ownerName)}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setOwnerName(event.currentTarget.value)}
        />
        <div>
          <SecretField
            label={t('create.passphrase')}
            description={t('create.passphraseHint')}
            value={passphrase}
            error={required(passphrase) ?? (tried && weak)}
            maxLength={1000}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <StrengthMeter strength={measured} />
        </div>
        <SecretField
          label={t('create.repeat')}
          value={repeat}
          error={
            required(repeat) ??
            (different && (tried || repeat.length >= passphrase.length) ? t('create.different') : undefined)
          }
          maxLength={1000}
          onChange={(event) => setRepeat(event.currentTarget.value)}
        />
        <TextInput
          label={t('create.workstation')}
          description={t('create.workstationHint')}
          value={workstation}
          error={required(workstation)}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setWorkstation(event.currentTarget.value)}
        />
        {failure ? <FailureNotice failure={failure} /> : null}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={busy}>
            {t('create.submit')}
          </Button>
          {busy ? (
            <p role="status" className={classes.waiting}>
              {t('create.working')}
            </p>
          ) : null}
        </div>
      </form>
    </Threshold>
  );
}
