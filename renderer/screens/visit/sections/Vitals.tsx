import { useTranslation } from 'react-i18next';
import { VitalFields } from '../../../records/observation/VitalFields.tsx';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';

/** What is measured. What was measured today already stands under its field. */
export function Vitals({ chart, form, begins, change, say }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Part title={t('vitals.title')}>
      <VitalFields
        form={form.vitals}
        onChange={(vitals) => change({ vitals })}
        say={say}
        chart={chart}
        autoFocus={begins === 'vitals'}
      />
    </Part>
  );
}
