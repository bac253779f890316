import { useTranslation } from 'react-i18next';

/** What a field says that must not stay empty, once somebody `tried` to go on. */
export function useRequired(tried: boolean): (text: string) => string | undefined {
  const { t } = useTranslation();
  return (text) => (tried && text.trim() === '' ? t('create.required') : undefined);
}
