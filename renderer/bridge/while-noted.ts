/** What leaves by the window's own hands stands in the audit trail before it does, and afterwards whether it did. */
import type { Result } from '../../shared/base/result.ts';
import type { CallInput } from '../../shared/bridge/index.ts';
import { ask } from './ask.ts';

export type Noted = Omit<CallInput<'audit.note'>, 'stage'>;

/** Sends nothing where it cannot be noted. `hasLeft`: whether something did, where sending did not fail. */
export async function whileNoted<T>(
  noted: Noted,
  send: () => Promise<Result<T>>,
  hasLeft: (sent: T) => boolean,
): Promise<Result<T>> {
  const begun = await ask('audit.note', { ...noted, stage: 'begun' });
  if (!begun.ok) return begun;
  const sent = await send();
  const ended = await ask('audit.note', { ...noted, stage: sent.ok && hasLeft(sent.value) ? 'done' : 'stopped' });
  return sent.ok && !ended.ok ? ended : sent;
}
