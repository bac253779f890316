import { useTranslation } from 'react-i18next';
import type { Reason } from '../../shared/bridge/duplicates.ts';

/** Why two patients look like one, in words; what speaks against it last. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t } = useTranslation();
  const words = reasons.map(({ field, level }) =>
    level === 'crossed'
      ? t('duplicates.crossed')
      : t(`duplicates.level.${level}`, { field: t(`duplicates.field.${field}`) }),
  );
  return <>{[...new Set(words)].join(t('common.dot'))}</>;
}
