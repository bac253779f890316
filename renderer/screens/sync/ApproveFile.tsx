import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { askPlace, useAsk, useDo } from '../../bridge/index.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { CodeField } from './CodeField.tsx';
import classes from './Sync.module.css';

interface ApproveFileProps {
  readonly onApproved: (approved: CallOutput<'device.approveFile'>) => void;
  /** Absent where there is no other way. */
  readonly onCancel?: () => void;
}

/** Lets in a workstation without a network: its code, its file, and a file back. */
export function ApproveFile({ onApproved, onCancel }: ApproveFileProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [request, setRequest] = useState<string>();
  const state = useAsk('session.state', {});
  const approve = useDo('device.approveFile');
  const choose = async () => {
    const file = await askPlace('desktop.chooseEnrolment', { kind: 'request' });
    if (file !== undefined) setRequest(file);
  };
  const submit = async () => {
    if (request === undefined || code.trim() === '' || approve.isPending) return;
    const name = state.data?.kind === 'open' ? state.data.clinic.name : '';
    const answer = await askPlace('desktop.saveEnrolment', { kind: 'answer', name });
    if (answer !== undefined) approve.mutate({ code: code.trim(), request, answer }, { onSuccess: onApproved });
  };
  return (
    <Form label={t('joinFile.approve')} onSubmit={() => void submit()}>
      <Stack gap="sm">
        <p className={classes.body}>{t('joinFile.approveBody')}</p>
        <CodeField value={code} onChange={setCode} />
        <Group gap="xs">
          <Button variant="default" onClick={() => void choose()}>
            {t('joinFile.choose')}
          </Button>
          {request === undefined ? null : <span className={classes.body}>{request}</span>}
        </Group>
        <FailureNotice failure={approve.error?.failure} />
        <FormButtons
          submit={t('joinFile.approveDo')}
          busy={approve.isPending}
          disabled={code.trim() === '' || request === undefined}
          onCancel={onCancel}
        />
      </Stack>
    </Form>
  );
}
