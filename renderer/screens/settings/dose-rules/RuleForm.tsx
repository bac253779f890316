import { Modal, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import { DOSE_UNITS, UNITS } from '../../../../shared/records/medication-request/units.ts';
import { useDo } from '../../../bridge/index.ts';
import {
  checkRule,
  emptyRule,
  type RuleField,
  type RuleFields,
  toRule,
} from '../../../records/prescription/rule-form.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { CodeFinder } from '../../CodeFinder.tsx';

interface RuleFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (what: string, changed: Changed) => void;
}

/** A rule while it is entered. */
export function RuleForm({ opened, onClose, onAdded }: RuleFormProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('doseRules.new')}
      size="40rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields onClose={onClose} onAdded={onAdded} />
    </Modal>
  );
}

function Fields({ onClose, onAdded }: Omit<RuleFormProps, 'opened'>) {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const add = useDo('doseRule.add');
  const [form, setForm] = useState(emptyRule);
  const [tried, setTried] = useState(false);
  const problems = checkRule(form);
  const say = (field: RuleField) => {
    const problem = problems[field];
    if (!tried || !problem) return undefined;
    return problem === 'required' ? t('create.required') : t(`doseRules.${problem}`);
  };
  const text = (field: Exclude<keyof RuleFields, 'coding' | 'unit' | 'text'>, maxLength: number) => ({
    label: t(`doseRules.${field}`),
    value: form[field],
    maxLength,
    autoComplete: 'off',
    error: say(field),
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [field]: event.currentTarget.value }),
  });
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || add.isPending) return;
    add.mutate(
      { rule: toRule(form) },
      {
        onSuccess: (changed) => {
          onAdded(form.text.trim(), changed);
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        <FailureNotice failure={add.error?.failure} />
        <CodeFinder
          kind="drug"
          label={t('doseRules.medicine')}
          text={form.text}
          coding={form.coding}
          autoFocus
          error={say('text')}
          maxLength={300}
          onText={(value) =>
            setForm({
              ...form,
              text: value,
              coding: value.includes(form.coding?.term ?? '\0') ? form.coding : undefined,
            })
          }
          onChoose={(coding) => setForm({ ...form, text: coding.term, coding })}
          onUncode={() => setForm({ ...form, coding: undefined })}
        />
        <SimpleGrid cols={3} spacing="sm">
          <TextInput inputMode="decimal" {...text('single', 12)} />
          <TextInput inputMode="decimal" {...text('daily', 12)} />
          <NativeSelect
            label={t('doseRules.unit')}
            value={form.unit}
            data={DOSE_UNITS.map((unit) => ({ value: unit, label: UNITS[unit][language] }))}
            onChange={(event) =>
              setForm({ ...form, unit: DOSE_UNITS.find((one) => one === event.currentTarget.value) ?? 'mg' })
            }
          />
        </SimpleGrid>
        <SimpleGrid cols={4} spacing="sm">
          <TextInput inputMode="decimal" {...text('ageFrom', 5)} />
          <TextInput inputMode="decimal" {...text('ageBelow', 5)} />
          <TextInput inputMode="decimal" {...text('weightFrom', 5)} />
          <TextInput inputMode="decimal" {...text('weightBelow', 5)} />
        </SimpleGrid>
        <p style={{ margin: 0 }}>{t('doseRules.population')}</p>
        <TextInput required description={t('doseRules.sourceHint')} {...text('source', 500)} />
        <FormButtons submit={t('common.save')} busy={add.isPending} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
