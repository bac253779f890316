import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { codingOf } from '../../records/coding.ts';
import type { Choice } from './choice.ts';
import classes from './Patients.module.css';

/** Waits this long after the last letter; the answers themselves take a few milliseconds. */
const PAUSE_MS = 30;

interface DiagnosisFilterProps {
  readonly choice: Choice;
  readonly onChoice: (change: Pick<Choice, 'diagnosis' | 'diagnosisName'>) => void;
}

/** Whoever has a diagnosis: any code, found by itself, by its name in either language or by pinyin; empty it offers what the clinic uses most. */
export function DiagnosisFilter({ choice: { diagnosis, diagnosisName }, onChoice }: DiagnosisFilterProps) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const [text, setText] = useState(diagnosisName);
  const [searched] = useDebouncedValue(text, PAUSE_MS);
  // the name of what is chosen is no search for it
  const sought = searched === diagnosisName ? '' : searched.trim();
  const found = useAsk('diagnosis.find', { text: sought }, { keepPrevious: true });
  const hits = (found.data ?? []).map((hit) => {
    const { system, code, term } = codingOf(hit, chinese);
    return { value: `${system}|${code}`, label: term === code ? code : `${code} ${term}` };
  });
  const options =
    diagnosis === '' || hits.some(({ value }) => value === diagnosis)
      ? hits
      : [{ value: diagnosis, label: diagnosisName }, ...hits];
  return (
    <Select
      className={classes.diagnosis ?? ''}
      // the list itself scrolls: what is around it is nothing that keys could reach
      withScrollArea={false}
      classNames={{ options: classes.found ?? '' }}
      label={t('patients.filter.diagnosis')}
      placeholder={t('patients.filter.any')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('patients.filter.anyDiagnosis') }}
      value={diagnosis === '' ? null : diagnosis}
      searchValue={text}
      onSearchChange={setText}
      onChange={(value, option) => onChoice({ diagnosis: value ?? '', diagnosisName: option?.label ?? '' })}
      data={options}
      // the vault has found them, by more than these words
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isPending || text !== searched ? undefined : t('patients.filter.noDiagnosis')}
      maxLength={300}
      autoComplete="off"
      spellCheck={false}
      comboboxProps={{ width: 360, position: 'bottom-start' }}
      error={found.error ? t('patients.filter.diagnosisFailed') : undefined}
    />
  );
}
