/** Tests that are ordered, and what comes back (docs/decisions/0039). */
import { z } from 'zod';
import { COMPARATORS } from '../records/reference-range.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { Order, Test, URGENCIES } from './orders.ts';
import { PatientHit } from './records.ts';

const Id = z.string().min(1).max(64);

/** An order whose result is not there yet. */
export const WaitingOrder = z.strictObject({
  id: z.string(),
  test: Test,
  urgency: z.enum(URGENCIES),
  note: z.string().optional(),
  /** When it was ordered, as it was written; none where nobody said. */
  since: z.string().optional(),
  by: z.string().optional(),
  /** A part of the results is there. */
  partial: z.boolean(),
  conflicts: z.int(),
});
export type WaitingOrder = z.infer<typeof WaitingOrder>;

/** What was found for one test, as it is typed. */
export const ResultValue = z.strictObject({
  test: Test,
  /** A number with its unit, or words. */
  value: z.union([
    z.strictObject({
      number: z.string().regex(/^-?\d{1,12}(\.\d{1,8})?$/),
      comparator: z.enum(COMPARATORS).optional(),
      unit: z.string().trim().min(1).max(40),
    }),
    z.strictObject({
      words: z.string().trim().min(1).max(1000),
      /** Whoever reads the report says whether it is out of the ordinary; no program knows. */
      abnormal: z.boolean().default(false),
    }),
  ]),
});
export type ResultValue = z.output<typeof ResultValue>;

/** One report as it is entered: the results of an order, or of a patient without one. */
export const ResultInput = z.strictObject({
  patient: Id,
  /** The ServiceRequest that it answers. */
  order: Id.optional(),
  /** What the report is of: a panel, or the test itself. */
  report: Test,
  /** Which laboratory measured; its ranges are judged by. '' where nobody knows. */
  laboratory: z.string().trim().max(200),
  /** When the sample was taken, on the clinic's clocks. */
  day: z.iso.date(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  /** More results of the order are to come. */
  partial: z.boolean().default(false),
  conclusion: z.string().trim().max(5000).default(''),
  values: z.array(ResultValue).min(1).max(100),
});
export type ResultInput = z.output<typeof ResultInput>;

const RESULT_FLAGS = ['low', 'high', 'abnormal'] as const;

/** What the clinic's ranges say of a value. */
export const Judged = z.strictObject({
  /** Both ends belong to it. */
  low: z.string().optional(),
  high: z.string().optional(),
  /** UCUM code of the range's unit, where it is not the value's. */
  rangeUnit: z.string().optional(),
  /** The value in the usual unit, where it was typed in another one of its kind. */
  also: z.strictObject({ value: z.string(), unit: z.string() }).optional(),
  /** None where nothing can be said. */
  flag: z.enum([...RESULT_FLAGS, 'normal']).optional(),
  /** unit: none of the units that fit this test, `units` are. several: more than one range holds. */
  problem: z.enum(['unit', 'several']).optional(),
  units: z.array(z.string()),
  /** It may be a slip: codes under `doubts`. */
  doubts: z.array(z.string()),
});
export type Judged = z.infer<typeof Judged>;

/** One value of a report, as charts show it. */
export const ResultLine = z.strictObject({
  id: z.string(),
  text: z.string(),
  value: z.string(),
  unit: z.string().optional(),
  /** The range that it was judged by, in words. */
  range: z.string().optional(),
  flag: z.enum(RESULT_FLAGS).optional(),
  conflicts: z.int(),
});
export type ResultLine = z.infer<typeof ResultLine>;

/** A report with its values. */
export const ResultItem = z.strictObject({
  id: z.string(),
  patient: PatientHit,
  text: z.string(),
  /** When the sample was taken; as it was written. */
  date: z.string().optional(),
  /** Which laboratory, or who reported. */
  source: z.string().optional(),
  status: z.string(),
  /** It was put right after it was final. */
  amended: z.boolean(),
  imported: z.boolean(),
  conclusion: z.string().optional(),
  lines: z.array(ResultLine),
  /** Values that stand out. */
  abnormal: z.int(),
  conflicts: z.int(),
  /** Names exactly what is shown; whoever acknowledges says it. */
  digest: z.string(),
  /** Who looked at exactly this, when, and what they noted. */
  reviewed: z.strictObject({ by: z.string(), at: z.string(), note: z.string().optional() }).optional(),
});
export type ResultItem = z.infer<typeof ResultItem>;

const WaitingItem = WaitingOrder.extend({ patient: PatientHit });
export type WaitingItem = z.infer<typeof WaitingItem>;

/** What waits for somebody to look at it, in short. */
const UnseenResults = z.strictObject({
  count: z.int(),
  /** There are more than were counted. */
  more: z.boolean(),
  /** Whose values stand out, and in which reports; the newest first. */
  abnormal: z.array(z.strictObject({ patient: PatientHit, texts: z.array(z.string()) })),
});
export type UnseenResults = z.infer<typeof UnseenResults>;

/** An order is a doctor's, and so is what follows from its result. */
const acknowledges: readonly Need[] = [
  { right: 'read', type: 'DiagnosticReport' },
  { right: 'write', type: 'Task' },
  { right: 'write', type: 'ServiceRequest' },
];

const writesResults: readonly Need[] = [
  { right: 'write', type: 'DiagnosticReport' },
  { right: 'write', type: 'Observation' },
];

export const resultCalls = {
  /** What is waited for in one chart, the oldest first, and its newest reports; nothing of what the reader's role does not see. */
  'result.chart': openCall(
    z.strictObject({ patient: Id }),
    z.strictObject({ waiting: z.array(WaitingOrder), results: z.array(ResultItem) }),
    ({ patient }): Need[] => [{ right: 'read', type: 'Patient', id: patient }],
  ),
  /** Orders tests outside a visit; the changes are the orders, in turn. Raises not-found. */
  'order.place': openCall(
    z.strictObject({ patient: Id, orders: z.array(Order).min(1).max(50) }),
    Changed,
    ({ patient }): Need[] => [
      { right: 'read', type: 'Patient', id: patient },
      { right: 'write', type: 'ServiceRequest' },
    ],
  ),
  /** Withdraws orders, or lets withdrawn ones stand again; all of them, or none. Raises not-found, order-done. */
  'order.turn': openCall(
    z.strictObject({ ids: z.array(Id).min(1).max(50), to: z.enum(['revoked', 'active']) }),
    Changed,
    ({ ids }) => ids.map((id): Need => ({ right: 'write', type: 'ServiceRequest', id })),
  ),
  /**
   * The clinic's three lists: orders that wait, the oldest first; results that nobody has looked at, those that stand out first; and what was looked at
   * last. `more`: there are more than are listed.
   */
  'result.lists': openCall(
    z.strictObject({}),
    z.strictObject({
      today: z.string(),
      waiting: z.array(WaitingItem),
      unseen: z.array(ResultItem),
      seen: z.array(ResultItem),
      more: z.boolean(),
    }),
    (): Need[] => [
      { right: 'read', type: 'Patient' },
      { right: 'read', type: 'DiagnosticReport' },
    ],
  ),
  /** How many results nobody has looked at, for those who may acknowledge them. */
  'result.unseen': openCall(z.strictObject({}), UnseenResults, () => [
    { right: 'read', type: 'Patient' },
    ...acknowledges,
  ]),
  /** What the clinic's ranges say of values while they are typed. Raises not-found. */
  'result.judge': openCall(
    z.strictObject({
      patient: Id,
      laboratory: z.string().trim().max(200),
      day: z.iso.date(),
      values: z.array(ResultValue).max(100),
    }),
    z.array(Judged),
    ({ patient }): Need[] => [{ right: 'read', type: 'Patient', id: patient }, ...writesResults],
  ),
  /**
   * Keeps a report with its values, in one transaction; its order is done with it. Raises not-found, order-done, unit-mismatch, not-valid.
   */
  'result.enter': openCall(ResultInput, Changed, ({ patient }): Need[] => [
    { right: 'read', type: 'Patient', id: patient },
    ...writesResults,
  ]),
  /** Marks a report and its values as entered in error; its order waits again. Raises not-found. */
  'result.retract': openCall(
    z.strictObject({ id: Id, reason: z.string().trim().min(1).max(500) }),
    Changed,
    ({ id }): Need[] => [
      { right: 'remove', type: 'DiagnosticReport', id },
      { right: 'remove', type: 'Observation' },
    ],
  ),
  /**
   * Says that somebody has looked at results, and what follows. Their orders are done with it. Raises not-found, and result-changed where one is
   * not any more what was shown.
   */
  'result.acknowledge': openCall(
    z.strictObject({
      results: z
        .array(z.strictObject({ id: Id, digest: z.string() }))
        .min(1)
        .max(100),
      note: z.string().trim().max(1000).default(''),
      /** A task for later, for the patient of each of them. */
      follow: z.strictObject({ text: z.string().trim().min(1).max(500), due: z.iso.date().optional() }).optional(),
    }),
    Changed,
    () => acknowledges,
  ),
};
