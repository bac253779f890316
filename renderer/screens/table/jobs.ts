import type { CallInput } from '../../../shared/bridge/index.ts';
import { createJob } from '../../bridge/jobs.ts';

export const tableJob = createJob('import.files');

type ImportInput = Omit<CallInput<'import.files'>, 'job'>;

let tried: ImportInput | undefined;

/** Imports a table, or tries to; what was tried can then be imported in earnest. */
export async function startTable(input: ImportInput): Promise<void> {
  tried = input.dryRun ? input : undefined;
  await tableJob.start(input);
}

/** Imports what was tried last. */
export async function importTried(): Promise<void> {
  if (tried) await startTable({ ...tried, dryRun: false });
}
