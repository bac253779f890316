/** Asks the vault and the desktop: every answer is parsed with the contract's own schema before anything sees it. */

import type { Failure } from '../../shared/base/errors.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { type DesktopInput, type DesktopName, type DesktopOutput, desktopCalls } from '../../shared/bridge/desktop.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../shared/bridge/index.ts';
import { ResultSchema } from '../../shared/bridge/wire.ts';
import { damage } from './damage.ts';
import { type Purpose, waiting } from './waiting.ts';
import { bridge } from './window.ts';

/** A failed answer on its way through react-query, which knows only thrown errors. */
export class AskError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'AskError';
    this.failure = failure;
  }
}

interface Parser {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: unknown }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; code?: string }[] } };
}

async function send(name: string, input: unknown, output: Parser): Promise<Result<unknown>> {
  let arrived: unknown;
  try {
    arrived = await bridge().call(name, input);
  } catch (error) {
    // The bridge itself broke (main or vault went away): not expected, but the window must say so and go on.
    console.error(`bridge: ${name} was not answered: ${error instanceof Error ? error.name : 'unknown reason'}`);
    return fail('internal', `${name} was not answered.`);
  }
  const answer = ResultSchema.safeParse(arrived);
  if (!answer.success) return fail('internal', `The answer to ${name} was not a result.`);
  if (!answer.data.ok) {
    const { code, message, params } = answer.data.error;
    // of a backup's file it says nothing about this workstation
    if (code === 'database-damaged' && !name.startsWith('backup.')) damage.note();
    return fail(code, message, params);
  }
  const value = output.safeParse(answer.data.value);
  if (value.success) return ok(value.data);
  // The path names a field of the contract, never its contents.
  const where = value.error.issues
    .map((issue) => `${issue.path.map(String).join('.')} ${issue.code ?? ''}`)
    .slice(0, 3);
  console.error(`bridge: the answer to ${name} does not fit the contract: ${where.join('; ')}`);
  return fail('internal', `The answer to ${name} does not fit the contract.`);
}

/**
 * Asks the vault. Errors that can be expected are in the result; nothing of the input is logged. With the purpose `reads` whoever is tired of waiting
 * may give it up (`cancelled`).
 */
export async function ask<N extends CallName>(
  name: N,
  input: CallInput<N>,
  purpose: Purpose = 'does',
): Promise<Result<CallOutput<N>>> {
  return (await waiting.waited(name, input, send(name, input, calls[name].output), purpose)) as Result<CallOutput<N>>;
}

/** Questions that take a while over many records, and that the vault ends where nobody waits for them. */
type Endable = 'measures.ask' | 'measures.records';
const ENDABLE: ReadonlySet<string> = new Set<Endable>(['measures.ask', 'measures.records']);

/** As `askOrThrow`; once `signal` says that nobody waits, the vault is told to end what it would compute for nobody. */
export async function askUntil<N extends CallName>(
  name: N,
  input: CallInput<N>,
  purpose: Purpose,
  signal: () => AbortSignal,
): Promise<CallOutput<N>> {
  if (!ENDABLE.has(name)) return askOrThrow(name, input, purpose);
  const job = crypto.randomUUID();
  const end = (): void => void ask('job.cancel', { job });
  const ended = signal();
  ended.addEventListener('abort', end, { once: true });
  try {
    const answer = send(name, { ...(input as object), job }, calls[name].output);
    const result = (await waiting.waited(name, input, answer, purpose)) as Result<CallOutput<N>>;
    if (result.ok) return result.value;
    // somebody was tired of waiting
    if (result.error.code === 'cancelled') end();
    throw new AskError(result.error);
  } finally {
    ended.removeEventListener('abort', end);
  }
}

/** Asks Electron's main process for a dialog, the printer or facts about the program. */
export async function askDesktop<N extends DesktopName>(
  name: N,
  input: DesktopInput<N>,
): Promise<Result<DesktopOutput<N>>> {
  return (await send(name, input, desktopCalls[name].output)) as Result<DesktopOutput<N>>;
}

/** As `ask`, for react-query: the value, or an `AskError` thrown. */
export async function askOrThrow<N extends CallName>(
  name: N,
  input: CallInput<N>,
  purpose: Purpose = 'does',
): Promise<CallOutput<N>> {
  const result = await ask(name, input, purpose);
  if (!result.ok) throw new AskError(result.error);
  return result.value;
}
