import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';
import { CleaningChoice, CleaningGroup } from './cleaning.ts';
import { openCall, publicCall } from './contract.ts';

export const ImportProblem = z.strictObject({
  file: z.string(),
  /** 1-based line (NDJSON) or 1-based entry of a Bundle, where it is known. */
  line: z.int().optional(),
  code: z.enum(ERROR_CODES),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

const Counts = z.strictObject({ created: z.int(), updated: z.int(), unchanged: z.int() });

export const ImportReport = z.strictObject({
  /** The run that it was; absent for a dry run, which leaves none. */
  run: z.string().optional(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  /** How many came in with faults. */
  faulty: z.int(),
  byType: z.record(z.string(), z.int()),
  /** The same, type by type. */
  types: z.record(z.string(), Counts),
  /** The first 1,000 problems. */
  errors: z.array(ImportProblem),
  /** What cleaning changed on the way in, and what it only tells. */
  cleaned: z.array(CleaningGroup).optional(),
  cancelled: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** `cut-off`: the program ended in the middle of it. `undoing`: its undoing was stopped, and can go on. */
export const RunState = z.enum(['running', 'cut-off', 'done', 'cancelled', 'failed', 'undoing', 'undone']);
export type RunState = z.infer<typeof RunState>;

/** Why an undo left a record as it is. */
const LeftReason = z.enum(['edited', 'signed', 'in-use', 'in-conflict']);
export type LeftReason = z.infer<typeof LeftReason>;

export const UndoReport = z.strictObject({
  /** Records that were new, and are deleted. */
  deleted: z.int(),
  /** Records that are what they were before. */
  restored: z.int(),
  /** How many were left. */
  left: z.int(),
  /** The first 1,000 of these. */
  records: z.array(z.strictObject({ type: z.string(), id: z.string(), why: LeftReason })),
  cancelled: z.boolean(),
});
export type UndoReport = z.infer<typeof UndoReport>;

export const ImportRun = z.strictObject({
  run: z.string(),
  format: z.string(),
  /** The sending system that the user chose. */
  system: z.string().optional(),
  /** Name of who did it. */
  by: z.string().optional(),
  begun: z.string(),
  ended: z.string().optional(),
  state: RunState,
  /** Why it failed. */
  code: z.enum(ERROR_CODES).optional(),
  /** Base names of what was chosen. */
  files: z.array(z.string()),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  undone: UndoReport.optional(),
});
export type ImportRun = z.infer<typeof ImportRun>;

const Job = z.string().min(1).max(100);
const Run = z.string().min(1).max(64);

export const exchangeCalls = {
  /** Reads files and folders. Progress comes by the `progress` event under the job's id. */
  'import.files': openCall(
    z.strictObject({
      job: Job,
      paths: z.array(z.string()).min(1).max(10_000),
      system: z.string().max(500).optional(),
      format: z.enum(['fhir', 'csv']).default('fhir'),
      /** The same report, and nothing is written. */
      dryRun: z.boolean().default(false),
      /** Resources with errors do not come in but wait in the repair list. */
      holdInvalid: z.boolean().default(false),
      /** What the sender deleted goes here, too. */
      deletions: z.boolean().default(false),
      /** Rules by which what comes is cleaned first; off unless chosen. */
      clean: CleaningChoice.optional(),
      /** The format's own choices. */
      settings: z.json().optional(),
    }),
    ImportReport,
    'import',
  ),
  /** Goes on with an import that was cut off, stopped, or failed. */
  'import.resume': openCall(z.strictObject({ job: Job, run: Run }), ImportReport, 'import'),
  /** Takes back what an import wrote and nobody has changed since; goes on where that was stopped. */
  'import.undo': openCall(z.strictObject({ job: Job, run: Run }), UndoReport, 'import'),
  /** The imports of this workstation, the newest first. */
  'import.list': openCall(z.strictObject({}), z.array(ImportRun), 'import'),
  /** What an import said at its end; null for one that has not ended. */
  'import.report': openCall(z.strictObject({ run: Run }), ImportReport.nullable(), 'import'),
  'job.cancel': publicCall(z.strictObject({ job: Job }), z.strictObject({})),
  'export.files': openCall(
    z.strictObject({
      job: Job,
      format: z.enum(['ndjson', 'bundle', 'csv']),
      /** FHIR files compressed. */
      gzip: z.boolean().optional(),
      out: z.string(),
      types: z.array(z.string()).optional(),
      patient: z.string().optional(),
      ids: z.enum(['own', 'original']).default('own'),
    }),
    z.strictObject({ files: z.array(z.string()), resources: z.int() }),
    ({ types }) => [{ may: 'export' }, ...(types ?? []).map((type) => ({ right: 'read' as const, type }))],
  ),
};
