import type { VaultCore } from '../core.ts';

/** Runs work that `job.cancel` can end. */
export async function asJob<T>(core: VaultCore, job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  core.jobs.set(job, abort);
  try {
    return await work(abort.signal);
  } finally {
    core.jobs.delete(job);
  }
}
