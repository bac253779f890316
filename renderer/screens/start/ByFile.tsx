import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { askDesktop, useDo } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Code } from '../../ui/Words.tsx';
import { Threshold } from '../Threshold.tsx';
import { useWorkstationName } from './CreateClinic.tsx';
import classes from './Start.module.css';

/** Asks to join without a network: a file for the owner's workstation. */
export function RequestByFile({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const [workstation, setWorkstation] = useWorkstationName();
  const [tried, setTried] = useState(false);
  const request = useDo('device.requestFile');
  const submit = async () => {
    setTried(true);
    if (workstation.trim() === '' || request.isPending) return;
    const place = await askDesktop('desktop.saveEnrolment', { kind: 'request', name: workstation.slice(0, 100) });
    if (place.ok && place.value.path !== undefined) request.mutate({ file: place.value.path, workstation });
  };
  return (
    <Threshold title={t('joinFile.title')} lead={t('joinFile.lead')} onBack={request.isPending ? undefined : onBack}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={t('create.workstation')}
          description={t('create.workstationHint')}
          value={workstation}
          error={tried && workstation.trim() === '' ? t('create.required') : undefined}
          maxLength={100}
          autoFocus
          autoComplete="off"
          onChange={(event) => setWorkstation(event.currentTarget.value)}
        />
        {request.error ? <FailureNotice failure={request.error.failure} /> : null}
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={request.isPending}>
            {t('joinFile.write')}
          </Button>
        </div>
      </form>
    </Threshold>
  );
}

type JoiningState = Extract<VaultState, { kind: 'joining' }>;

/** The code that goes with the file, and the answer when it is back. After a restart the code is not known here any more. */
export function WaitByFile({ state }: { state: JoiningState }) {
  const { t } = useTranslation();
  const accept = useDo('device.acceptFile');
  const cancel = useDo('device.cancel');
  const open = async () => {
    const place = await askDesktop('desktop.chooseEnrolment', { kind: 'answer' });
    if (place.ok && place.value.path !== undefined) accept.mutate({ file: place.value.path });
  };
  return (
    <Threshold
      title={t('joinFile.waitTitle')}
      lead={t(state.code === '' ? 'joinFile.waitAgain' : 'joinFile.waitBody')}
      wide
    >
      {state.code === '' ? null : (
        <div className={classes.code}>
          <Code code={state.code} label={t('join.codeLabel')} />
          <Qr text={state.code} label={t('join.qr')} />
        </div>
      )}
      {accept.error ? <FailureNotice failure={accept.error.failure} /> : null}
      {cancel.error ? <FailureNotice failure={cancel.error.failure} /> : null}
      <div className={classes.actions}>
        <Button size="md" loading={accept.isPending} onClick={() => void open()}>
          {t('joinFile.open')}
        </Button>
        <Button size="md" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
          {t('join.cancel')}
        </Button>
      </div>
    </Threshold>
  );
}
