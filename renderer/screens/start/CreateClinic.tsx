import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import { ask } from '../../bridge/index.ts';
import { useNewPassphrase } from '../../bridge/new-passphrase.ts';
import { useLocale } from '../../locales/manner.tsx';
import { NewPassphrase } from '../../ui/NewPassphrase.tsx';
import { useRequired } from '../../ui/useRequired.ts';
import { Threshold } from '../Threshold.tsx';
import { useWorkstationName, WorkstationField } from './fields.tsx';
import { StartForm } from './StartForm.tsx';

interface CreateProps {
  readonly onBack: () => void;
}

/** Name, owner, passphrase twice, workstation: the clinic and its first workstation. */
export function CreateClinic({ onBack }: CreateProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [clinicName, setClinicName] = useState('');
  const [ownerName, setOwnerName] = useState('');
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const typed = useNewPassphrase([clinicName, ownerName, workstation]);
  const required = useRequired(tried);

  const submit = async () => {
    setTried(true);
    const missing = [clinicName, ownerName, workstation].some((text) => text.trim() === '');
    if (missing || !typed.good || busy) return;
    setBusy(true);
    setFailure(undefined);
    const result = await ask('clinic.create', {
      clinicName,
      ownerName,
      passphrase: typed.passphrase,
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
      <StartForm
        submit={t('create.submit')}
        busy={busy}
        working={t('create.working')}
        failure={failure}
        onSubmit={() => void submit()}
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
        <NewPassphrase label={t('create.passphrase')} hint={t('create.passphraseHint')} tried={tried} typed={typed} />
        <WorkstationField value={workstation} onChange={setWorkstation} tried={tried} />
      </StartForm>
    </Threshold>
  );
}
