import { Button, Loader, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { useDo } from '../../bridge/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Code, Words } from '../../ui/Words.tsx';
import { Threshold } from '../Threshold.tsx';
import { WaitByFile } from './ByFile.tsx';
import { useWorkstationName } from './CreateClinic.tsx';
import classes from './Start.module.css';

/** Where the clinic's cloud is and what this workstation is called; the vault answers with a code. */
export function AskForCode({ onBack, onByFile }: { onBack: () => void; onByFile: () => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const request = useDo('device.request');
  const valid = /^https?:\/\/\S+$/.test(url.trim());
  return (
    <Threshold title={t('join.title')} onBack={request.isPending ? undefined : onBack}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (valid && workstation.trim() !== '' && !request.isPending)
            request.mutate({ remote: url.trim(), workstation });
        }}
      >
        <TextInput
          label={t('join.url')}
          description={t('join.urlHint')}
          type="url"
          value={url}
          error={tried && !valid ? t('join.urlInvalid') : undefined}
          maxLength={2000}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('create.workstation')}
          description={t('create.workstationHint')}
          value={workstation}
          error={tried && workstation.trim() === '' ? t('create.required') : undefined}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setWorkstation(event.currentTarget.value)}
        />
        {request.error ? <FailureNotice failure={request.error.failure} /> : null}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={request.isPending}>
            {t('join.submit')}
          </Button>
          <Button variant="subtle" size="md" disabled={request.isPending} onClick={onByFile}>
            {t('joinFile.title')}
          </Button>
        </div>
      </form>
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
      {state.code === '' ? null : (
        <div className={classes.code}>
          <Code code={state.code} label={t('join.codeLabel')} />
          <Qr text={state.code} label={t('join.qr')} />
        </div>
      )}
      <p className={classes.waiting} role="status">
        <Loader size="sm" aria-hidden />
        {t('join.waiting')}
      </p>
      {cancel.error ? <FailureNotice failure={cancel.error.failure} /> : null}
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
      {confirm.error ? <FailureNotice failure={confirm.error.failure} /> : null}
      {cancel.error ? <FailureNotice failure={cancel.error.failure} /> : null}
      {confirm.isPending ? (
        <p className={classes.waiting} role="status">
          <Loader size="sm" aria-hidden />
          {t('join.confirming')}
        </p>
      ) : null}
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
