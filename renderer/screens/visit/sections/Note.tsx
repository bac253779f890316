import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from '../section.ts';

/** What was found, done and advised, in free words. */
export function Note({ form, change }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('visit.note')}
      description={t('visit.noteHint')}
      autosize
      minRows={6}
      maxRows={20}
      maxLength={20_000}
      autoComplete="off"
      value={form.note}
      onChange={(event) => change({ note: event.currentTarget.value })}
    />
  );
}
