import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../shared/bridge/session.ts';
import { askPlace, useDo } from '../../bridge/index.ts';
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
    const file = await askPlace('desktop.saveEnrolment', { kind: 'request', name: workstation.slice(0, 100) });
    if (file !== undefined) request.mutate({ file, workstation });
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
    const file = await askPlace('desktop.chooseEnrolment', { kind: 'answer' });
    if (file !== undefined) accept.mutate({ file });
  };
  return (
    <Threshold
      title={t('joinFile.waitTitle')}
      lead={t(state.code === '' ? 'joinFile.waitAgain' : 'joinFile.waitBody')}
      wide
    >
      <CodeShown code={state.code} />
      <FailureNotice failure={accept.error?.failure} />
      <FailureNotice failure={cancel.error?.failure} />
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
