/** What every form has: it is sent by Enter or its button, and says itself what is missing. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FormProps {
  /** What it is for, where no title beside it says so. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form without the platform's own checks: their words are in the platform's language. */
export function Form({ label, className, onSubmit, children }: FormProps) {
  return (
    <form
      noValidate
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface FormButtonsProps {
  /** What sending it does. */
  readonly submit: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  /** What is done cannot be undone. */
  readonly danger?: boolean | undefined;
  /** In a dialog they stand on the right, the one that does it last. */
  readonly dialog?: boolean;
  /** Absent where there is no way back. */
  readonly onCancel?: (() => void) | undefined;
}

/** The end of a form: the button that sends it, and the way out. */
export function FormButtons({ submit, busy, disabled, danger, dialog, onCancel }: FormButtonsProps) {
  const { t } = useTranslation();
  const send = (
    <Button type="submit" color={danger ? 'vermilion' : 'apricot'} loading={busy} disabled={disabled ?? false}>
      {submit}
    </Button>
  );
  const leave = onCancel ? (
    <Button variant="default" onClick={onCancel}>
      {t('common.cancel')}
    </Button>
  ) : null;
  return (
    <Group gap="xs" justify={dialog ? 'flex-end' : 'flex-start'}>
      {dialog ? leave : send}
      {dialog ? send : leave}
    </Group>
  );
}
