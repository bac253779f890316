import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from '../section.ts';

/** Why the patient came, in their words. */
export function Complaint({ form, begins, change }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('visit.complaint')}
      description={t('visit.complaintHint')}
      autosize
      minRows={2}
      maxRows={6}
      autoFocus={begins === 'complaint'}
      maxLength={2000}
      autoComplete="off"
      value={form.complaint}
      onChange={(event) => change({ complaint: event.currentTarget.value })}
    />
  );
}
