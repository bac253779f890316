import type { z } from 'zod';

/** One thing that may be asked of the vault: what goes in, what comes out. Both are parsed on arrival. */
export interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** The least that must be true before the vault answers. */
  readonly needs: 'nothing' | 'open';
}

/** Declares a call that works without an unlocked clinic. */
export function publicCall<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { input, output, needs: 'nothing' };
}

/** Declares a call that needs an unlocked clinic; otherwise it fails with `locked` or `no-clinic`. */
export function openCall<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { input, output, needs: 'open' };
}
