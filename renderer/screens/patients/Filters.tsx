import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSort } from '../../../shared/bridge/patients.ts';
import { useMay } from '../../bridge/index.ts';
import { ANYBODY, ageOf, type Choice, SEXES, SORTS, VISITS } from './choice.ts';
import { DiagnosisFilter } from './DiagnosisFilter.tsx';
import classes from './Patients.module.css';

export interface FieldsProps {
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly sort: PatientSort;
  readonly onSort: (sort: PatientSort) => void;
}

interface FiltersProps extends FieldsProps {
  /** Something is being searched for: among all patients, by no filter. */
  readonly resting: boolean;
}

/** Whom the list holds, and in which order. */
export function Filters({ resting, ...fields }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.filters} disabled={resting} title={resting ? t('patients.filter.resting') : undefined}>
      <legend className={classes.legend}>{t('patients.filter.title')}</legend>
      <Fields {...fields} />
    </fieldset>
  );
}

/** Not drawn again with every letter that somebody types in the search above: that would take longer than the search. */
const Fields = memo(function Fields({ choice, onChoice, sort, onSort }: FieldsProps) {
  const { t } = useTranslation();
  const may = useMay();
  const reads = may.read('Condition');
  const set = (change: Partial<Choice>) => onChoice({ ...choice, ...change });
  const wrong = (text: string) => text.trim() !== '' && ageOf(text) === undefined;
  return (
    <>
      <NativeSelect
        label={t('patients.filter.sex')}
        value={choice.sex}
        onChange={({ currentTarget: { value } }) => set({ sex: SEXES.find((sex) => sex === value) ?? '' })}
        data={SEXES.map((sex) => ({
          value: sex,
          label:
            sex === ''
              ? t('patients.filter.any')
              : sex === 'other'
                ? t('patients.filter.otherSex')
                : t(`gender.${sex}`),
        }))}
      />
      {(['ageFrom', 'ageTo'] as const).map((field) => (
        <TextInput
          key={field}
          className={classes.age}
          label={t(`patients.filter.${field}`)}
          value={choice[field]}
          error={wrong(choice[field]) ? t('patients.filter.ageWrong') : undefined}
          inputMode="numeric"
          maxLength={3}
          onChange={({ currentTarget: { value } }) => set({ [field]: value })}
        />
      ))}
      <NativeSelect
        label={t('patients.filter.visits')}
        value={choice.visits}
        onChange={({ currentTarget: { value } }) => set({ visits: VISITS.find((one) => one === value) ?? '' })}
        data={VISITS.map((value) => ({ value, label: t(`patients.filter.seen.${value === '' ? 'any' : value}`) }))}
      />
      {reads ? <DiagnosisFilter choice={choice} onChoice={set} /> : null}
      <NativeSelect
        label={t('patients.filter.sort')}
        value={sort}
        onChange={({ currentTarget: { value } }) => onSort(SORTS.find((one) => one === value) ?? 'recent')}
        data={SORTS.map((value) => ({ value, label: t(`patients.filter.by.${value}`) }))}
      />
      <Checkbox
        className={classes.check}
        label={t('patients.filter.conflicts')}
        checked={choice.conflicts}
        onChange={({ currentTarget: { checked } }) => set({ conflicts: checked })}
      />
      <Button variant="subtle" disabled={choice === ANYBODY} onClick={() => onChoice(ANYBODY)}>
        {t('patients.filter.clear')}
      </Button>
    </>
  );
});
