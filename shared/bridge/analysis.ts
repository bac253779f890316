import { z } from 'zod';
import { openCall } from './contract.ts';

/** A day of the clinic's calendar, YYYY-MM-DD. */
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const Overview = z.strictObject({
  range: z.strictObject({ from: Day, to: Day }),
  totals: z.strictObject({ patients: z.int(), visits: z.int(), visitsInRange: z.int() }),
  /** Week = its Monday, in the clinic's time zone; weeks without visits stand with 0. */
  visitsPerWeek: z.array(z.strictObject({ week: Day, visits: z.int() })),
  /** Living patients by five-year age band ("0-4" ... "85+"); who has no birth date is counted apart. */
  pyramid: z.array(z.strictObject({ band: z.string(), male: z.int(), female: z.int(), other: z.int() })),
  withoutBirthDate: z.int(),
  /** Distinct patients with each diagnosis whose onset or recording lies in the range. */
  diagnoses: z.array(z.strictObject({ code: z.string(), display: z.string(), patients: z.int() })),
  computedInMs: z.number(),
});
export type Overview = z.infer<typeof Overview>;

const Copy = z.strictObject({ at: z.string(), records: z.int() });

export const analysisCalls = {
  /** Without a range: the 52 weeks that end with the last week in which somebody came (so that old imports show). */
  'analysis.overview': openCall(z.strictObject({ from: Day.optional(), to: Day.optional() }), Overview, 'analysis'),
  /** The de-identified database of analysts on this workstation, when it was made; null for none. */
  'analysis.copy': openCall(z.strictObject({}), z.strictObject({ copy: Copy.nullable() }), 'analysis'),
  /** Makes it anew. For whoever sees the records and may analyse them. */
  'analysis.refresh': openCall(z.strictObject({}), Copy, () => [
    { may: 'analysis' },
    { right: 'read', type: 'Condition' },
  ]),
};
