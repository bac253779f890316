import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { askDesktop, useDo } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import { CodeShown } from './CodeShown.tsx';
import { useWorkstationName, WorkstationField } from './fields.tsx';
import classes from './Start.module.css';
import { StartForm } from './StartForm.tsx';

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
      <StartForm
        submit={t('joinFile.write')}
        busy={request.isPending}
        failure={request.error?.failure}
        onSubmit={() => void submit()}
      >
        <WorkstationField value={workstation} onChange={setWorkstation} tried={tried} autoFocus />
      </StartForm>
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
      <CodeShown code={state.code} />
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
