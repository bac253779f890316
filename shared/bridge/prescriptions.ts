/** What a prescriber prescribes: to a patient one medicine each, how it is taken, for how long, how much is handed out. */
import { z } from 'zod';
import { DOSE_UNITS, ROUTES, WHENS } from '../records/medication-request/units.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';

const Id = z.string().min(1).max(64);
const Reason = z.string().trim().min(1).max(500);

/** A positive decimal as it was typed, so that it keeps its text: `0.5`, `2`, `20.00`. */
const Decimal = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/)
  .refine((text) => Number(text) > 0);

const Unit = z.enum(DOSE_UNITS as [(typeof DOSE_UNITS)[number]]);
export const Amount = z.strictObject({ value: Decimal, unit: Unit });
export type Amount = z.infer<typeof Amount>;

/** How often (http://hl7.org/fhir/R4/datatypes.html#Timing). */
export const Frequency = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-day'), times: z.int().min(1).max(24) }),
  z.strictObject({ kind: z.literal('per-week'), times: z.int().min(1).max(7) }),
  z.strictObject({ kind: z.literal('every-hours'), hours: z.int().min(1).max(72) }),
  z.strictObject({ kind: z.literal('every-days'), days: z.int().min(2).max(90) }),
  z.strictObject({ kind: z.literal('once') }),
]);
export type Frequency = z.infer<typeof Frequency>;

export const Prescription = z
  .strictObject({
    /** In words, with a code where one was chosen from a list. */
    medicine: z.strictObject({
      text: z.string().trim().min(1).max(300),
      coding: z
        .strictObject({
          system: z.string().min(1).max(500),
          code: z.string().min(1).max(200),
          display: z.string().min(1).max(1000),
        })
        .optional(),
    }),
    /** Form and strength, as `tablet 5 mg`. */
    product: z.string().trim().max(200).default(''),
    dose: Amount.optional(),
    frequency: Frequency.optional(),
    when: z.enum(WHENS as [(typeof WHENS)[number]]).optional(),
    asNeeded: z.boolean().default(false),
    route: z.enum(ROUTES as [(typeof ROUTES)[number]]).optional(),
    /** For so many days. */
    days: z.int().min(1).max(366).optional(),
    /** What is handed out at a time. */
    dispense: Amount.optional(),
    /** How often it may be handed out again. */
    repeats: z.int().min(0).max(12).default(0),
    /** What else the patient is told. */
    instruction: z.string().trim().max(500).default(''),
    /** The MedicationRequest whose place this one takes: it is over with it. */
    replaces: Id.optional(),
    /** Why it is prescribed all the same, and which warnings (their keys) were before whoever gave the reason. */
    override: z.strictObject({ warnings: z.array(z.string().max(300)).min(1).max(100), reason: Reason }).optional(),
  })
  // a dose and how often, or at least words that say how it is taken
  .refine(({ dose, frequency, asNeeded, instruction }) =>
    dose === undefined ? instruction !== '' : frequency !== undefined || asNeeded,
  );
export type Prescription = z.output<typeof Prescription>;
export type PrescriptionInput = z.input<typeof Prescription>;

/** A prescription of the patient that runs, as it would be prescribed again. */
const Running = z.strictObject({
  /** Of the MedicationRequest. */
  id: Id,
  /** Medicine, form and strength as it is called. */
  name: z.string(),
  /** Absent where it cannot be said in these fields, or its values wait for a decision. */
  prescription: Prescription.optional(),
});
export type Running = z.infer<typeof Running>;

/** What prescribing takes: to write prescriptions, and to say in the chart why a warning was overridden. */
export function prescribingNeeds(prescriptions: readonly Pick<Prescription, 'override'>[]): readonly Need[] {
  if (prescriptions.length === 0) return [];
  const overridden = prescriptions.some(({ override }) => override !== undefined);
  return [
    { right: 'write', type: 'MedicationRequest' },
    ...(overridden ? [{ right: 'write', type: 'DetectedIssue' } as const] : []),
  ];
}

export const Prescriptions = z.array(Prescription).max(30);

export const prescriptionCalls = {
  /** Prescribes, in one step; `record.undo` takes it back. Raises not-found, not-valid. */
  'prescription.save': openCall(
    z.strictObject({ patient: Id, prescriptions: Prescriptions.min(1) }),
    Changed,
    ({ patient, prescriptions }) => [
      { right: 'read', type: 'Patient', id: patient },
      ...prescribingNeeds(prescriptions),
    ],
  ),
  /** Prescriptions that run, the newest first; none where the role does not see them. */
  'prescription.running': openCall(z.strictObject({ patient: Id }), z.array(Running), ({ patient }) => [
    { right: 'read', type: 'Patient', id: patient },
  ]),
};
