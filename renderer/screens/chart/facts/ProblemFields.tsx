import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { useDraft } from '../../useDraft.ts';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { checkProblem, type ProblemForm, problemForm, problemInput } from './forms.ts';

/** A problem: in words, with a code where there is one, since when. */
export function ProblemFields({ patient, record, place, onSaved, onClose }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { today } = useFormat();
  const save = useDo('problem.save');
  const [initial] = useState(() => problemForm(record, i18n.language));
  const { value: form, change: setForm, drop, restored } = useDraft(place, patient, initial);
  const [tried, setTried] = useState(false);
  const problems = checkProblem(form, today());
  const field = (name: Exclude<keyof ProblemForm, 'seen'>, maxLength: number) => {
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
    save.mutate(problemInput({ patient, id: record?.resource.id }, form), {
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
