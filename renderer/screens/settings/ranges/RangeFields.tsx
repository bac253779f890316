import { Autocomplete, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceRange } from '../../../../shared/bridge/ranges.ts';
import { AGE_UNITS } from '../../../../shared/records/reference-range.ts';
import { useDo, useMay } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { entryForm, testFrom, unitLabel, unitsOf } from '../../../records/result/entry-form.ts';
import {
  ageUnitOf,
  checkRange,
  type RangeField,
  type RangeForm,
  rangeForm,
  rangeInput,
} from '../../../records/result/range-form.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { useTell } from '../../../ui/Told.tsx';
import { CodeFinder } from '../../CodeFinder.tsx';
import { useDraft, useThrowAway } from '../../useDraft.ts';
import classes from './Ranges.module.css';

interface RangeFieldsProps {
  readonly range: ReferenceRange | undefined;
  readonly laboratories: readonly string[];
  readonly onClose: () => void;
}

/** The form of a range: of which test, between which ends, for whom, whose it is and since when. */
export function RangeFields({ range, laboratories, onClose }: RangeFieldsProps) {
  const { t, i18n } = useTranslation();
  const { today } = useFormat();
  const tell = useTell();
  const may = useMay();
  const save = useDo('range.save');
  const undo = useDo('record.undo');
  const [initial] = useState(() => rangeForm(range, today(), laboratories[0] ?? ''));
  const draft = useDraft<RangeForm>(range ? `ra/${range.id}` : 'ra', null, initial);
  const throwAway = useThrowAway(draft, onClose);
  const { value: form, change: setForm } = draft;
  const [tried, setTried] = useState(false);
  const problems = checkRange(form);
  const change = (part: Partial<RangeForm>) => setForm({ ...form, ...part });
  const say = (field: RangeField) => {
    const problem = problems[field];
    return tried && problem ? t(`ranges.problem.${problem}`) : undefined;
  };
  const field = (name: 'low' | 'high' | 'from' | 'to' | 'since', maxLength: number) => ({
    label: t(`ranges.${name}`),
    value: form[name],
    error: say(name),
    maxLength,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || save.isPending) return;
    save.mutate(rangeInput(range?.id, form), {
      onSuccess: (changed) => {
        draft.drop();
        const mayUndo = changed.changes.length > 0 && (range || may.also('remove', 'ObservationDefinition'));
        tell(t('ranges.added', { what: form.test }), mayUndo ? () => undo.mutate(changed) : undefined);
        onClose();
      },
    });
  };
  const test = form.test === '' ? undefined : testFrom(form.test, form.code);
  const units = test ? unitsOf(test, undefined).map(unitLabel) : [];
  const age = (name: 'fromUnit' | 'toUnit') => (
    <NativeSelect
      aria-label={t('ranges.ageUnit')}
      value={form[name]}
      data={AGE_UNITS.map((unit) => ({ value: unit, label: t(`ranges.${unit}`) }))}
      onChange={(event) => change({ [name]: ageUnitOf(event.currentTarget.value) })}
    />
  );
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={save.error?.failure} />
        <CodeFinder
          kind="test"
          label={t('ranges.test')}
          text={form.test}
          coding={test?.code && { ...test.code, term: test.text }}
          onText={(text) => change({ test: text, code: '' })}
          onChoose={({ system, code, term }) => {
            const [row] = entryForm(
              { text: term, code: { system, code } },
              today(),
              '',
              i18n.language.startsWith('zh'),
            ).rows;
            change({ test: term, code: `${system}|${code}`, unit: row ? unitLabel(row.unit) : '' });
          }}
          onUncode={() => change({ code: '' })}
          error={say('test')}
          maxLength={300}
        />
        <div className={classes.three}>
          <TextInput {...field('low', 20)} />
          <TextInput {...field('high', 20)} />
          <Autocomplete
            label={t('ranges.unit')}
            value={form.unit}
            data={units}
            error={say('unit')}
            maxLength={40}
            onChange={(unit) => change({ unit })}
          />
        </div>
        <p className={classes.hint}>{t('ranges.ends')}</p>
        <div className={classes.ages}>
          <NativeSelect
            label={t('ranges.sex')}
            value={form.sex}
            data={(['any', 'female', 'male'] as const).map((sex) => ({
              value: sex,
              label: t(sex === 'any' ? 'ranges.anybody' : `ranges.${sex}`),
            }))}
            onChange={(event) => {
              const sex = (['any', 'female', 'male'] as const).find((one) => one === event.currentTarget.value);
              if (sex) change({ sex });
            }}
          />
          <TextInput {...field('from', 5)} />
          {age('fromUnit')}
          <TextInput {...field('to', 5)} />
          {age('toUnit')}
        </div>
        <p className={classes.hint}>{t('ranges.ages')}</p>
        <div className={classes.whose}>
          <Autocomplete
            label={t('ranges.laboratory')}
            description={t('ranges.laboratoryHint')}
            value={form.laboratory}
            data={[...laboratories]}
            error={say('laboratory')}
            maxLength={200}
            onChange={(laboratory) => change({ laboratory })}
          />
          <TextInput {...field('since', 20)} />
        </div>
        <FormButtons submit={t('common.save')} busy={save.isPending} dialog onCancel={throwAway} />
      </Stack>
    </Form>
  );
}
