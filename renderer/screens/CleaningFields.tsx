import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CleaningChoice } from '../../shared/bridge/cleaning.ts';
import { CLEANING_RULES, type CleaningRuleName } from '../../shared/bridge/cleaning-rules.ts';
import classes from './Cleaning.module.css';

/** Rules as they are being chosen, and the country as it is being typed. */
export interface CleaningDraft {
  readonly rules: readonly CleaningRuleName[];
  readonly country: string;
}

export const EVERY_RULE: CleaningDraft = { rules: CLEANING_RULES, country: '' };

/** What is chosen, for the vault; undefined where no rule is, or the country is none. */
export function cleaningChoice({ rules, country }: CleaningDraft): CleaningChoice | undefined {
  const code = countryOf(country);
  if (rules.length === 0 || isWrong(code)) return undefined;
  return { rules: [...rules], ...(code === '' ? {} : { country: code }) };
}

function countryOf(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

function isWrong(code: string): boolean {
  return code !== '' && !/^[A-Z]{2}$/.test(code);
}

interface CleaningFieldsProps {
  readonly draft: CleaningDraft;
  readonly onChange: (draft: CleaningDraft) => void;
  /** Somebody tried to go on: what is missing is said. */
  readonly tried: boolean;
  readonly disabled?: boolean;
}

/** The rules of cleaning, each with what it does, and what they need to know. */
export function CleaningFields({ draft, onChange, tried, disabled = false }: CleaningFieldsProps) {
  const { t } = useTranslation();
  const { rules, country } = draft;
  const tick = (rule: CleaningRuleName, ticked: boolean) =>
    onChange({ ...draft, rules: CLEANING_RULES.filter((one) => (one === rule ? ticked : rules.includes(one))) });
  return (
    <>
      <Checkbox.Group
        label={t('cleaning.rules')}
        value={[...rules]}
        error={tried && rules.length === 0 ? t('cleaning.noRule') : undefined}
      >
        <div className={classes.rules}>
          {CLEANING_RULES.map((rule) => (
            <Checkbox
              key={rule}
              value={rule}
              label={t(`cleaning.rule.${rule}`)}
              description={t(`cleaning.does.${rule}`)}
              disabled={disabled}
              onChange={(event) => tick(rule, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {rules.includes('phones') ? (
        <TextInput
          label={t('cleaning.country')}
          description={t('cleaning.countryHint')}
          placeholder={t('common.optional')}
          value={country}
          error={isWrong(countryOf(country)) ? t('cleaning.countryWrong') : undefined}
          maxLength={4}
          autoComplete="off"
          className={classes.country ?? ''}
          onChange={(event) => onChange({ ...draft, country: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
