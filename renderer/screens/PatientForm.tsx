import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { keyWords } from '../commands/keys.ts';
import { useCommands } from '../commands/shown.tsx';
import { Form } from '../ui/Form.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import classes from './PatientForm.module.css';

interface PatientFormProps {
  readonly title: string;
  /** What saving it is called, on the button and among the commands. */
  readonly save: ParseKeys;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Of its draft. */
  readonly restored: boolean;
  /** Somebody tried to save, and there is nothing: what is said then. */
  readonly empty: string | undefined;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** One form about a patient, below the banner: its title and its buttons stay where they are looked for. */
export function PatientForm(props: PatientFormProps) {
  const { title, save, busy, failure, restored, empty, onSave, onCancel, children } = props;
  const { t } = useTranslation();
  useCommands([
    { id: 'here.save', name: save, icon: IconDeviceFloppy, group: 'here', keys: ['mod+Enter', 'mod+S'], run: onSave },
  ]);
  return (
    <div className={classes.page}>
      <Form label={title} onSubmit={onSave}>
        <div className={classes.head}>
          <h2>{title}</h2>
          <div className={classes.actions}>
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} title={keyWords('mod+Enter')}>
              {t(save)}
            </Button>
          </div>
        </div>
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={failure} />
        {empty === undefined ? null : (
          <Notice tone="look" alert>
            {empty}
          </Notice>
        )}
        {children}
      </Form>
    </div>
  );
}
