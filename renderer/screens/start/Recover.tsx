import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../bridge/index.ts';
import { ZoneProvider } from '../../locales/manner.tsx';
import { CheckpointFacts } from '../../recovery/CheckpointFacts.tsx';
import { Compare } from '../../recovery/Compare.tsx';
import { NewOwner, useNewOwner } from '../../recovery/NewOwner.tsx';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import { AddressField, isAddress, useWorkstationName, WorkstationField } from './fields.tsx';
import classes from './Start.module.css';
import { StartForm } from './StartForm.tsx';

interface RecoverProps {
  readonly onBack: () => void;
  readonly onHold: (held: boolean) => void;
}

/** A new workstation from the kit alone: the words, where the cloud is, a new owner. Then what it was given is compared. */
export function Recover({ onBack, onHold }: RecoverProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [url, setUrl] = useState('');
  const owner = useNewOwner();
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const recover = useDo('clinic.recover');
  const secret = secretOf(typed);

  const submit = () => {
    setTried(true);
    if (!secret || !isAddress(url) || !owner.whole || workstation.trim() === '' || recover.isPending) return;
    onHold(true);
    recover.mutate(
      { secret, remote: url.trim(), userName: owner.name, passphrase: owner.typed.passphrase, workstation },
      { onError: () => onHold(false) },
    );
  };
  if (recover.data) return <Recovered onDone={() => onHold(false)} />;
  return (
    <Threshold title={t('recover.title')} lead={t('recover.lead')} onBack={recover.isPending ? undefined : onBack}>
      <StartForm
        submit={t('recover.submit')}
        busy={recover.isPending}
        working={t('recover.working')}
        failure={recover.error?.failure}
        onSubmit={submit}
      >
        <SecretEntry typed={typed} onType={setTyped} tried={tried} />
        <AddressField hint={t('recover.urlHint')} value={url} onChange={setUrl} tried={tried} />
        <NewOwner owner={owner} tried={tried} />
        <WorkstationField value={workstation} onChange={setWorkstation} tried={tried} />
      </StartForm>
    </Threshold>
  );
}

/** What a cloud shows to somebody who has only the phrase may be old: a person compares. */
function Recovered({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const checkpoint = useAsk('clinic.checkpoint', {}, { staleTime: 0 });
  const state = useAsk('session.state', {});
  return (
    <Threshold title={t('recover.doneTitle')} lead={t('recover.doneBody')} wide>
      {checkpoint.data && state.data?.kind === 'open' ? (
        <ZoneProvider timeZone={state.data.clinic.timeZone}>
          <CheckpointFacts checkpoint={checkpoint.data} />
        </ZoneProvider>
      ) : null}
      <FailureNotice failure={checkpoint.error?.failure} />
      <div className={classes.form}>
        <Compare />
        <Notice>{t('recover.alone')}</Notice>
        <div className={classes.actions}>
          <Button size="md" onClick={onDone}>
            {t('recover.open')}
          </Button>
        </div>
      </div>
    </Threshold>
  );
}
