import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../bridge/index.ts';
import { ZoneProvider } from '../../locales/manner.tsx';
import { CheckpointFacts } from '../../recovery/CheckpointFacts.tsx';
import { Compare } from '../../recovery/Compare.tsx';
import { isWhole, NewOwner, NO_OWNER } from '../../recovery/NewOwner.tsx';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import { useWorkstationName } from './CreateClinic.tsx';
import classes from './Start.module.css';

interface RecoverProps {
  readonly onBack: () => void;
  readonly onHold: (held: boolean) => void;
}

/** A new workstation from the kit alone: the words, where the cloud is, a new owner. Then what it was given is compared. */
export function Recover({ onBack, onHold }: RecoverProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [url, setUrl] = useState('');
  const [owner, setOwner] = useState(NO_OWNER);
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const recover = useDo('clinic.recover');
  const secret = secretOf(typed);
  const valid = /^https?:\/\/\S+$/.test(url.trim());

  const submit = () => {
    setTried(true);
    if (!secret || !valid || !isWhole(owner) || workstation.trim() === '' || recover.isPending) return;
    onHold(true);
    recover.mutate(
      { secret, remote: url.trim(), userName: owner.name, passphrase: owner.passphrase, workstation },
      { onError: () => onHold(false) },
    );
  };
  if (recover.data) return <Recovered onDone={() => onHold(false)} />;
  return (
    <Threshold title={t('recover.title')} lead={t('recover.lead')} onBack={recover.isPending ? undefined : onBack}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SecretEntry typed={typed} onType={setTyped} tried={tried} />
        <TextInput
          label={t('join.url')}
          description={t('recover.urlHint')}
          type="url"
          value={url}
          error={tried && !valid ? t('join.urlInvalid') : undefined}
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <NewOwner owner={owner} onChange={setOwner} tried={tried} />
        <TextInput
          label={t('create.workstation')}
          description={t('create.workstationHint')}
          value={workstation}
          error={tried && workstation.trim() === '' ? t('create.required') : undefined}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setWorkstation(event.currentTarget.value)}
        />
        {recover.error ? <FailureNotice failure={recover.error.failure} /> : null}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={recover.isPending}>
            {t('recover.submit')}
          </Button>
          {recover.isPending ? (
            <p role="status" className={classes.waiting}>
              {t('recover.working')}
            </p>
          ) : null}
        </div>
      </form>
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
      {checkpoint.error ? <FailureNotice failure={checkpoint.error.failure} /> : null}
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
