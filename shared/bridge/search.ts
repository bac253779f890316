/** Finding: patients while typing, words in notes, FHIR search. */
import { z } from 'zod';
import { openCall } from './contract.ts';
import { PatientHit } from './records.ts';

export const TextHit = z.strictObject({
  type: z.string(),
  id: z.string(),
  /** Whose chart it is in. */
  patient: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  title: z.string(),
  /** Day of the clinic, YYYY-MM-DD. */
  date: z.string().optional(),
  /** A piece of the text around the first match, cut where the marked words begin and end. */
  snippet: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
});
export type TextHit = z.infer<typeof TextHit>;

export const searchCalls = {
  'patient.search': openCall(
    z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(200).default(50) }),
    z.strictObject({ hits: z.array(PatientHit), more: z.boolean(), total: z.int().describe('patients in the clinic') }),
    () => [{ right: 'read', type: 'Patient' }],
  ),
  /** Full text over notes, documents and every text that a person wrote, best first. `left`: records not indexed yet. */
  'text.search': openCall(
    z.strictObject({
      text: z.string().trim().min(1).max(200),
      patient: z.string().optional(),
      types: z.array(z.string()).optional(),
      limit: z.int().min(1).max(200).default(50),
      offset: z.int().min(0).default(0),
    }),
    z.strictObject({ hits: z.array(TextHit), more: z.boolean(), left: z.int() }),
    'clinic',
  ),
  /** FHIR R4 search, `Type?param=value&...`: a searchset Bundle as JSON text. A wrong parameter fails with invalid-input. */
  'fhir.search': openCall(
    z.strictObject({ job: z.string().min(1).max(100), query: z.string().min(1).max(8000) }),
    z.strictObject({ json: z.string() }),
    'clinic',
  ),
};
