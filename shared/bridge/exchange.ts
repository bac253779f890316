import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';
import { openCall, publicCall } from './contract.ts';

export const ImportProblem = z.strictObject({
  file: z.string(),
  /** 1-based line (NDJSON) or 1-based entry of a Bundle, where it is known. */
  line: z.int().optional(),
  code: z.enum(ERROR_CODES),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportReport = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  byType: z.record(z.string(), z.int()),
  /** The first 1,000 problems. */
  errors: z.array(ImportProblem),
  cancelled: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

const Job = z.string().min(1).max(100);

export const exchangeCalls = {
  /** Reads files and folders. Progress comes by the `progress` event under the job's id. */
  'import.files': openCall(
    z.strictObject({ job: Job, paths: z.array(z.string()).min(1).max(10_000), system: z.string().max(500).optional() }),
    ImportReport,
    'import',
  ),
  'job.cancel': publicCall(z.strictObject({ job: Job }), z.strictObject({})),
  'export.files': openCall(
    z.strictObject({
      job: Job,
      format: z.enum(['ndjson']),
      out: z.string(),
      types: z.array(z.string()).optional(),
      patient: z.string().optional(),
      ids: z.enum(['own', 'original']).default('own'),
    }),
    z.strictObject({ files: z.array(z.string()), resources: z.int() }),
    ({ types }) => [{ may: 'export' }, ...(types ?? []).map((type) => ({ right: 'read' as const, type }))],
  ),
};
