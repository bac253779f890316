/** The words of a print: of the language that was chosen for it, which need not be the window's. */
import type { i18n, TFunction } from 'i18next';
import type { PrintContent } from '../../../shared/bridge/prints.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import { ageOn, ageUnit } from '../../locales/format.ts';
import { formatsOf } from '../../locales/manner.tsx';

export interface PrintWords extends Pick<ReturnType<typeof formatsOf>, 'day' | 'time' | 'locale'> {
  readonly t: TFunction;
  /** How old somebody is on the day of the print; the dead as old as they became. '' where it is not known. */
  age(of: Pick<PrintContent, 'hit' | 'age' | 'deceased' | 'at'>): string;
}

/** @param timeZone of the clinic (IANA) */
export function printWords(languages: i18n, locale: Locale, timeZone: string): PrintWords {
  const t = languages.getFixedT(locale);
  const { day, time } = formatsOf(t, { locale, timeZone });
  return {
    t,
    locale,
    day,
    time,
    age: ({ hit, age, deceased, at }) => {
      if (deceased) return age ? t('age.years', { count: age.years }) : '';
      const old = hit.birthDate ? ageOn(hit.birthDate, at.slice(0, 10)) : undefined;
      if (!old) return '';
      const { unit, count } = ageUnit(old);
      return t(`age.${unit}`, { count });
    },
  };
}
