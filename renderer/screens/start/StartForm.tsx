import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/base/errors.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import classes from './Start.module.css';

interface StartFormProps {
  readonly children: ReactNode;
  readonly submit: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  /** What is being done while it is busy, where it takes long. */
  readonly working?: string;
  readonly failure: Failure | undefined;
  /** Another way, beside the button. */
  readonly other?: ReactNode;
  readonly onSubmit: () => void;
}

/** A way into a clinic: its fields, what went wrong, the button, and what is going on. */
export function StartForm({ children, submit, busy, disabled, working, failure, other, onSubmit }: StartFormProps) {
  return (
    <Form className={classes.form} onSubmit={onSubmit}>
      {children}
      <FailureNotice failure={failure} />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={busy} disabled={disabled ?? false}>
          {submit}
        </Button>
        {other}
        {busy && working ? (
          <p role="status" className={classes.waiting}>
            {working}
          </p>
        ) : null}
      </div>
    </Form>
  );
}
