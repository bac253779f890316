import type { VaultCore } from '../core.ts';

type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Runs work that `job.cancel` can end. */
export function asJob<T>(core: VaultCore, job: string, work: Work<T>): Promise<T> {
  return listed(core.jobs, job, work);
}

/** Reads what a screen shows, until `job.cancel` gives it up; without a job it is read to its end. */
export function asRead<T>(core: VaultCore, job: string | undefined, work: Work<T>): Promise<T> {
  return job === undefined ? work(new AbortController().signal) : listed(core.reads, job, work);
}

async function listed<T>(among: Map<string, AbortController>, job: string, work: Work<T>): Promise<T> {
  const abort = new AbortController();
  among.set(job, abort);
  try {
    return await work(abort.signal);
  } finally {
    // another of the same name may have been begun meanwhile
    if (among.get(job) === abort) among.delete(job);
  }
}
