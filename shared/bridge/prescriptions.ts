/** What a prescriber prescribes: to a patient one medicine each, how it is taken, for how long, how much is handed out. */
import { z } from 'zod';
import { DOSE_UNITS, ROUTES, WHENS } from '../records/medication-request/units.ts';
import { Asked } from './asked.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';

const Id = z.string().min(1).max(64);
const Reason = z.string().trim().min(1).max(500);

/** A positive decimal as it was typed, so that it keeps its text: `0.5`, `2`, `20.00`. */
export const Decimal = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/)
  .refine((text) => Number(text) > 0);

const Unit = z.enum(DOSE_UNITS as [(typeof DOSE_UNITS)[number]]);
const Amount = z.strictObject({ value: Decimal, unit: Unit });
export type Amount = z.infer<typeof Amount>;

/** How often (http://hl7.org/fhir/R4/datatypes.html#Timing). */
const Frequency = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-day'), times: z.int().min(1).max(24) }),
  z.strictObject({ kind: z.literal('per-week'), times: z.int().min(1).max(7) }),
  z.strictObject({ kind: z.literal('every-hours'), hours: z.int().min(1).max(72) }),
  z.strictObject({ kind: z.literal('every-days'), days: z.int().min(2).max(90) }),
  z.strictObject({ kind: z.literal('once') }),
]);
export type Frequency = z.infer<typeof Frequency>;

const Fields = z.strictObject({
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
});

/** As it can be kept: a dose and how often, or at least words that say how it is taken. */
export const Prescription = Fields.refine(({ dose, frequency, asNeeded, instruction }) =>
  dose === undefined ? instruction !== '' : frequency !== undefined || asNeeded,
);
export type Prescription = z.output<typeof Prescription>;
export type PrescriptionInput = z.input<typeof Prescription>;

/** A medicine before it is prescribed, as far as it is written. */
export const Written = Fields;
export type Written = z.output<typeof Written>;

const Named = z.strictObject({ en: z.string(), zh: z.string() });

/** Why somebody should look before this is prescribed. */
export const PrescribingWarning = z.strictObject({
  /** The same as long as the same speaks against the same; given back as what was seen. */
  key: z.string(),
  /** `allergy` to it, `duplicate` of what is taken, over a `dose` that the clinic has set. */
  kind: z.enum(['allergy', 'duplicate', 'dose']),
  /** Of the same substance, the same group, or only by a name; of a dose which limit: at a time, or a day. */
  by: z.enum(['ingredient', 'group', 'name', 'single', 'daily']),
  group: Named.optional(),
  /** The allergy, the other medicine, the limit. */
  subject: z.string(),
  /** Reactions, how the other is taken; of a rule its source. */
  detail: z.string().optional(),
  /** A risk that was called high. */
  severe: z.boolean(),
  /** Workstations disagree on it, and one of the values says so. */
  conflict: z.boolean(),
  /** The record that it stands in; none for another line of the same form. */
  record: z.strictObject({ type: z.string(), id: z.string() }).optional(),
});
export type PrescribingWarning = z.infer<typeof PrescribingWarning>;

const Checked = z.strictObject({
  warnings: z.array(PrescribingWarning),
  /** Our list does not know what is in it: it was compared by its name and codes alone. */
  unknown: z.boolean(),
  /** Rules of the clinic that could not be checked: who it is for or how much it is was not known. Never the same as within them. */
  unchecked: z.array(
    z.strictObject({
      rule: z.string(),
      source: z.string(),
      why: z.enum(['unit', 'dose', 'frequency', 'age', 'weight']),
    }),
  ),
});
export type Checked = z.infer<typeof Checked>;

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
  /** Prescribes, in one step; `record.undo` takes it back. Raises not-found, not-valid, warnings-unanswered. */
  'prescription.save': openCall(
    z.strictObject({ patient: Id, prescriptions: Prescriptions.min(1) }),
    Changed,
    ({ patient, prescriptions }) => [
      { right: 'read', type: 'Patient', id: patient },
      ...prescribingNeeds(prescriptions),
    ],
  ),
  /**
   * What speaks against prescribing these: the patient's allergies, what they take, each other. It is asked with every change of a
   * form, and again by whatever writes them. `allergies` and `medication` say what could be looked at.
   */
  'prescription.check': openCall(
    z.strictObject({ patient: Id, prescriptions: z.array(Written).max(30) }),
    z.strictObject({
      allergies: Asked,
      medication: z.enum(['seen', 'closed']),
      results: z.array(Checked),
    }),
    ({ patient }) => [{ right: 'read', type: 'Patient', id: patient }],
  ),
  /** What whoever asks prescribes most, as it would be prescribed again. */
  'prescription.favourites': openCall(
    z.strictObject({ limit: z.int().min(1).max(50) }),
    z.array(Prescription),
    (): readonly Need[] => [{ right: 'read', type: 'MedicationRequest' }],
  ),
  /** Ends a prescription that runs, with the reason. Raises not-found, signed. */
  'prescription.stop': openCall(z.strictObject({ id: Id, reason: Reason }), Changed, ({ id }) => [
    { right: 'write', type: 'MedicationRequest', id },
  ]),
  /** Prescriptions that run, the newest first; none where the role does not see them. */
  'prescription.running': openCall(z.strictObject({ patient: Id }), z.array(Running), ({ patient }) => [
    { right: 'read', type: 'Patient', id: patient },
  ]),
};
