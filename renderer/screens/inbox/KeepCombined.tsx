import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Key } from './Key.tsx';

/** Takes what was put together of both; C does it while the card has the focus. */
export function KeepCombined({ busy, onKeep }: { readonly busy: boolean; readonly onKeep: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" data-key="c" rightSection={<Key>C</Key>} loading={busy} onClick={onKeep}>
      {t('inbox.combineKeep')}
    </Button>
  );
}
