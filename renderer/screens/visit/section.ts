/** What a section of the visit is. Each stands in a file of its own under sections/ and owns some fields of the one form. */
import type { PatientChart } from '../../../shared/bridge/records.ts';
import type { VisitField, VisitForm } from '../../records/encounter/visit.ts';

export interface SectionProps {
  /** Whose visit it is, with everything that the chart knows. */
  readonly chart: PatientChart;
  readonly form: VisitForm;
  /** Writes the fields of the section; the others stay. */
  readonly change: (part: Partial<VisitForm>) => void;
  /** What is wrong with a field, in words; nothing before somebody tried to save. */
  readonly say: (field: VisitField) => string | undefined;
}
