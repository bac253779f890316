import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { statusWord } from './fields.ts';
import { registerWords } from './words.ts';

/** Registers of states that have words of their own. */
const CODED: ReadonlySet<string> = new Set([
  'status',
  'clinicalStatus',
  'verificationStatus',
  'docStatus',
  'criticality',
]);
const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

/** A register's value in the reader's words; null where there is none. */
export function useRegisterWords(): (register: string, json: string | null) => string | null {
  const { t } = useTranslation();
  const { day, time } = useFormat();
  return (register, json) => {
    const words = registerWords(register, json);
    if (words === null) return null;
    if (register === 'gender') {
      const gender = GENDERS.find((each) => each === words);
      return gender ? t(`gender.${gender}`) : words;
    }
    if (CODED.has(/^[A-Za-z]+/.exec(register)?.[0] ?? ''))
      return words
        .split('; ')
        .map((word) => statusWord(t, word))
        .join(t('common.dot'));
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:/.test(words) && !words.includes(' ')) return time(words);
    return /^\d{4}-\d{2}-\d{2}$/.test(words) ? day(words) : words;
  };
}
