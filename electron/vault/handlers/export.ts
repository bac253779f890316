/**
 * Rows that leave the program as a file. That they begin to stands in the audit trail before the first is written, how it ended after the last; and
 * it ends where whoever began is not there any more or may do something else, and where a record is erased meanwhile.
 */
import { ExpectedError } from '../../../shared/base/result.ts';
import { begunWhat } from '../audit/begun.ts';
import type { AuditNote } from '../audit/trail.ts';
import { noteBy, userOf } from '../audited.ts';
import type { VaultCore } from '../core.ts';
import { rememberFolder } from '../exchange/partial.ts';
import { type Leaving, standingIn } from '../leaving.ts';
import { within } from '../storage/bounds.ts';
import { asJob } from './job.ts';

interface Exported<T> {
  /** By which it is stopped; its progress comes under it. */
  readonly job: string;
  /** What the trail says of it. */
  readonly noted: AuditNote & { readonly what: string };
  /** The folder that the file comes into. */
  readonly folder: string;
  readonly rows: (made: T) => number;
}

interface Way {
  readonly signal: AbortSignal;
  /** So many rows are written. */
  readonly onRows: (done: number) => void;
}

/** Writes a file, which is revealed only where it still may be. Raises export-overtaken, cancelled, and what `work` raises. */
export async function asExport<T>(
  core: VaultCore,
  { job, noted, folder, rows }: Exported<T>,
  work: (way: Way) => Promise<T>,
): Promise<T> {
  const overtaken = new AbortController();
  const user = userOf(core);
  const ended = asJob(core, job, async (stopped) => {
    const signal = AbortSignal.any([stopped, overtaken.signal]);
    const unwanted = new Int32Array(new SharedArrayBuffer(4));
    signal.addEventListener('abort', () => Atomics.store(unwanted, 0, 1));
    let written = 0;
    const onRows = (done: number): void => {
      written = done;
      core.options.emit('progress', { job, phase: 'writing', done, unit: 'records' });
    };
    noteBy(core, { ...noted, what: begunWhat(noted.what) }, user);
    const forget = rememberFolder(core.files.partials, folder);
    try {
      const made = await within({ cancel: unwanted }, () => work({ signal, onRows }));
      noteBy(core, { ...noted, records: rows(made) }, user);
      return made;
    } catch (error) {
      const why = signal.reason instanceof ExpectedError ? signal.reason : error;
      const code = why instanceof ExpectedError ? why.failure.code : 'internal';
      noteBy(core, { ...noted, records: written, outcome: 4, error: code }, user);
      throw why;
    } finally {
      forget();
    }
  });
  const leaving: Leaving = { overtaken, standing: standingIn(core), ended };
  core.leaving.add(leaving);
  try {
    return await ended;
  } finally {
    core.leaving.delete(leaving);
  }
}
