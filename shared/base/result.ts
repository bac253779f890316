import type { ErrorCode, Failure } from './errors.ts';

/** What can be expected to fail returns this; what cannot, throws. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** A success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** An expected failure with its code, a sentence for people and what fills the translated sentence. */
export function fail(
  code: ErrorCode,
  message: string,
  params?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: params ? { code, message, params } : { code, message } };
}

/**
 * Carries an expected failure through code that cannot return one (inside a database transaction, a stream).
 * Caught where the operation began and turned into a `Result` by `attempt`.
 */
export class ExpectedError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ExpectedError';
    this.failure = failure;
  }
}

/** Throws an expected failure; see `ExpectedError`. */
export function raise(code: ErrorCode, message: string, params?: Readonly<Record<string, string | number>>): never {
  throw new ExpectedError(fail(code, message, params).error);
}

/** Runs `work`, turning an `ExpectedError` into a failed result. Anything else goes on being thrown. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof ExpectedError) return { ok: false, error: error.failure };
    throw error;
  }
}
