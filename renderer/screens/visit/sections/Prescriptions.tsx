import { useTranslation } from 'react-i18next';
import { useMay } from '../../../bridge/index.ts';
import { PrescriptionList } from '../../PrescriptionList.tsx';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';

/** What is prescribed; whoever may not prescribe does not see it. */
export function Prescriptions({ chart, form, change, say }: SectionProps) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may.write('MedicationRequest')) return null;
  return (
    <Part title={t('rx.list')}>
      <PrescriptionList
        patient={chart.hit.id}
        value={form.prescriptions}
        tried={say('prescriptions') !== undefined}
        onChange={(prescriptions) => change({ prescriptions })}
      />
    </Part>
  );
}
