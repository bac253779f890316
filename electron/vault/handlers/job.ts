import { raise } from '../../../shared/base/result.ts';
import { userOf } from '../audited.ts';
import type { VaultCore } from '../core.ts';

type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Runs work that `job.cancel` can end. */
export function asJob<T>(core: VaultCore, job: string, work: Work<T>): Promise<T> {
  return listed(core.jobs, job, work);
}

/**
 * Reads what a screen shows, until `job.cancel` gives it up; without a job it is read to its end. Raises cancelled where whoever asked is not there any
 * more: what it was judged by is over.
 */
export async function asRead<T>(core: VaultCore, job: string | undefined, work: Work<T>): Promise<T> {
  const asking = userOf(core);
  const read = await (job === undefined ? work(new AbortController().signal) : listed(core.reads, job, work));
  return userOf(core) === asking ? read : raise('cancelled', 'Whoever asked is not at this workstation any more.');
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
