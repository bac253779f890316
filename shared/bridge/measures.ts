/**
 * Measures: figures over the clinic's own records. One contract for all of them, so that one screen, one table, one print and one list
 * of the records behind a figure serve every measure. Words that a doctor reads stand in a measure's definition, in both languages;
 * answers are codes, days and numbers.
 */
import { z } from 'zod';
import { type Need, openCall } from './contract.ts';
import { Fewest, Hidden } from './few.ts';
import { PatientHit } from './records.ts';
import { Locale } from './session.ts';

/**
 * Every measure, and the record types whose contents can be told from its figures: whoever may not read one of them is not told
 * the figures either (an analyst sees them, of de-identified records).
 */
export const MEASURE_TYPES = {
  visits: ['Encounter'],
  'age-sex': ['Patient'],
  diagnoses: ['Condition'],
  'new-returning': ['Encounter'],
  waiting: ['Encounter'],
  'no-shows': ['Appointment'],
  hypertension: ['Patient', 'Condition', 'Observation'],
  diabetes: ['Patient', 'Condition', 'Observation'],
  immunisation: ['Patient', 'Immunization'],
  antibiotics: ['Encounter', 'MedicationRequest'],
  referrals: ['ServiceRequest'],
  income: ['Invoice', 'ChargeItem'],
} as const satisfies Record<string, readonly string[]>;
export type MeasureName = keyof typeof MEASURE_TYPES;
export const MEASURES = Object.keys(MEASURE_TYPES) as [MeasureName, ...MeasureName[]];

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Words = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
const Titled = z.strictObject({ key: z.string(), title: Words });

/** By which `job.cancel` gives it up. */
const Job = z.string().min(1).max(100);

/** Length of the steps of a measure over time. A week is named by its Monday, a month by its first day. */
export const Grain = z.enum(['day', 'week', 'month']);
export type Grain = z.infer<typeof Grain>;

/** Whose dashboard a measure is meant for. */
const DASHBOARDS = ['manager', 'doctor', 'nurse', 'front-desk'] as const;
export type Dashboard = (typeof DASHBOARDS)[number];

/** By what one figure is parted into several, beside what the measure parts it by itself. */
const SPLITS = ['practitioner', 'place'] as const;
const Split = z.enum(SPLITS);
export type Split = z.infer<typeof Split>;

const Dimension = z.strictObject({
  key: z.string(),
  /**
   * What its keys are. time: days (first of the step). band: ages, "0-4", "85+". code: `system|code`, `text:words` where there is no
   * code. category: one of `values`. practitioner, place: see `names`. currency: ISO 4217, upper case.
   */
  kind: z.enum(['time', 'band', 'category', 'code', 'practitioner', 'place', 'currency']),
  title: Words,
  /** The keys there are, in order, where the measure knows them beforehand. */
  values: z.array(Titled).optional(),
});
export type Dimension = z.infer<typeof Dimension>;

const Column = z.strictObject({
  key: z.string(),
  /**
   * count: an integer. share: 0 to 1, or null where the denominator is 0; numerator and denominator are count columns beside it. minutes:
   * a number, null where there is none. money: a decimal as text, exact ("1234.50"), in the row's currency.
   */
  kind: z.enum(['count', 'share', 'minutes', 'money']),
  title: Words,
  /** What a count counts. */
  counts: z.enum(['records', 'patients']).optional(),
  numerator: z.string().optional(),
  denominator: z.string().optional(),
});
export type Column = z.infer<typeof Column>;

export const MeasureDefinition = z.strictObject({
  name: z.enum(MEASURES),
  title: Words,
  /** What is counted, what is left out, as of when: in words that a doctor reads. */
  meaning: Words,
  /** Where a clinical number comes from: the guideline, and where it can be read. */
  sources: z.array(z.strictObject({ title: z.string(), url: z.string().optional() })),
  /** range: what happened from `from` to `to`. day: how it stands on `to`; `from` says nothing. */
  over: z.enum(['range', 'day']),
  /** Steps that may be asked for; none where the measure has no time. */
  grains: z.array(Grain),
  /** How it is drawn: `dimension` along the axis, these columns, one line or bar for each key of `series`. */
  picture: z.strictObject({
    kind: z.enum(['columns', 'line', 'bars', 'pyramid', 'stacked', 'share']),
    dimension: z.string(),
    columns: z.array(z.string()),
    series: z.string().optional(),
  }),
  dimensions: z.array(Dimension),
  columns: z.array(Column),
  /** Why something is not in the figures. */
  leftOut: z.array(Titled),
  compares: z.array(z.enum(['period', ...SPLITS])),
  dashboards: z.array(z.enum(DASHBOARDS)),
  types: z.array(z.string()),
});
export type MeasureDefinition = z.infer<typeof MeasureDefinition>;

/** Without a range: the 52 weeks that end with the last week in which somebody came, so that old imports show; with one end, as long. */
const question = {
  name: z.enum(MEASURES),
  from: Day.optional(),
  to: Day.optional(),
  /** Days up to five weeks, weeks up to a year and a half, then months, where it is left out. */
  grain: Grain.optional(),
  by: Split.optional(),
  /** Of one practitioner or place only, as `keys` name them; null: of what names none. */
  practitioner: z.string().max(300).nullable().optional(),
  place: z.string().max(300).nullable().optional(),
};

/** A key for each dimension of the answer, in order; null for what says nothing of it. */
const Keys = z.array(z.string().nullable()).max(10);
/** One for each column, in order. */
const Values = z.array(z.union([z.number(), z.string()]).nullable());

/** For each column why its value is null though there is one; absent where none is hidden. */
const WhyHidden = z.array(Hidden.nullable()).optional();

const Figures = z.strictObject({
  range: z.strictObject({ from: Day, to: Day }),
  /** In the order in which they are shown; steps of time without anything stand with 0. */
  rows: z.array(z.strictObject({ keys: Keys, values: Values, hidden: WhyHidden })),
  /** The same for everything at once: patients who stand in several rows are counted once. null where a sum would say nothing. */
  total: Values,
  totalHidden: WhyHidden,
  /** Reasons of the definition, where n is not 0; null: of few. */
  leftOut: z.array(z.strictObject({ reason: z.string(), n: z.int().nullable() })),
});
export type MeasureFigures = z.infer<typeof Figures>;

/** So far before lies what a range is compared with: weeks meet the same days of the week, months the same days of a month. */
const Shift = z.strictObject({ unit: z.enum(['week', 'month']), n: z.int() });

export const MeasureAnswer = Figures.extend({
  name: z.enum(MEASURES),
  grain: Grain.nullable(),
  /** Those of the definition; with `by`, that one before them. */
  dimensions: z.array(Dimension),
  columns: z.array(Column),
  /** What the records call their codes, practitioners and places: by dimension and key. A key without a name is its own. */
  names: z.record(z.string(), z.record(z.string(), z.string())),
  /**
   * The same for the range before; rows of time stand at the same place as theirs, others have the same keys. Days of the range that
   * have not come yet are compared with none. null: not asked.
   */
  compared: Figures.extend({ shift: Shift }).nullable(),
  /** So many records are not yet indexed by this version of the program: until it is 0, figures are too low. */
  incomplete: z.int(),
  fewest: Fewest,
  computedInMs: z.number(),
});
export type MeasureAnswer = z.infer<typeof MeasureAnswer>;

/** Which figure: the row (without keys: the total), and its column, or a reason of `leftOut`. */
const figure = { ...question, keys: Keys.optional(), column: z.string().max(40) };

const MeasureRecord = z.strictObject({
  /** The record that made it count; a Patient where they are counted for what is not there. */
  type: z.string(),
  id: z.string(),
  /** Whose it is; a record of nobody, or of somebody who is not here, has no hit. */
  patient: z.string().nullable(),
  hit: PatientHit.nullable(),
  day: Day.nullable(),
  /** `system|code`, and what the record calls it. */
  code: z.string().nullable(),
  text: z.string().nullable(),
  /** The value that was judged, as it is shown: "152/94", "8.2"; its unit as UCUM writes it. */
  value: z.strictObject({ text: z.string(), unit: z.string() }).nullable(),
});
export type MeasureRecord = z.infer<typeof MeasureRecord>;

export type MeasureQuestion = z.output<z.ZodObject<typeof question>>;

/** Whoever may see the figures. */
export function figuresOf({ name }: { readonly name: MeasureName }): readonly Need[] {
  return [{ may: 'analysis' }, ...MEASURE_TYPES[name].map((type): Need => ({ right: 'count', type }))];
}

/** Whoever may see whom they are about. */
function recordsOf({ name }: { readonly name: MeasureName }): readonly Need[] {
  return [{ may: 'analysis' }, ...['Patient', ...MEASURE_TYPES[name]].map((type): Need => ({ right: 'read', type }))];
}

export const measureCalls = {
  /** The measures whose figures whoever asks may see, and the range that is asked where none is given. */
  'measures.list': openCall(
    z.strictObject({}),
    z.strictObject({
      measures: z.array(MeasureDefinition),
      range: z.strictObject({ from: Day, to: Day }),
      today: Day,
    }),
    'analysis',
  ),
  /** Raises invalid-input for a day that does not exist, a range that ends before it begins or spans a century, and what the measure does not allow; cancelled. */
  'measures.ask': openCall(
    z.strictObject({
      ...question,
      /**
       * previous: like days with like, just before: what begins with a month by as many months, all else (and a week or less) by as many whole
       * weeks. year-before: 52 weeks before for whole weeks and a week or less, else the same dates.
       */
      compare: z.enum(['previous', 'year-before']).optional(),
      job: Job.optional(),
    }),
    MeasureAnswer,
    figuresOf,
  ),
  /**
   * A page of what stands behind a figure: as many in all as the figure says. `leaving`: to be written outside of the program, as an export, and
   * all of them at once.
   * Raises as `measures.ask`, and where it leaves export-overtaken, disk-full.
   */
  'measures.records': openCall(
    z.strictObject({
      ...figure,
      after: z.string().max(100).optional(),
      job: Job.optional(),
      limit: z.int().min(1).max(200).default(50),
      leaving: z.boolean().default(false),
    }),
    z.strictObject({ records: z.array(MeasureRecord), count: z.int(), after: z.string().nullable() }),
    ({ leaving, ...asked }) => [...(leaving ? [{ may: 'export' } as const] : []), ...recordsOf(asked)],
  ),
  /** Writes the figures, or the records behind one, into a table. Raises already-exists, file-unwritable, disk-full, cancelled. */
  'measures.export': openCall(
    z.strictObject({
      ...question,
      compare: z.enum(['previous', 'year-before']).optional(),
      job: Job,
      out: z.string().min(1).max(4096),
      locale: Locale,
      /** Of which figure the records; without it, the figures. */
      records: z.strictObject({ keys: Keys.optional(), column: z.string().max(40) }).optional(),
    }),
    z.strictObject({ file: z.string(), rows: z.int() }),
    ({ name, records }) => [{ may: 'export' }, ...(records ? recordsOf({ name }) : figuresOf({ name }))],
  ),
};
