/** Messages between Electron's main process (or whoever hosts the vault) and the vault process. */
import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';

/** Host to vault. `input` is parsed by the call's own schema on arrival. */
const Request = z.strictObject({ kind: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown() });
const Shutdown = z.strictObject({ kind: z.literal('shutdown') });
export const ToVault = z.discriminatedUnion('kind', [Request, Shutdown]);
export type ToVault = z.infer<typeof ToVault>;

export const FailureSchema = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export const ResultSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: FailureSchema }),
]);

/** What a vault in a utility process asks of main: a process of its own, by a number of its choice, and its end. */
export const ChildRequest = z.strictObject({ kind: z.enum(['child-start', 'child-kill']), id: z.int() });
export type ChildRequest = z.infer<typeof ChildRequest>;

/** What main says of it: the port to it comes with the message; it has ended. */
export const ChildNews = z.strictObject({ kind: z.enum(['child-port', 'child-gone']), id: z.int() });

/** Vault to host. */
export const FromVault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('refused'), error: FailureSchema }),
  z.strictObject({ kind: z.literal('answer'), id: z.int(), result: ResultSchema }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type FromVault = z.infer<typeof FromVault>;
