import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../shared/bridge/session.ts';
import { askDesktop } from '../bridge/index.ts';
import { useLocale } from '../locales/manner.tsx';
import { usePreferences } from '../ui/preferences.tsx';

/** The language in use, and changing it everywhere: the window, its menus and dialogs, and the next start. */
export function useLanguage(): [Locale, (locale: Locale) => void] {
  const { i18n } = useTranslation();
  const { change } = usePreferences();
  const locale = useLocale();
  const choose = useCallback(
    (next: Locale) => {
      change({ locale: next });
      document.documentElement.lang = next;
      void i18n.changeLanguage(next);
      void askDesktop('desktop.setLocale', { locale: next });
    },
    [i18n, change],
  );
  return [locale, choose];
}
