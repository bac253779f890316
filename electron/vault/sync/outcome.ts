/** How the last sync with a remote ended, kept for whoever asks next. */
import type { Failure } from '../../../shared/base/errors.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import type { Store } from '../storage/database.ts';
import { findRemote, saveOutcome } from '../storage/remotes.ts';

/**
 * Writes only what is news: a remote that is away for a week does not wear out the disk. On a full disk the sync itself has
 * failed and said so; that this cannot be noted, too, must not end the vault.
 */
export function rememberOutcome(store: Store, url: string, failure: Failure | null, now: number): void {
  const known = findRemote(store, url);
  if (!known || known.failureCode === (failure?.code ?? null)) return;
  try {
    store.transaction((writer) => saveOutcome(writer, url, failure, now));
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}
