/** The list of patients, without searching: filtered, sorted, and in windows of some rows of it. */
import { z } from 'zod';
import { type Need, openCall } from './contract.ts';
import { PatientHit } from './records.ts';

/** All of it must hold; what is left out is not asked. Days count back from today. */
export const PatientFilter = z.strictObject({
  /** `other`: neither, and where nothing is known. */
  gender: z.enum(['female', 'male', 'other']).optional(),
  /** Completed years, both included; who has no birth date is not in a range. */
  ageFrom: z.int().min(0).max(150).optional(),
  ageTo: z.int().min(0).max(150).optional(),
  seenWithin: z.int().min(1).max(36_500).optional().describe('days'),
  /** Those never seen are among them. */
  notSeenFor: z.int().min(1).max(36_500).optional().describe('days'),
  /** Of this code or of one below it. */
  diagnosis: z.strictObject({ system: z.string().min(1).max(500), code: z.string().min(1).max(100) }).optional(),
  /** About whom something waits in the inbox. */
  conflicts: z.literal(true).optional(),
});
export type PatientFilter = z.infer<typeof PatientFilter>;

/** recent: who was registered since the last visit, then those seen last. */
export const PatientSort = z.enum(['recent', 'name', 'youngest', 'oldest']);
export type PatientSort = z.infer<typeof PatientSort>;

function listNeeds({ filter }: { readonly filter: PatientFilter }): readonly Need[] {
  const patients: Need = { right: 'read', type: 'Patient' };
  return filter.diagnosis ? [patients, { right: 'read', type: 'Condition' }] : [patients];
}

export const patientCalls = {
  'patient.list': openCall(
    z.strictObject({
      filter: PatientFilter.default({}),
      sort: PatientSort.default('recent'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.strictObject({
      rows: z.array(PatientHit),
      count: z.int().describe('whom the filter finds'),
      total: z.int().describe('patients in the clinic'),
    }),
    listNeeds,
  ),
  /** Whose charts this user opened last, on any workstation, the last first. */
  'patient.recent': openCall(z.strictObject({ limit: z.int().min(1).max(20).default(6) }), z.array(PatientHit), () => [
    { right: 'read', type: 'Patient' },
  ]),
};
