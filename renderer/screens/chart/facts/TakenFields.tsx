import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../../bridge/index.ts';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { checkTaken, takenForm, takenInput } from './forms.ts';
import { useFactForm } from './useFactForm.ts';

/** What the patient takes from elsewhere, and how. */
export function TakenFields(props: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { field, shell } = useFactForm({
    ...props,
    begin: () => takenForm(props.record, props.item, i18n.language),
    check: checkTaken,
    input: (form) => takenInput({ patient: props.patient, id: props.record?.resource.id }, form),
    nameOf: (form) => form.text.trim(),
    save: useDo('taken.save'),
  });
  return (
    <FormShell {...shell}>
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
