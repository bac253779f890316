import { useEffect } from 'react';
import { ask } from '../../bridge/index.ts';

/** More questions than anybody asks before the first is forgotten. */
const MOST = 500;
const jobs = new Map<string, string>();

/**
 * The job under which a question runs in the vault, which ends once nobody waits for it: another takes its place, or the page is left. The same question
 * has the same job, so that whoever comes back finds the answer as it was.
 */
export function useJob(question: readonly unknown[]): string {
  const key = JSON.stringify(question);
  const job = jobOf(key);
  useEffect(() => () => void ask('job.cancel', { job }), [job]);
  return job;
}

function jobOf(key: string): string {
  const known = jobs.get(key);
  if (known !== undefined) return known;
  if (jobs.size >= MOST) jobs.clear();
  const job = crypto.randomUUID();
  jobs.set(key, job);
  return job;
}
