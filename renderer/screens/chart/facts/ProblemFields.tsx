import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { CodeFinder } from '../../CodeFinder.tsx';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import {
  checkProblem,
  chooseProblem,
  problemCoding,
  problemForm,
  problemInput,
  typeProblem,
  UNCODED,
} from './forms.ts';
import { useFactForm } from './useFactForm.ts';

/** A problem: found by code, name or pinyin, or in words; since when. */
export function ProblemFields(props: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { today } = useFormat();
  const { form, change, field, shell } = useFactForm({
    ...props,
    begin: () => problemForm(props.record, i18n.language),
    check: (form) => checkProblem(form, today()),
    input: (form) => problemInput({ patient: props.patient, id: props.record?.resource.id }, form),
    nameOf: (form) => form.text.trim(),
    save: useDo('problem.save'),
  });
  return (
    <FormShell {...shell}>
      <CodeFinder
        kind="diagnosis"
        label={t('facts.problemText')}
        description={t('facts.problemHint')}
        required
        autoFocus
        text={form.text}
        coding={problemCoding(form)}
        onText={(text) => change(typeProblem(form, text))}
        onChoose={(coding) => change(chooseProblem(coding))}
        onUncode={() => change(UNCODED)}
        error={field('text', 300).error}
        maxLength={300}
      />
      <TextInput label={t('facts.onset')} description={t('facts.onsetHint')} {...field('onset', 20)} />
    </FormShell>
  );
}
