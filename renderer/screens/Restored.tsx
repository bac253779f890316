import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import type { Draft } from './useDraft.ts';

/** Says that what was written in a form before is back, and offers to do without it. */
export function Restored<T extends object>({ draft }: { readonly draft: Draft<T> }) {
  const { t } = useTranslation();
  const tell = useTell();
  const { value, initial, change, restored, begun } = draft;
  if (!restored || !begun) return null;
  const throwAway = () => {
    change(initial);
    tell(t('draft.dropped'), () => change(value));
  };
  return (
    <Notice
      actions={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={throwAway}>
          {t('draft.drop')}
        </Button>
      }
    >
      {t('draft.restored')}
    </Notice>
  );
}
