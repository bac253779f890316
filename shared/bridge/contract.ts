import type { z } from 'zod';
import type { Capability, Flag } from '../access/roles.ts';

/**
 * A right on the records of a type; with an id, on that one (a chart may be open to somebody for a while). Or a capability. `count`:
 * figures over all of them, and no record.
 */
export type Need = RecordNeed | { readonly may: Capability };

export interface RecordNeed {
  readonly right: 'read' | 'write' | 'count' | Flag;
  readonly type: string;
  readonly id?: string | undefined;
}

/**
 * Who may ask. `session`: anybody who is logged in, an analyst too; such a call touches no record. `clinic`: anybody whose key
 * opens the clinic's database; what the answer holds, and what is written, is held to their role in the vault. A capability: whose
 * role has it. A function: whose role meets all of these.
 */
export type Permission<I> = 'session' | 'clinic' | Capability | ((input: I) => readonly Need[]);

/** One thing that may be asked of the vault: what goes in, what comes out. Both are parsed on arrival. */
export interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** `nobody`: works without an unlocked clinic. Held to in one place, electron/vault/vault.ts. */
  readonly permission: Permission<z.output<I>> | 'nobody';
}

/** Declares a call that works without an unlocked clinic. */
export function publicCall<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { input, output, permission: 'nobody' };
}

/** Declares a call that needs somebody logged in who may ask it; otherwise it fails with `locked`, `no-clinic` or `not-allowed`. */
export function openCall<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  permission: Permission<z.output<I>>,
): Call<I, O> {
  return { input, output, permission };
}

/** Permission by a right on the one record, or on the type, that the input names. */
export function on(
  right: RecordNeed['right'],
): (input: { readonly type: string; readonly id?: string }) => readonly Need[] {
  return ({ type, id }) => [{ right, type, id }];
}

/** Permission by a right on the type of the resource that is given. */
export function onResource(
  right: RecordNeed['right'],
): (input: {
  readonly resource: { readonly resourceType: string; readonly id?: string | undefined };
}) => readonly Need[] {
  return ({ resource }) => [{ right, type: resource.resourceType, id: resource.id }];
}
