/** Rows that are on their way out of the program, and when they are held back. */
import { ExpectedError, fail } from '../../shared/base/result.ts';

export interface Leaving {
  readonly overtaken: AbortController;
  /** Whether whoever began it is still there, and still may what it needs. */
  readonly stands: () => boolean;
  readonly ended: Promise<unknown>;
}

/** Holds back what somebody began who is not there any more, or may not have it any more. */
export function holdBackOvertaken(core: { readonly leaving: Iterable<Leaving> }): void {
  void holdBack([...core.leaving].filter(({ stands }) => !stands()));
}

/** Nothing of it is revealed any more, from now on. Resolves when nothing is left of it. */
export async function holdBack(leaving: Iterable<Leaving>): Promise<void> {
  const all = [...leaving];
  for (const { overtaken } of all) overtaken.abort(isOvertaken());
  await Promise.allSettled(all.map(({ ended }) => ended));
}

/** Why it is held back. */
export function isOvertaken(): ExpectedError {
  const { error } = fail(
    'export-overtaken',
    'Meanwhile the user was logged out, lost the right to this, or a record was erased. Nothing was given out, and no file was left behind; export again.',
  );
  return new ExpectedError(error);
}
