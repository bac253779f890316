import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { checkProblem, problemForm, problemInput } from './forms.ts';
import { useFactForm } from './useFactForm.ts';

/** A problem: in words, with a code where there is one, since when. */
export function ProblemFields(props: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { today } = useFormat();
  const { field, shell } = useFactForm({
    ...props,
    begin: () => problemForm(props.record, i18n.language),
    check: (form) => checkProblem(form, today()),
    input: (form) => problemInput({ patient: props.patient, id: props.record?.resource.id }, form),
    nameOf: (form) => form.text.trim(),
    save: useDo('problem.save'),
  });
  return (
    <FormShell {...shell}>
      <TextInput
        label={t('facts.problemText')}
        description={t('facts.problemHint')}
        required
        data-autofocus
        autoFocus
        {...field('text', 300)}
      />
      <TextInput label={t('facts.code')} placeholder="I10" {...field('code', 10)} />
      <TextInput label={t('facts.onset')} description={t('facts.onsetHint')} {...field('onset', 20)} />
    </FormShell>
  );
}
