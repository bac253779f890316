/** Notes in the audit trail what was asked and how it went: the one place through which every answer passes. */

import { auditKind } from '../../shared/audit/events.ts';
import { ExpectedError, type Result } from '../../shared/base/result.ts';
import type { CallName, CallOutput, CallParsed } from '../../shared/bridge/index.ts';
import { noteOf } from './audit/calls.ts';
import { forgetOutside, noteOutside, outsideNotes } from './audit/outside.ts';
import type { AuditNote } from './audit/trail.ts';
import type { VaultCore } from './core.ts';

/** Who was logged in before a call was answered; null for nobody. */
export function userOf(core: VaultCore): string | null {
  return core.analysis?.user.id ?? core.clinic?.workspace.user()?.id ?? null;
}

/** Notes one answer. `before`: who was logged in when it was asked. */
export function noteAnswer<N extends CallName>(
  core: VaultCore,
  name: N,
  input: CallParsed<N>,
  result: Result<CallOutput<N>>,
  before: string | null,
): void {
  if (name === 'session.unlock') noteUnlock(core, (input as CallParsed<'session.unlock'>).user, result, before);
  else if (result.ok && (name === 'backup.restore' || name === 'storage.repair'))
    outside(core, { event: name === 'backup.restore' ? 'restore' : 'repair' });
  else if (result.ok) noteBy(core, noteOf(name, input, result.value), before);
  else if (result.error.code === 'not-allowed' && before !== null)
    noteBy(core, { event: 'refused', outcome: 8, what: name, error: result.error.code, ...recordIn(input) }, before);
}

const FAILURES: ReadonlyMap<string, 'login.failed' | 'login.locked-out'> = new Map([
  ['wrong-passphrase', 'login.failed'],
  ['too-many-tries', 'login.locked-out'],
]);

function noteUnlock(core: VaultCore, chosen: string | undefined, result: Result<unknown>, before: string | null): void {
  const event = result.ok ? undefined : FAILURES.get(result.error.code);
  if (event) {
    const about = core.keyring?.users.find(({ user }) => chosen === undefined || user.name === chosen)?.user.id;
    if (!core.clinic) outside(core, { event, ...(about === undefined ? {} : { user: about }) });
    else noteBy(core, { event, outcome: 8, ...(about === undefined ? {} : { about }) }, null);
  }
  const user = userOf(core) ?? undefined;
  // an analyst opens no database that has a trail: the next who does takes it over
  if (result.ok && !core.clinic) outside(core, { event: 'login', ...(user === undefined ? {} : { user }) });
  if (!result.ok || !core.clinic) return;
  const { trail } = core.clinic;
  const earlier = outsideNotes(core.files.outside);
  for (const one of earlier) trail.note(one);
  const who = user === undefined ? {} : { user };
  trail.note(before === null ? { event: 'login', ...who } : { event: 'switch', about: before, ...who });
  if (earlier.length > 0 && trail.settle()) forgetOutside(core.files.outside);
}

/**
 * What takes data out of the clinic, or changes who may what, is written at once; all else is gathered. Of an analyst, while the clinic's
 * database is closed, both what is written at once and what was read are kept beside it. `user`: who asked; null for nobody.
 */
export function noteBy(core: VaultCore, said: AuditNote | null, user: string | null): void {
  if (!said) return;
  const { atOnce, batched } = auditKind(said.event);
  if (core.clinic) {
    core.clinic.trail.note(user === null ? said : { ...said, user }); // who asked may be gone meanwhile
    if (atOnce) core.clinic.trail.settle();
  } else if ((atOnce || batched) && user !== null) outside(core, toldOf(said, user), said.part?.goesOn);
}

/** Notes what may not happen unless it stands there. Raises disk-full, home-unusable. */
export function noteFirst(core: VaultCore, said: AuditNote, user: string | null): void {
  if (core.clinic) {
    core.clinic.trail.note(user === null ? said : { ...said, user });
    core.clinic.trail.sure();
  } else if (user !== null)
    noteOutside(core.files.outside, { ...toldOf(said, user), at: core.options.clock.now() }, said.part?.goesOn);
}

type Told = Omit<Parameters<typeof noteOutside>[1], 'at'>;

/** What is kept of a note beside a database that is closed. */
function toldOf({ event, what, type, records, outcome }: AuditNote, user: string): Told {
  return {
    event,
    user,
    ...(what === undefined ? {} : { what }),
    ...(type === undefined ? {} : { type }),
    ...(records === undefined ? {} : { records }),
    ...(outcome === 4 ? { outcome } : {}),
  };
}

/** While the database is closed. A folder that takes no file keeps nobody from trying again: it will be said then. */
function outside(core: VaultCore, said: Told, goesOn = false): void {
  try {
    noteOutside(core.files.outside, { ...said, at: core.options.clock.now() }, goesOn);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}

/** The record that a refused call named. */
function recordIn(input: unknown): Pick<AuditNote, 'type' | 'id' | 'patient'> {
  if (typeof input !== 'object' || input === null) return {};
  const { type, id, patient } = input as Record<string, unknown>;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof patient === 'string' ? { patient } : {}),
  };
}
