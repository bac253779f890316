import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconDoorEnter } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskError } from '../bridge/index.ts';
import { keyWords } from '../commands/keys.ts';
import { useCommands } from '../commands/shown.tsx';
import { useFormat } from '../locales/manner.tsx';
import { readDate } from '../records/dates.ts';
import { checkPatient } from '../records/patient/checks.ts';
import type { PatientForm } from '../records/patient/mapping.ts';
import { PatientFields } from '../records/patient/PatientForm.tsx';
import { Form } from '../ui/Form.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Page } from './Page.tsx';
import classes from './PatientPage.module.css';
import type { Draft } from './useDraft.ts';

interface PatientPageProps {
  readonly title: string;
  readonly before: PatientForm;
  readonly busy: boolean;
  readonly error: AskError | null;
  readonly onSave: (form: PatientForm) => void;
  /** Another way to save, which goes on with something else. */
  readonly also?:
    | { readonly name: 'patient.saveAndArrive'; readonly keys: string; readonly onSave: (form: PatientForm) => void }
    | undefined;
  readonly onCancel: () => void;
  readonly draft: Pick<Draft<PatientForm>, 'value' | 'change' | 'restored'>;
  /** Stands beside the form. */
  readonly aside?: ReactNode;
}

/** The page around the fields of a patient, for a new one and for a correction. */
export function PatientPage({ title, before, busy, error, onSave, also, onCancel, draft, aside }: PatientPageProps) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const { value: form, change: setForm, restored } = draft;
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => checkPatient(form, before, today()), [form, before, today]);
  const count = Object.keys(problems).length;
  const saveBy = (by: (form: PatientForm) => void) => {
    setTried(true);
    if (count > 0 || busy) return;
    const changed = form.birthDate !== before.birthDate;
    by({ ...form, ...(changed ? { birthDate: readDate(form.birthDate) ?? '' } : {}) });
  };
  const save = () => saveBy(onSave);
  useCommands([
    {
      id: 'here.save',
      name: 'common.save',
      icon: IconDeviceFloppy,
      group: 'here',
      keys: ['mod+Enter', 'mod+S'],
      run: save,
    },
    ...(also
      ? [
          {
            id: 'here.saveAlso',
            name: also.name,
            icon: IconDoorEnter,
            group: 'here' as const,
            keys: [also.keys],
            run: () => saveBy(also.onSave),
          },
        ]
      : []),
  ]);
  return (
    <Page
      title={title}
      narrow={aside === undefined}
      actions={
        <>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          {also ? (
            <Button variant="default" onClick={() => saveBy(also.onSave)} loading={busy} title={keyWords(also.keys)}>
              {t(also.name)}
            </Button>
          ) : null}
          <Button onClick={save} loading={busy} title={keyWords('mod+Enter')}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className={aside === undefined ? undefined : classes.beside}>
        <Form label={title} onSubmit={save}>
          {restored ? <Notice>{t('draft.restored')}</Notice> : null}
          {error ? <FailureNotice failure={error.failure} /> : null}
          <p role="status" className="visually-hidden">
            {tried && count > 0 ? t('patient.fixFirst', { count }) : ''}
          </p>
          <PatientFields form={form} problems={tried ? problems : {}} onChange={setForm} />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
        {aside}
      </div>
    </Page>
  );
}
