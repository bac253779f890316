/**
 * Rows that leave the program, as a file or as an answer that is shown outside of it. That they begin to stands in the audit trail before the first is
 * given, how it ended after the last; and nothing of them is given where whoever began is not there any more or may not have it any more, and where a
 * record is erased meanwhile.
 */
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import { begunWhat } from '../audit/begun.ts';
import type { AuditNote } from '../audit/trail.ts';
import { noteBy, noteFirst, userOf } from '../audited.ts';
import type { VaultCore } from '../core.ts';
import { rememberFolder } from '../exchange/partial.ts';
import { isOvertaken, type Leaving } from '../leaving.ts';
import { within } from '../storage/bounds.ts';
import { asJob } from './job.ts';

type Noted = AuditNote & { readonly what: string };

interface Given<T> {
  /** By which it is stopped. */
  readonly job: string | undefined;
  /** What the trail says of it. */
  readonly noted: Noted;
  /** Whether whoever is logged in may have it; of who began it, it is asked here. */
  readonly stands: () => boolean;
  readonly rows: (made: T) => number;
  /** More of it is asked for: one of several pages. */
  readonly goesOn?: (made: T) => boolean;
}

interface Exported<T> extends Given<T> {
  /** Its progress comes under it, too. */
  readonly job: string;
  /** The folder that the file comes into. */
  readonly folder: string;
}

interface Way {
  readonly signal: AbortSignal;
  /** So many rows are written. */
  readonly onRows: (done: number) => void;
}

/** Writes a file, which is revealed only where it still may be. Raises export-overtaken, cancelled, disk-full and home-unusable where the trail takes no entry, and what `work` raises. */
export async function asExport<T>(
  core: VaultCore,
  { job, folder, ...exported }: Exported<T>,
  work: (way: Way) => Promise<T>,
): Promise<T> {
  return leave(core, { job, ...exported }, async ({ signal, onRows }) => {
    const unwanted = new Int32Array(new SharedArrayBuffer(4));
    signal.addEventListener('abort', () => Atomics.store(unwanted, 0, 1));
    const onWritten = (done: number): void => {
      onRows(done);
      core.options.emit('progress', { job, phase: 'writing', done, unit: 'records' });
    };
    const forget = rememberFolder(core.files.partials, folder);
    try {
      return await within({ cancel: unwanted }, () => work({ signal, onRows: onWritten }));
    } finally {
      forget();
    }
  });
}

/** Reads what is shown outside of the program; it is answered only where it still may be. Raises as `asExport`. */
export async function asGiven<T>(
  core: VaultCore,
  given: Given<T>,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return leave(core, given, async ({ signal }) => {
    const made = await read(signal);
    // there is no moment between this and the answer
    if (!given.stands()) throw isOvertaken();
    if (signal.aborted) raise('cancelled', 'It was stopped before it was given out.');
    return made;
  });
}

async function leave<T>(
  core: VaultCore,
  { job, noted, stands, rows, goesOn }: Given<T>,
  work: (way: Way) => Promise<T>,
): Promise<T> {
  const overtaken = new AbortController();
  const user = userOf(core);
  const begin = async (stopped: AbortSignal): Promise<T> => {
    const signal = AbortSignal.any([stopped, overtaken.signal]);
    let written = 0;
    const onRows = (done: number): void => {
      written = done;
    };
    try {
      noteFirst(core, { ...noted, what: begunWhat(noted.what) }, user);
      // what was read before it begins, as the cohorts that it is made of, took its time
      if (!stands()) throw isOvertaken();
      const made = await work({ signal, onRows });
      noteBy(core, { ...noted, records: rows(made), ...(goesOn?.(made) ? { outcome: 4 } : {}) }, user);
      return made;
    } catch (error) {
      const why = signal.reason instanceof ExpectedError ? signal.reason : error;
      const code = why instanceof ExpectedError ? why.failure.code : 'internal';
      noteBy(core, { ...noted, records: written, outcome: 4, error: code }, user);
      throw why;
    }
  };
  const ended = job === undefined ? begin(new AbortController().signal) : asJob(core, job, begin);
  const leaving: Leaving = { overtaken, stands: () => userOf(core) === user && stands(), ended };
  core.leaving.add(leaving);
  try {
    return await ended;
  } finally {
    core.leaving.delete(leaving);
  }
}
