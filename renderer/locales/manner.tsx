/** The language and the clinic's time zone for everything below, and the hook that formats with them. */
import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../shared/bridge/session.ts';
import {
  ageOn,
  ageUnit,
  clocksChange,
  dayOf,
  formatAgo,
  formatBytes,
  formatClock,
  formatDay,
  formatHours,
  formatMoney,
  formatMonthDay,
  formatNumber,
  formatShare,
  formatShortMonth,
  formatTime,
  formatWeekday,
  formatWholeMoney,
  formatWholeShare,
  type Manner,
} from './format.ts';

const Zone = createContext<string>(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Days and times below are the clinic's, whatever the workstation's zone. */
export function ZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <Zone.Provider value={timeZone}>{children}</Zone.Provider>;
}

/** The time of this drawing, and a new drawing every `everyMs`, so that "2 min ago" does not grow old. */
export function useNow(everyMs = 30_000): Date {
  const [, renew] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(renew, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date();
}

/** The language now in use. */
export function useLocale(): Locale {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** Formats for a reader: days, times, ages, numbers. `t`: of the same language. */
export function formatsOf(t: TFunction, manner: Manner) {
  const { locale, timeZone } = manner;
  return {
    locale,
    timeZone,
    today: () => dayOf(new Date(), timeZone),
    day: (text: string) => formatDay(text, manner),
    time: (text: string) => formatTime(text, manner),
    clock: (text: string, now: Date) => formatClock(text, now, manner),
    hours: (text: string) => formatHours(text, manner),
    monthDay: (day: string) => formatMonthDay(day, manner),
    shortMonth: (day: string) => formatShortMonth(day, manner),
    clocksChange: (day: string) => clocksChange(day, timeZone),
    weekday: (day: string) => formatWeekday(day, manner),
    shortWeekday: (day: string) => formatWeekday(day, manner, 'short'),
    ago: (text: string, now: Date = new Date()) => formatAgo(text, now, manner),
    number: (value: number, digits?: number) => formatNumber(value, locale, digits),
    share: (value: number) => formatShare(value, locale),
    money: (value: number, currency: string) => formatMoney(value, currency, locale),
    wholeShare: (value: number) => formatWholeShare(value, locale),
    wholeMoney: (value: number, currency: string) => formatWholeMoney(value, currency, locale),
    bytes: (value: number) => formatBytes(value, locale),
    /** `today`: where many are written at once. */
    age: (birthDate: string | undefined, today: string = dayOf(new Date(), timeZone)) => {
      const age = birthDate ? ageOn(birthDate, today) : undefined;
      if (!age) return undefined;
      const { unit, count } = ageUnit(age);
      return unit === 'years'
        ? t('age.years', { count })
        : unit === 'months'
          ? t('age.months', { count })
          : t('age.days', { count });
    },
  };
}

/** Formats for the reader of this window. */
export function useFormat() {
  const { t } = useTranslation();
  const locale = useLocale();
  const timeZone = useContext(Zone);
  return useMemo(() => formatsOf(t, { locale, timeZone }), [locale, timeZone, t]);
}
