/** Lists for people as tables (CSV): what a list shows, a row for each, in the reader's language. */
import { z } from 'zod';
import { openCall } from './contract.ts';
import { PatientFilter, PatientSort } from './patients.ts';
import { Locale } from './session.ts';

export const LISTS = ['patients', 'results', 'diagnoses', 'prescriptions', 'appointments'] as const;
export type ListName = (typeof LISTS)[number];

/** What each list is made of. */
const TYPES: Readonly<Record<ListName, string>> = {
  patients: 'Patient',
  results: 'Observation',
  diagnoses: 'Condition',
  prescriptions: 'MedicationRequest',
  appointments: 'Appointment',
};

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const listCalls = {
  /** Writes one into a folder. Progress comes under the job's id. Raises already-exists, file-unwritable, disk-full, cancelled. */
  'export.list': openCall(
    z.strictObject({
      job: z.string().min(1).max(100),
      list: z.enum(LISTS),
      out: z.string().min(1).max(4096),
      locale: Locale,
      /** Of patients: whom, and in which order. */
      filter: PatientFilter.default({}),
      sort: PatientSort.default('name'),
      /** Of the others: days, both included. */
      from: Day.optional(),
      to: Day.optional(),
    }),
    z.strictObject({ file: z.string(), rows: z.int() }),
    ({ list, filter }) => [
      { may: 'export' },
      { right: 'read', type: 'Patient' },
      { right: 'read', type: TYPES[list] },
      ...(filter.diagnosis ? [{ right: 'read' as const, type: 'Condition' }] : []),
    ],
  ),
};
