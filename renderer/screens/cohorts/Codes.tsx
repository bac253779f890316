import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeHit } from '../../../shared/bridge/codes.ts';
import type { ConceptMatch } from '../../../shared/cohorts/definition.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { codingOf } from '../../records/coding.ts';
import classes from './Cohorts.module.css';
import { nameOfMatch } from './sentence.ts';

/** Waits this long after the last letter; the answers themselves take a few milliseconds. */
const PAUSE_MS = 30;

interface CodesProps {
  readonly label: string;
  /** Where its words are found; none: words alone. */
  readonly list: 'diagnosis' | 'drug' | undefined;
  readonly of: readonly ConceptMatch[];
  readonly onOf: (of: readonly ConceptMatch[]) => void;
  readonly error: string | undefined;
}

/** What one has, takes or was given: codes of the lists and of the records, ranges of codes, or words. */
export function Codes({ label, list, of, onOf, error }: CodesProps) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), PAUSE_MS);
  const hits = useHits(list, searched);
  const typed = matchesTyped(searched, list);
  const options = [
    ...typed.map((match) => ({
      value: JSON.stringify(match),
      label: 'text' in match ? t('cohorts.field.words', { text: match.text }) : nameOfMatch(match, chinese),
    })),
    ...hits.map((hit) => {
      const match = matchOf(hit);
      return { value: JSON.stringify(match), label: labelOf(hit, chinese) };
    }),
  ];
  return (
    <div className={classes.codes}>
      <Select
        className={classes.finder ?? ''}
        label={label}
        placeholder={t(
          list === 'diagnosis'
            ? 'cohorts.field.findDiagnosis'
            : list === 'drug'
              ? 'cohorts.field.findDrug'
              : 'cohorts.field.findWords',
        )}
        withScrollArea={false}
        classNames={{ options: classes.found ?? '' }}
        searchable
        value={null}
        searchValue={text}
        onSearchChange={setText}
        onChange={(value) => {
          if (value === null) return;
          onOf([...of, JSON.parse(value) as ConceptMatch]);
          setText('');
        }}
        data={options}
        filter={({ options: all }) => all}
        nothingFoundMessage={searched === '' ? undefined : t('patients.filter.noDiagnosis')}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        error={error}
      />
      {of.map((match) => {
        const name = nameOfMatch(match, chinese);
        return (
          <Button
            key={JSON.stringify(match)}
            variant="default"
            size="compact-sm"
            rightSection={<IconX size="0.875rem" aria-hidden />}
            aria-label={t('cohorts.field.without', { name })}
            onClick={() => onOf(of.filter((one) => one !== match))}
          >
            {name}
          </Button>
        );
      })}
    </div>
  );
}

/** What was typed, taken at its word: a range of codes, or words. */
function matchesTyped(text: string, list: CodesProps['list']): ConceptMatch[] {
  if (text === '') return [];
  const [, from, to] = /^([A-Z]\d\d(?:\.\d+)?)\s*[-–—~]\s*([A-Z]\d\d(?:\.\d+)?)$/i.exec(text) ?? [];
  if (list === 'diagnosis' && from && to) return [{ from: from.toUpperCase(), to: to.toUpperCase() }];
  return [{ text }];
}

function useHits(list: CodesProps['list'], text: string): readonly CodeHit[] {
  const may = useMay();
  const diagnoses = useAsk(
    'diagnosis.find',
    { text },
    { keepPrevious: true, enabled: list === 'diagnosis' && may.read('Condition') },
  );
  const drugs = useAsk(
    'code.find',
    { kind: 'drug', text },
    { keepPrevious: true, enabled: list === 'drug' && may.role !== 'analyst' },
  );
  return list === 'diagnosis' ? (diagnoses.data ?? []) : list === 'drug' ? (drugs.data?.hits ?? []) : [];
}

function matchOf({ system, code, zh, en }: CodeHit): ConceptMatch {
  return { system, code, ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}

function labelOf(hit: CodeHit, chinese: boolean): string {
  const { code, term } = codingOf(hit, chinese);
  return term === code ? code : `${code} ${term}`;
}
