import type { CallInput } from '../../../shared/bridge/index.ts';
import { createJob } from '../../bridge/jobs.ts';

export const importJob = createJob('import.files');
export const resumeJob = createJob('import.resume');
export const undoJob = createJob('import.undo');

type ImportInput = Omit<CallInput<'import.files'>, 'job'>;

let tried: ImportInput | undefined;

/** Imports, or tries to; what was tried can then be imported in earnest. */
export async function startImport(input: ImportInput): Promise<void> {
  tried = input.dryRun ? input : undefined;
  await importJob.start(input);
}

/** Imports what was tried last. */
export async function importTried(): Promise<void> {
  if (tried) await startImport({ ...tried, dryRun: false });
}
