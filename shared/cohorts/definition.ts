/**
 * What makes a cohort: a plain tree of criteria, kept as JSON. Days count back from the day on which it is asked, so that a kept one
 * goes with the time. http://hl7.org/fhir/R4 for the elements that each criterion reads.
 */
import { z } from 'zod';

/** Criteria one within another, and in all: more than anybody reads as a sentence. */
const MOST_LEVELS = 6;
const MOST_CRITERIA = 60;
const MOST_PARTS = 20;
/** Characters of a definition as JSON. */
export const LONGEST_COHORT = 200_000;

/** A century. */
const Days = z.int().min(1).max(36_525);
const Years = z.int().min(0).max(150);
const System = z.string().min(1).max(500);
const CodeText = z.string().trim().min(1).max(100);
const Words = z.string().trim().min(1).max(100);

/** What people call it, as it was chosen; of no account for who is found. */
const Named = { zh: z.string().max(200).optional(), en: z.string().max(200).optional() };

/**
 * Of which concept: a code or one below it (`I10` is `I10.9` too), a range of codes with all that begin like its last (`I10` to
 * `I15` holds `I15.9`), or words that stand in it. Without a system: ICD-10 for diagnoses, any system elsewhere.
 */
export const ConceptMatch = z.union([
  z.strictObject({ system: System.optional(), code: CodeText, ...Named }),
  z.strictObject({ system: System.optional(), from: CodeText, to: CodeText, ...Named }),
  z.strictObject({ text: Words }),
]);
export type ConceptMatch = z.infer<typeof ConceptMatch>;

const Concepts = z.array(ConceptMatch).min(1).max(MOST_PARTS);

/** Numbers that a value is held against; of each side at most one. */
const Bounds = z
  .strictObject({
    above: z.number().optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
    atMost: z.number().optional(),
  })
  .refine((bounds) => Object.keys(bounds).length > 0, 'one bound at least')
  .refine(({ above, atLeast }) => above === undefined || atLeast === undefined, 'one lower bound at most')
  .refine(({ below, atMost }) => below === undefined || atMost === undefined, 'one upper bound at most');
export type Bounds = z.infer<typeof Bounds>;

/** Who saw them: a user of the clinic, or a Practitioner by their id. */
const Seen = z.union([
  z.strictObject({ user: z.string().min(1).max(64), name: z.string().max(200).optional() }),
  z.strictObject({ practitioner: z.string().min(1).max(64), name: z.string().max(200).optional() }),
]);

/** Where: a Location or an Organization. */
const Place = z.strictObject({
  reference: z.string().regex(/^(?:Location|Organization)\/[A-Za-z0-9\-.]{1,64}$/),
  name: z.string().max(200).optional(),
});

/** Criteria without others in them. */
const leaves = [
  /** `other`: neither, and where nothing is known. */
  z.strictObject({ kind: z.literal('sex'), sex: z.enum(['female', 'male', 'other']) }),
  /** Completed years, both included; who has no birth date is not in a range. */
  z
    .strictObject({ kind: z.literal('age'), from: Years.optional(), to: Years.optional() })
    .refine(({ from, to }) => from !== undefined || to !== undefined, 'one end at least')
    .refine(({ from = 0, to = 150 }) => from <= to, 'ends before it begins'),
  /**
   * A diagnosis that stands. `ever`: those that are over too. `suspected`: those that nobody confirmed yet too. `within`: of these days, by its onset, else its
   * recording.
   */
  z.strictObject({
    kind: z.literal('diagnosis'),
    of: Concepts,
    ever: z.literal(true).optional(),
    suspected: z.literal(true).optional(),
    within: Days.optional(),
  }),
  /** In use, prescribed here or said to be taken. */
  z.strictObject({ kind: z.literal('medication'), of: Concepts }),
  /** An allergy that is not over. */
  z.strictObject({ kind: z.literal('allergy'), of: Concepts }),
  /**
   * The last value of an observation, or of one of its components, on or before the day; of several codes the last of them all. Without
   * `is`: there is one. `unit`: UCUM; without one, values as they stand. `within`: no older than so many days.
   */
  z.strictObject({
    kind: z.literal('value'),
    of: z
      .array(z.strictObject({ system: System.optional(), code: CodeText, ...Named }))
      .min(1)
      .max(MOST_PARTS),
    unit: z.string().min(1).max(60).optional(),
    is: Bounds.optional(),
    within: Days.optional(),
  }),
  /** A visit that took place, on or before the day. */
  z.strictObject({
    kind: z.literal('visit'),
    within: Days.optional(),
    by: Seen.optional(),
    place: Place.optional(),
  }),
  /** A dose that was given. */
  z.strictObject({ kind: z.literal('vaccine'), of: Concepts, within: Days.optional() }),
  /** Something is still to be done: open, or past its day. */
  z.strictObject({ kind: z.literal('task'), due: z.enum(['open', 'overdue']) }),
  /** A flag that is up; with words, one that says them. */
  z.strictObject({ kind: z.literal('flag'), text: Words.optional() }),
  /** An appointment to which they did not come. */
  z.strictObject({ kind: z.literal('no-show'), within: Days }),
  /** Their record was made in these days. */
  z.strictObject({ kind: z.literal('registered'), within: Days }),
  /** Somebody of another kept cohort. */
  z.strictObject({ kind: z.literal('cohort'), id: z.string().min(1).max(64), name: z.string().max(200).optional() }),
] as const;

const Leaf = z.union(leaves);
export type Leaf = z.infer<typeof Leaf>;

export type Criterion =
  | Leaf
  | { readonly kind: 'all'; readonly of: readonly Criterion[] }
  | { readonly kind: 'any'; readonly of: readonly Criterion[] }
  | { readonly kind: 'not'; readonly of: Criterion };

export type LeafKind = Leaf['kind'];
export type LeafOf<K extends LeafKind> = Extract<Leaf, { readonly kind: K }>;

const Several = z.array(z.lazy((): z.ZodType<Criterion> => Criterion)).max(MOST_PARTS);
const Criterion: z.ZodType<Criterion> = z.union([
  ...leaves,
  /** Everybody, where there is none in it. */
  z.strictObject({ kind: z.literal('all'), of: Several }),
  /** Nobody, where there is none in it. */
  z.strictObject({ kind: z.literal('any'), of: Several }),
  z.strictObject({ kind: z.literal('not'), of: z.lazy((): z.ZodType<Criterion> => Criterion) }),
]);

const Tree = z.strictObject({
  v: z.literal(1),
  /** Who died, and whose record is not in use (Patient.active is false), is left out unless somebody asks for them. */
  people: z.enum(['living', 'inactive', 'deceased', 'all']).default('living'),
  where: Criterion,
});

/** The definition of a cohort. */
export const Cohort: z.ZodType<z.output<typeof Tree>, z.input<typeof Tree>> = z
  .custom<z.input<typeof Tree>>(isBounded, 'too many criteria, or too deep')
  .pipe(Tree)
  .refine((cohort) => JSON.stringify(cohort).length <= LONGEST_COHORT, 'too long');
export type Cohort = z.output<typeof Tree>;

/** Looked at before anything is parsed, so that no tree is deeper than the parser. */
function isBounded(value: unknown): boolean {
  let count = 0;
  const fits = (node: unknown, level: number): boolean => {
    if (typeof node !== 'object' || node === null || !('kind' in node)) return true;
    count += 1;
    if (level > MOST_LEVELS || count > MOST_CRITERIA) return false;
    const inner: unknown = 'of' in node ? node.of : undefined;
    return Array.isArray(inner) ? inner.every((one) => fits(one, level + 1)) : fits(inner, level + 1);
  };
  return typeof value === 'object' && value !== null && 'where' in value ? fits(value.where, 1) : true;
}

/** All criteria of a tree that have no others in them, in their order. */
export function leavesOf(criterion: Criterion): Leaf[] {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return criterion.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(criterion.of);
    default:
      return [criterion];
  }
}

/** What each criterion reads. */
const TYPES: Readonly<Record<Exclude<LeafKind, 'cohort'>, readonly string[]>> = {
  sex: [],
  age: [],
  registered: [],
  diagnosis: ['Condition'],
  medication: ['MedicationRequest', 'MedicationStatement', 'Medication'],
  allergy: ['AllergyIntolerance'],
  value: ['Observation'],
  visit: ['Encounter'],
  vaccine: ['Immunization'],
  task: ['Task'],
  flag: ['Flag'],
  'no-show': ['Appointment'],
};

/** Types of records that a definition touches, Patient among them; those of other cohorts in it aside. */
export function typesOf({ where }: Cohort): string[] {
  const types = leavesOf(where).flatMap((leaf) => (leaf.kind === 'cohort' ? [] : TYPES[leaf.kind]));
  return [...new Set(['Patient', ...types])];
}

/** Ids of the cohorts that a definition names. */
export function cohortsIn({ where }: Cohort): string[] {
  return [...new Set(leavesOf(where).flatMap((leaf) => (leaf.kind === 'cohort' ? [leaf.id] : [])))];
}
