import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/base/errors.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { ChartItem, RecordView } from '../../../../shared/bridge/records.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';

/** What the fields of every fact are given. */
export interface FieldsProps {
  readonly patient: string;
  /** Absent for something new. */
  readonly record?: RecordView | undefined;
  readonly item?: ChartItem | undefined;
  /** Of its draft. */
  readonly place: string;
  readonly onSaved: (what: string, changed: Changed) => void;
  readonly onClose: () => void;
}

/** Of the frame, beside what stands in it. */
export interface ShellProps {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** What stood here before it was left was put back. */
  readonly restored: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

interface FormShellProps extends ShellProps {
  readonly children: ReactNode;
}

/** The frame of a fact's form: Enter saves from the last field, Ctrl Enter from every one. */
export function FormShell({ busy, failure, restored, onSave, onClose, children }: FormShellProps) {
  const { t } = useTranslation();
  return (
    <Form onSubmit={onSave}>
      <Stack gap="sm">
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={failure} />
        {children}
        <FormButtons submit={t('common.save')} busy={busy} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
