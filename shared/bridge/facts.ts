/** What is known of a patient for long: allergies, problems, and what they take from elsewhere. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';

const Id = z.string().min(1).max(64);
const Reason = z.string().trim().min(1).max(500);
const Words = z.string().trim().max(300);
/** FHIR date: YYYY, YYYY-MM or YYYY-MM-DD. */
const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
/** As `RecordView.seen`: with an id it is an edit of what its form showed, without one a new record. */
const EDITED = { id: Id.optional(), seen: z.array(z.string()).default([]) };

export const FACT_TYPES = ['AllergyIntolerance', 'Condition', 'MedicationStatement'] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** http://hl7.org/fhir/R4/valueset-reaction-event-severity.html */
export const SEVERITIES = ['mild', 'moderate', 'severe'] as const;
/** http://hl7.org/fhir/R4/valueset-allergy-intolerance-criticality.html */
export const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;
/** Of http://hl7.org/fhir/R4/valueset-allergyintolerance-verification.html, what a person chooses. */
export const VERIFICATIONS = ['confirmed', 'unconfirmed'] as const;

/** A severity is that of a reaction (http://hl7.org/fhir/R4/allergyintolerance.html). */
export const AllergyInput = z
  .strictObject({
    patient: Id,
    ...EDITED,
    substance: Words.min(1),
    reaction: Words.default(''),
    severity: z.enum(SEVERITIES).optional(),
    criticality: z.enum(CRITICALITIES).optional(),
    /** Absent in an edit: what stands there stays. */
    verification: z.enum(VERIFICATIONS).optional(),
  })
  .refine(({ severity, reaction }) => severity === undefined || reaction !== '');
export type AllergyInput = z.output<typeof AllergyInput>;

export const ProblemInput = z.strictObject({
  patient: Id,
  ...EDITED,
  text: Words.min(1),
  /** Of ICD-10 unless `system` says otherwise, called `display` there. */
  code: z.string().trim().max(100).default(''),
  system: z.string().min(1).max(500).optional(),
  display: z.string().min(1).max(1000).optional(),
  onset: PartialDate.optional(),
});
export type ProblemInput = z.output<typeof ProblemInput>;

export const TakenInput = z.strictObject({
  patient: Id,
  ...EDITED,
  text: Words.min(1),
  dosage: z.string().trim().max(500).default(''),
});
export type TakenInput = z.output<typeof TakenInput>;

const Key = { type: z.enum(FACT_TYPES), id: Id };

const writes =
  (type: FactType) =>
  ({ patient }: { readonly patient: string }): readonly Need[] => [
    { right: 'read', type: 'Patient', id: patient },
    { right: 'write', type },
  ];

export const factCalls = {
  /** An allergy that is new, or as it was edited. What said that there is none is over with it. Raises not-found, signed. */
  'allergy.save': openCall(AllergyInput, Changed, writes('AllergyIntolerance')),
  /**
   * What is known where no allergy is listed. `not-asked` takes back what was said before. Raises not-found, and allergies-listed
   * while one is.
   */
  'allergy.answer': openCall(
    z.strictObject({ patient: Id, answer: z.enum(['none-known', 'unknown', 'not-asked']) }),
    Changed,
    writes('AllergyIntolerance'),
  ),
  /** A problem of the list of problems. Raises not-found, signed. */
  'problem.save': openCall(ProblemInput, Changed, writes('Condition')),
  /** What a patient takes that this clinic did not prescribe. Raises not-found, signed. */
  'taken.save': openCall(TakenInput, Changed, writes('MedicationStatement')),
  /** Resolves or stops (`over`), or takes up again (`active`). A diagnosis is resolved with those of visits that stand behind it in the chart. Raises not-found, signed, append-only. */
  'fact.turn': openCall(z.strictObject({ ...Key, to: z.enum(['active', 'over']) }), Changed, ({ type, id }) => [
    { right: 'write', type, id },
  ]),
  /** Marks as entered in error; a problem of the list with the diagnoses of visits that stand behind it in the chart. Raises not-found. */
  'fact.error': openCall(z.strictObject({ ...Key, reason: Reason }), Changed, ({ type, id }) => [
    { right: 'remove', type, id },
  ]),
};
