import { Modal, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { ListedRule } from '../../../../shared/bridge/dose-rules.ts';
import { DOSE_UNITS, UNITS } from '../../../../shared/records/medication-request/units.ts';
import { useDo } from '../../../bridge/index.ts';
import {
  checkRule,
  chooseMedicine,
  medicineCoding,
  type RuleField,
  type RuleFields,
  ruleEdit,
  ruleForm,
  toRule,
  typeMedicine,
} from '../../../records/prescription/rule-form.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { CodeFinder } from '../../CodeFinder.tsx';
import { useDraft, useThrowAway } from '../../useDraft.ts';

/** A rule that is entered, or one that is edited. */
export interface OpenRule {
  readonly listed?: ListedRule;
}

interface RuleFormProps {
  readonly open: OpenRule | undefined;
  readonly onClose: () => void;
  readonly onSaved: (what: string, changed: Changed) => void;
}

/** A rule while it is entered or edited. */
export function RuleForm({ open, onClose, onSaved }: RuleFormProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={open?.listed ? t('doseRules.editTitle') : t('doseRules.new')}
      size="40rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {open ? <Fields listed={open.listed} onClose={onClose} onSaved={onSaved} /> : null}
    </Modal>
  );
}

interface FieldsProps extends Omit<RuleFormProps, 'open'> {
  readonly listed: ListedRule | undefined;
}

function Fields({ listed, onClose, onSaved }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const add = useDo('doseRule.add');
  const edit = useDo('doseRule.edit');
  const [initial] = useState(() => ruleForm(listed));
  const draft = useDraft<RuleFields>(listed ? `do/${listed.id}` : 'do', null, initial);
  const throwAway = useThrowAway(draft, onClose);
  const { value: form, change: setForm } = draft;
  const [tried, setTried] = useState(false);
  const problems = checkRule(form);
  const busy = add.isPending || edit.isPending;
  const say = (field: RuleField) => {
    const problem = problems[field];
    if (!tried || !problem) return undefined;
    return problem === 'required' ? t('create.required') : t(`doseRules.${problem}`);
  };
  const text = (field: Exclude<RuleField, 'text'>, maxLength: number) => ({
    label: t(`doseRules.${field}`),
    value: form[field],
    maxLength,
    autoComplete: 'off',
    error: say(field),
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [field]: event.currentTarget.value }),
  });
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || busy) return;
    const after = {
      onSuccess: (changed: Changed) => {
        draft.drop();
        onSaved(form.text.trim(), changed);
        onClose();
      },
    };
    if (listed) edit.mutate(ruleEdit(listed.id, form), after);
    else add.mutate({ rule: toRule(form) }, after);
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={(add.error ?? edit.error)?.failure} />
        <CodeFinder
          kind="drug"
          label={t('doseRules.medicine')}
          text={form.text}
          coding={medicineCoding(form)}
          autoFocus
          error={say('text')}
          maxLength={300}
          onText={(value) => setForm({ ...form, ...typeMedicine(form, value) })}
          onChoose={(coding) => setForm({ ...form, ...chooseMedicine(coding) })}
          onUncode={() => setForm({ ...form, ...chooseMedicine(undefined) })}
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
        <FormButtons submit={t('common.save')} busy={busy} dialog onCancel={throwAway} />
      </Stack>
    </Form>
  );
}
