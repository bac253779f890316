/** Cohorts: who is in one, how many; what is kept of them; and what is done next for those who are in one. */

import { z } from 'zod';
import { Cohort } from '../cohorts/definition.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { Fewest, Hidden } from './few.ts';
import { LeftOut } from './kept.ts';
import { PatientHit } from './records.ts';
import { Locale } from './session.ts';

const Id = z.string().min(1).max(64);
const Day = z.iso.date();
const Job = z.string().min(1).max(100);

/** visit: who has not been here for the longest time first, those who never were before all. */
export const CohortSort = z.enum(['visit', 'name']);
export type CohortSort = z.infer<typeof CohortSort>;

export const CohortPerson = z.strictObject({
  hit: PatientHit,
  /** The last value of the first observation that the definition speaks of. */
  value: z.strictObject({ text: z.string(), unit: z.string().optional(), day: z.string() }).optional(),
  /** When they are expected next: ISO 8601 with the clinic's offset. */
  next: z.string().optional(),
  /** What is to be done for them already, that which is due first. */
  task: z.strictObject({ text: z.string(), due: z.string().optional() }).optional(),
});
export type CohortPerson = z.infer<typeof CohortPerson>;

export const KeptCohort = z.strictObject({
  id: z.string(),
  name: z.string(),
  definition: Cohort,
  /** As `RecordView.seen`. */
  seen: z.array(z.string()),
});
export type KeptCohort = z.infer<typeof KeptCohort>;

/** How many were in it on a day on which it was opened. */
export const CohortCount = z.strictObject({
  day: z.string(),
  n: z.int(),
  /** Who entered and left since the day before on which it was opened on the same workstation; not there for the first, and where the definition had changed. */
  entered: z.int().optional(),
  left: z.int().optional(),
  since: z.string().optional(),
});
export type CohortCount = z.infer<typeof CohortCount>;

export const CohortCounted = z.strictObject({
  /** null: see `hidden`. */
  n: z.int().nullable(),
  hidden: Hidden.optional(),
  /** Of so many patients: the living, the dead or both, as the definition asks; null: of few. */
  total: z.int().nullable(),
  fewest: Fewest,
  /** Last values that are held against a number, and cannot be told in its unit: nobody knows of these patients. */
  untold: z.strictObject({
    /** null: few. */
    values: z.int().nullable(),
    /** As they are written, the first few. */
    units: z.array(z.string()),
  }),
  /** So many records are not prepared yet since the program was renewed: nothing of theirs is counted, so that it may be too few or too many. */
  incomplete: z.int(),
  today: z.string(),
  ms: z.number(),
});
export type CohortCounted = z.infer<typeof CohortCounted>;

/** Whom and where a visit may be held against, beside the users of the clinic. */
export const VisitChoices = z.strictObject({
  practitioners: z.array(z.strictObject({ practitioner: z.string(), name: z.string() })),
  /** Locations and Organizations: `Location/ID`. */
  places: z.array(z.strictObject({ reference: z.string(), name: z.string() })),
});
export type VisitChoices = z.infer<typeof VisitChoices>;

/** What the task of somebody who is called in says. */
const Call = {
  text: z.string().trim().min(1).max(500),
  due: Day.optional(),
  user: Id.optional(),
};
const Recalled = Changed.extend({
  /** For how many that is to be done already. */
  already: z.int(),
});

const writes = (): readonly Need[] => [{ may: 'analysis' }, { right: 'write', type: 'Library' }];
/** What the definition touches beside patients is judged where it is answered: it may name other cohorts. */
const names = (): readonly Need[] => [{ may: 'analysis' }, { right: 'read', type: 'Patient' }];
const exported = (): readonly Need[] => [{ may: 'export' }, ...names()];

export const cohortCalls = {
  /**
   * How many are in it today. Whoever analyses the de-identified database is answered out of that. Raises not-allowed where the definition touches records
   * that are closed to the role, cohort-missing, cohort-circle, cohort-not-deidentified, cancelled.
   */
  'cohort.count': openCall(z.strictObject({ definition: Cohort, job: Job.optional() }), CohortCounted, 'analysis'),
  /**
   * Who is in it today, a window of the list. `leaving`: to be written outside of the program, as an export, and all of them at once, so that
   * nobody is missing or named twice where the list changes. Raises as `cohort.count`, and where it leaves
   * cohort-preparing, export-overtaken, disk-full.
   */
  'cohort.people': openCall(
    z.strictObject({
      definition: Cohort,
      job: Job.optional(),
      sort: CohortSort.default('visit'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
      leaving: z.boolean().default(false),
    }),
    // `incomplete`: as in `CohortCounted`
    z.strictObject({ rows: z.array(CohortPerson), n: z.int(), today: z.string(), incomplete: z.int() }),
    ({ leaving }) => (leaving ? exported() : names()),
  ),
  /** The ids of all who are in it today, for other programs: an export. Raises as `cohort.count`, and cohort-preparing, export-overtaken, disk-full. */
  'cohort.members': openCall(
    z.strictObject({ definition: Cohort, job: Job.optional() }),
    z.strictObject({ ids: z.array(z.string()), today: z.string() }),
    exported,
  ),
  /** Practitioners and places that visits name or there are records of, by their names. */
  'cohort.visits': openCall(z.strictObject({}), VisitChoices, () => [
    { may: 'analysis' },
    { right: 'read', type: 'Encounter' },
  ]),
  /** Those that are kept, by their names: as many as `view.list` gives views. */
  'cohort.list': openCall(
    z.strictObject({}),
    z.strictObject({ kept: z.array(KeptCohort), leftOut: z.array(LeftOut) }),
    () => [{ may: 'analysis' }, { right: 'read', type: 'Library' }],
  ),
  /** Keeps a new one, or with an id one as it was edited. Raises as `cohort.count`, and not-found, not-valid. */
  'cohort.save': openCall(
    z.strictObject({
      id: Id.optional(),
      seen: z.array(z.string()).default([]),
      name: z.string().trim().min(1).max(100),
      definition: Cohort,
    }),
    Changed,
    writes,
  ),
  /** Takes one out of use, or (`use`) back into it. Raises not-found. */
  'cohort.use': openCall(z.strictObject({ id: Id, use: z.boolean() }), Changed, writes),
  /**
   * The counts of a kept one, the oldest first. Today's is kept with them where it is the first of the day, somebody entered or left, and the role may write
   * clinical records. Raises as `cohort.count`, and not-found.
   */
  'cohort.follow': openCall(
    z.strictObject({ id: Id, job: Job.optional() }),
    z.strictObject({ counts: z.array(CohortCount) }),
    names,
  ),
  /** Writes the list into a folder as a table (CSV). Raises as `cohort.count`, and cohort-preparing, already-exists, file-unwritable, disk-full. */
  'cohort.export': openCall(
    z.strictObject({
      job: Job,
      definition: Cohort,
      sort: CohortSort.default('visit'),
      out: z.string().min(1).max(4096),
      locale: Locale,
    }),
    z.strictObject({ file: z.string(), rows: z.int() }),
    () => [{ may: 'export' }, ...names()],
  ),
  /**
   * Has patients called in: a task for each who has none of the same words yet, in one transaction. Raises not-found for a patient or a user who is
   * not here.
   */
  'cohort.recall': openCall(z.strictObject({ patients: z.array(Id).min(1).max(500), ...Call }), Recalled, () => [
    { right: 'write', type: 'Task' },
    { right: 'read', type: 'Patient' },
  ]),
  /**
   * The same for all who are in a cohort today, some in each transaction, with their progress. Stopped, it says how many were not reached; what was done
   * is taken back by `record.undo`, 500 at a time. Raises as `cohort.count`, `cohort.recall` and cohort-preparing where nothing was done.
   */
  'cohort.recallAll': openCall(
    z.strictObject({ job: Job, definition: Cohort, ...Call }),
    Recalled.extend({ left: z.int() }),
    () => [{ right: 'write', type: 'Task' }, ...names()],
  ),
};
