import { Group, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CRITICALITIES, SEVERITIES, VERIFICATIONS } from '../../../../shared/bridge/facts.ts';
import { useDo } from '../../../bridge/index.ts';
import { useDraft } from '../../useDraft.ts';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { type AllergyForm, allergyForm, allergyInput, checkAllergy } from './forms.ts';

/** An allergy: to what, what happened, how bad, how dangerous, how sure. */
export function AllergyFields({ patient, record, place, onSaved, onClose }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const save = useDo('allergy.save');
  const [initial] = useState(() => allergyForm(record, i18n.language));
  const { value: form, change: setForm, drop, restored } = useDraft(place, patient, initial);
  const [tried, setTried] = useState(false);
  const problems = checkAllergy(form);
  const change = (part: Partial<AllergyForm>) => setForm({ ...form, ...part });
  const say = (field: keyof AllergyForm) => {
    const problem = problems[field];
    return tried && problem ? t(`facts.problem.${problem}`) : undefined;
  };
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || save.isPending) return;
    save.mutate(allergyInput({ patient, id: record?.resource.id }, form), {
      onSuccess: (changed) => {
        drop();
        onSaved(form.substance.trim(), changed);
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
        label={t('facts.substance')}
        description={t('facts.substanceHint')}
        value={form.substance}
        error={say('substance')}
        required
        data-autofocus
        autoFocus
        autoComplete="off"
        maxLength={300}
        onChange={(event) => change({ substance: event.currentTarget.value })}
      />
      <TextInput
        label={t('facts.reaction')}
        description={t('facts.reactionHint')}
        value={form.reaction}
        error={say('reaction')}
        autoComplete="off"
        maxLength={300}
        onChange={(event) => change({ reaction: event.currentTarget.value })}
      />
      <Choice
        label={t('facts.severity')}
        options={['', ...SEVERITIES] as const}
        value={form.severity}
        word={(one) => t(one === '' ? 'common.notRecorded' : `facts.severities.${one}`)}
        onChange={(severity) => change({ severity })}
      />
      <Choice
        label={t('facts.criticality')}
        description={t('facts.criticalityHint')}
        options={['', ...CRITICALITIES] as const}
        value={form.criticality}
        word={(one) => t(one === '' ? 'common.notRecorded' : `facts.criticalities.${one}`)}
        onChange={(criticality) => change({ criticality })}
      />
      <Choice
        label={t('facts.verification')}
        options={VERIFICATIONS}
        value={form.verification}
        word={(one) => t(`facts.verifications.${one}`)}
        onChange={(verification) => change({ verification })}
      />
    </FormShell>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly description?: string;
  readonly options: readonly T[];
  readonly value: T | '';
  readonly word: (option: T) => string;
  readonly onChange: (value: T) => void;
}

/** One of few, all of them in view. */
function Choice<T extends string>({ label, description, options, value, word, onChange }: ChoiceProps<T>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one === chosen);
        if (option !== undefined) onChange(option);
      }}
    >
      <Group mt={6} gap="lg">
        {options.map((option) => (
          <Radio key={option} value={option} label={word(option)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
