/** Tests as they are ordered. */
import { z } from 'zod';

/** Of http://hl7.org/fhir/R4/valueset-request-priority.html, what a clinic tells apart. */
export const URGENCIES = ['routine', 'urgent', 'stat'] as const;

/** A test or panel: by a code of a list, or in words. */
export const Test = z.strictObject({
  text: z.string().trim().min(1).max(300),
  code: z
    .strictObject({
      /** Coding system, a URI. */
      system: z.string().min(1).max(500),
      code: z.string().min(1).max(100),
      /** The code's own name, where it differs from `text`. */
      display: z.string().trim().min(1).max(300).optional(),
    })
    .optional(),
});
export type Test = z.output<typeof Test>;

/** A test that is ordered. */
export const Order = Test.extend({
  urgency: z.enum(URGENCIES).default('routine'),
  /** For whoever takes the sample or does the test. */
  note: z.string().trim().max(500).default(''),
});
export type Order = z.output<typeof Order>;
