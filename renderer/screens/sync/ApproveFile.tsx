import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { askDesktop, useAsk, useDo } from '../../bridge/index.ts';
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
    const place = await askDesktop('desktop.chooseEnrolment', { kind: 'request' });
    if (place.ok && place.value.path !== undefined) setRequest(place.value.path);
  };
  const submit = async () => {
    if (request === undefined || code.trim() === '' || approve.isPending) return;
    const name = state.data?.kind === 'open' ? state.data.clinic.name : '';
    const place = await askDesktop('desktop.saveEnrolment', { kind: 'answer', name });
    if (place.ok && place.value.path !== undefined)
      approve.mutate({ code: code.trim(), request, answer: place.value.path }, { onSuccess: onApproved });
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
        {approve.error ? <FailureNotice failure={approve.error.failure} /> : null}
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
