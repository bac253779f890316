/** What every form has: Enter leads through its fields and sends it from the last, and it says itself what is missing. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEnterAsNext } from './keys/useEnterAsNext.ts';
import { useLate } from './useLate.ts';

interface FormProps {
  /** What it is for, where no title beside it says so. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/**
 * A form without the platform's own checks: their words are in the platform's language. Enter goes from field to field and
 * sends it from the last; Ctrl or Cmd Enter sends it from anywhere.
 */
export function Form({ label, className, onSubmit, children }: FormProps) {
  const keys = useEnterAsNext();
  return (
    <form
      noValidate
      aria-label={label}
      className={className}
      onKeyDown={keys}
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
  // most answers are there before anybody could see that they were waited for
  const late = useLate(busy);
  const send = (
    <Button type="submit" color={danger ? 'vermilion' : 'apricot'} loading={late} disabled={disabled ?? false}>
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
