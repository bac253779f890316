import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../../bridge/index.ts';
import { useDraft } from '../../useDraft.ts';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { checkTaken, type TakenForm, takenForm, takenInput } from './forms.ts';

/** What the patient takes from elsewhere, and how. */
export function TakenFields({ patient, record, item, place, onSaved, onClose }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const save = useDo('taken.save');
  const [initial] = useState(() => takenForm(record, item, i18n.language));
  const { value: form, change: setForm, drop, restored } = useDraft(place, patient, initial);
  const [tried, setTried] = useState(false);
  const problems = checkTaken(form);
  const field = (name: Exclude<keyof TakenForm, 'seen'>, maxLength: number) => {
    const problem = problems[name];
    return {
      value: form[name],
      error: tried && problem ? t(`facts.problem.${problem}`) : undefined,
      maxLength,
      autoComplete: 'off',
      onChange: (event: { currentTarget: { value: string } }) =>
        setForm({ ...form, [name]: event.currentTarget.value }),
    };
  };
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || save.isPending) return;
    save.mutate(takenInput({ patient, id: record?.resource.id }, form), {
      onSuccess: (changed) => {
        drop();
        onSaved(form.text.trim(), changed);
      },
    });
  };
  return (
    <FormShell
      busy={save.isPending}
      failure={save.error?.failure}
      restored={restored}
      onSave={submit}
      onClose={() => {
        drop();
        onClose();
      }}
    >
      <TextInput
        label={t('facts.medicine')}
        description={t('facts.medicineHint')}
        required
        data-autofocus
        autoFocus
        {...field('text', 300)}
      />
      <TextInput label={t('facts.dosage')} description={t('facts.dosageHint')} {...field('dosage', 500)} />
    </FormShell>
  );
}
