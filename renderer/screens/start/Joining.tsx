import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { useDo } from '../../bridge/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Words } from '../../ui/Words.tsx';
import { Threshold } from '../Threshold.tsx';
import { WaitByFile } from './ByFile.tsx';
import { CodeShown, Waiting } from './CodeShown.tsx';
import { AddressField, isAddress, useWorkstationName, WorkstationField } from './fields.tsx';
import classes from './Start.module.css';
import { StartForm } from './StartForm.tsx';

/** Where the clinic's cloud is and what this workstation is called; the vault answers with a code. */
export function AskForCode({ onBack, onByFile }: { onBack: () => void; onByFile: () => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const request = useDo('device.request');
  const submit = () => {
    setTried(true);
    if (isAddress(url) && workstation.trim() !== '' && !request.isPending)
      request.mutate({ remote: url.trim(), workstation });
  };
  return (
    <Threshold title={t('join.title')} onBack={request.isPending ? undefined : onBack}>
      <StartForm
        submit={t('join.submit')}
        busy={request.isPending}
        failure={request.error?.failure}
        other={
          <Button variant="subtle" size="md" disabled={request.isPending} onClick={onByFile}>
            {t('joinFile.title')}
          </Button>
        }
        onSubmit={submit}
      >
        <AddressField hint={t('join.urlHint')} value={url} onChange={setUrl} tried={tried} autoFocus />
        <WorkstationField value={workstation} onChange={setWorkstation} tried={tried} />
      </StartForm>
    </Threshold>
  );
}

type JoiningState = Extract<VaultState, { kind: 'joining' }>;

interface JoiningProps {
  readonly state: JoiningState;
  /** The words differed and everything was stopped: the start says so. */
  readonly onDiffered: () => void;
}

/** The code to enter on the owner's workstation, then the six words to compare. */
export function Joining({ state, onDiffered }: JoiningProps) {
  const { t } = useTranslation();
  const cancel = useDo('device.cancel');
  const stop = (
    <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
      {t('join.cancel')}
    </Button>
  );
  if (state.byFile && !state.words) return <WaitByFile state={state} />;
  if (state.words) return <Compare words={state.words} clinicName={state.clinicName} onDiffered={onDiffered} />;
  return (
    <Threshold title={t('join.codeTitle')} lead={t('join.codeBody')} wide>
      <CodeShown code={state.code} />
      <Waiting>{t('join.waiting')}</Waiting>
      <FailureNotice failure={cancel.error?.failure} />
      {stop}
    </Threshold>
  );
}

function Compare({
  words,
  clinicName,
  onDiffered,
}: {
  words: string;
  clinicName: string | undefined;
  onDiffered: () => void;
}) {
  const { t } = useTranslation();
  const confirm = useDo('device.confirm');
  const cancel = useDo('device.cancel');
  return (
    <Threshold title={t('join.wordsTitle')} lead={t('join.wordsBody')} wide>
      {clinicName ? <p className={classes.quiet}>{t('join.clinicName', { name: clinicName })}</p> : null}
      <div className={classes.words}>
        <Words words={words} label={t('join.wordsTitle')} large />
      </div>
      <FailureNotice failure={confirm.error?.failure} />
      <FailureNotice failure={cancel.error?.failure} />
      {confirm.isPending ? <Waiting>{t('join.confirming')}</Waiting> : null}
      <div className={classes.actions}>
        <Button
          size="md"
          loading={confirm.isPending}
          disabled={cancel.isPending}
          onClick={() => confirm.mutate({ words })}
        >
          {t('join.same')}
        </Button>
        <Button
          size="md"
          variant="default"
          loading={cancel.isPending}
          disabled={confirm.isPending}
          onClick={() => cancel.mutate({}, { onSuccess: onDiffered })}
        >
          {t('join.different')}
        </Button>
      </div>
    </Threshold>
  );
}

/** After "No, they differ": what that may mean and what to do. */
export function Differed({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Threshold title={t('join.differentTitle')}>
      <Notice tone="danger" alert>
        {t('join.differentBody')}
      </Notice>
      <Button mt="md" onClick={onClose}>
        {t('common.continue')}
      </Button>
    </Threshold>
  );
}
