/**
 * What this workstation alone keeps beside the records is forgotten with those that are erased: texts of the repair list, what senders called
 * them, drafts, words that measures counted. Once for all of a transaction: each looks through whole tables.
 */
import { forgetDraftsAbout } from '../access/drafts.ts';
import { forgetInRepairs } from '../quality/repair/forget.ts';
import type { Writer } from '../storage/database.ts';
import { forgetNames } from '../storage/facts.ts';
import type { Erased } from './erased.ts';
import { isRedacted, keyOf } from './redaction-log.ts';
import { forgetSaidOf } from './said-references.ts';

/** What is to be forgotten at the end of a piece of work. */
const waiting = new WeakMap<Writer, Erased[]>();

/** Forgets at the end of the work, in the same transaction. */
export function erasedOnce<T>(writer: Writer, work: () => T): T {
  if (waiting.has(writer)) return work();
  const erased: Erased[] = [];
  waiting.set(writer, erased);
  let result: T;
  try {
    result = work();
  } finally {
    waiting.delete(writer);
  }
  // an operation that failed by itself has erased nothing
  forget(
    writer,
    erased.filter((key) => isRedacted(writer, key)),
  );
  return result;
}

/** Forgets what is kept beside a record, at once where nobody waits for more. */
export function forgetBeside(writer: Writer, erased: Erased): void {
  const more = waiting.get(writer);
  if (more) more.push(erased);
  else forget(writer, [erased]);
}

function forget(writer: Writer, erased: readonly Erased[]): void {
  if (erased.length === 0) return;
  const keys = new Set(erased.map(keyOf));
  forgetSaidOf(writer, keys);
  forgetDraftsAbout(writer, keys);
  forgetInRepairs(writer, erased);
  forgetNames(writer);
}
