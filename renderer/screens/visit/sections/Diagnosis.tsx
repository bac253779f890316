import { useTranslation } from 'react-i18next';
import {
  chooseDiagnosis,
  diagnosisCoding,
  typeDiagnosis,
  uncodeDiagnosis,
} from '../../../records/encounter/diagnosis.ts';
import { CodeFinder } from '../../CodeFinder.tsx';
import type { SectionProps } from '../section.ts';

/** What it is, by a code or in words. */
export function Diagnosis({ form, change, say }: SectionProps) {
  const { t } = useTranslation();
  const { diagnosis } = form;
  return (
    <CodeFinder
      kind="diagnosis"
      label={t('visit.diagnosis')}
      text={diagnosis.text}
      coding={diagnosisCoding(diagnosis)}
      onText={(text) => change({ diagnosis: typeDiagnosis(diagnosis, text) })}
      onChoose={(coding) => change({ diagnosis: chooseDiagnosis(coding) })}
      onUncode={() => change({ diagnosis: uncodeDiagnosis(diagnosis) })}
      error={say('diagnosis')}
      maxLength={300}
    />
  );
}
