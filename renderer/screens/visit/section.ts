/** What a section of the visit is. Each stands in a file of its own under sections/ and owns some fields of the one form. */
import type { PatientChart } from '../../../shared/bridge/records.ts';
import type { VisitField, VisitForm } from '../../records/encounter/visit.ts';
import type { TemplateField } from './templates/useTemplates.tsx';

export interface SectionProps {
  /** Whose visit it is, with everything that the chart knows. */
  readonly chart: PatientChart;
  readonly form: VisitForm;
  /** The section in which writing begins. */
  readonly begins: 'complaint' | 'vitals';
  /** Writes the fields of the section; the others stay. */
  readonly change: (part: Partial<VisitForm>) => void;
  /** Lets somebody choose one of the clinic's texts for a field. */
  readonly onTemplates: (field: TemplateField) => void;
  /** What is wrong with a field, in words; nothing before somebody tried to save. */
  readonly say: (field: VisitField) => string | undefined;
}
