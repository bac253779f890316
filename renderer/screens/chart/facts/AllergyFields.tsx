import { Group, Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CRITICALITIES, SEVERITIES, VERIFICATIONS } from '../../../../shared/bridge/facts.ts';
import { useDo } from '../../../bridge/index.ts';
import { type FieldsProps, FormShell } from './FormShell.tsx';
import { allergyForm, allergyInput, checkAllergy } from './forms.ts';
import { useFactForm } from './useFactForm.ts';

/** An allergy: to what, what happened, how bad, how dangerous, how sure. */
export function AllergyFields(props: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { form, change, field, shell } = useFactForm({
    ...props,
    begin: () => allergyForm(props.record, i18n.language),
    check: checkAllergy,
    input: (form) => allergyInput({ patient: props.patient, id: props.record?.resource.id }, form),
    nameOf: (form) => form.substance.trim(),
    save: useDo('allergy.save'),
  });
  return (
    <FormShell {...shell}>
      <TextInput
        label={t('facts.substance')}
        description={t('facts.substanceHint')}
        required
        data-autofocus
        autoFocus
        {...field('substance', 300)}
      />
      <TextInput label={t('facts.reaction')} description={t('facts.reactionHint')} {...field('reaction', 300)} />
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
