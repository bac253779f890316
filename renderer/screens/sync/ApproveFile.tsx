import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { askDesktop, useAsk, useDo } from '../../bridge/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
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
    <form
      aria-label={t('joinFile.approve')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <p className={classes.body}>{t('joinFile.approveBody')}</p>
        <TextInput
          label={t('sync.code')}
          description={t('sync.codeHint')}
          value={code}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: classes.code ?? '' }}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button variant="default" onClick={() => void choose()}>
            {t('joinFile.choose')}
          </Button>
          {request === undefined ? null : <span className={classes.body}>{request}</span>}
        </Group>
        {approve.error ? <FailureNotice failure={approve.error.failure} /> : null}
        <Group gap="xs">
          <Button type="submit" loading={approve.isPending} disabled={code.trim() === '' || request === undefined}>
            {t('joinFile.approveDo')}
          </Button>
          {onCancel ? (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
