import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { registerWords } from './words.ts';

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

/** A register's value in the reader's words; null where there is none. */
export function useRegisterWords(): (register: string, json: string | null) => string | null {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (register, json) => {
    const words = registerWords(register, json);
    if (words === null) return null;
    if (register === 'gender') {
      const gender = GENDERS.find((each) => each === words);
      return gender ? t(`gender.${gender}`) : words;
    }
    return /^\d{4}-\d{2}-\d{2}$/.test(words) ? day(words) : words;
  };
}
