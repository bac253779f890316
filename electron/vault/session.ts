/** The session of whoever is logged in: how it begins, what it remembers, how it ends. */

import { z } from 'zod';
import { raise } from '../../shared/base/result.ts';
import { openUser, type UserKeys, type WrappedUser } from './access/keyring.ts';
import { beginTry, endTry, type FailedTries } from './access/tries.ts';
import { endAnalysis, type Session, type VaultCore } from './core.ts';
import { getMeta, setMeta } from './storage/meta.ts';

/** Minutes after which a workstation locks where nobody said otherwise. */
const IDLE_MINUTES = 10;
const IDLE_KEY = 'idle-minutes';
const IdleMinutes = z.int().min(1).max(240);
/** How often it is looked, in milliseconds. */
const LOOK_MS = 1000;

/** A session that begins now. */
export function newSession(core: VaultCore, failed: FailedTries | null = null): Session {
  return { lastActive: core.options.clock.now(), failed, opened: new Map() };
}

/**
 * The keys of a user by their passphrase, and what had failed before; every try counts. Raises wrong-passphrase, and too-many-tries
 * without a derivation.
 */
export async function openWithPassphrase(
  core: VaultCore,
  user: WrappedUser | undefined,
  passphrase: string,
): Promise<{ user: WrappedUser; keys: UserKeys; failed: FailedTries | null }> {
  if (!user) refusePassphrase();
  const { opened, failed } = await tryPassphrase(core, user, () => openUser(user, passphrase, core.kdf));
  return { user, keys: opened, failed };
}

/** One try at a passphrase, whatever it opens; null from `open` is a wrong one. Raises as `openWithPassphrase` does. */
export async function tryPassphrase<T>(
  core: VaultCore,
  user: WrappedUser,
  open: () => Promise<T | null>,
): Promise<{ opened: T; failed: FailedTries | null }> {
  beginTry(core.files.logins, user.id, core.options.clock.now());
  const opened = await open();
  if (opened === null) refusePassphrase();
  return { opened, failed: endTry(core.files.logins, user.id) };
}

function refusePassphrase(): never {
  raise('wrong-passphrase', 'The passphrase is not right. Nothing is lost; try again.');
}

/** Ends the session: its keys are wiped, sync goes on. */
export function lockSession(core: VaultCore): void {
  void endAnalysis(core);
  core.clinic?.logout();
  core.session.opened.clear();
  core.tellState();
}

/** The user did something. */
export function noteActivity(core: VaultCore): void {
  core.session.lastActive = core.options.clock.now();
}

/** After how many minutes without anything done this workstation locks. */
export function idleMinutes(core: VaultCore): number {
  return (core.clinic && getMeta(core.clinic.workspace.store, IDLE_KEY, IdleMinutes)) ?? IDLE_MINUTES;
}

/** Sets it for this workstation. */
export function setIdleMinutes(core: VaultCore, minutes: number): void {
  core.clinic?.workspace.store.transaction((writer) => setMeta(writer, IDLE_KEY, IdleMinutes.parse(minutes)));
}

/** Locks when nobody has done anything for long enough, and nothing that somebody began is running; returns the function that stops looking. A clock that was set back starts the time anew. */
export function watchIdle(core: VaultCore): () => void {
  const timer = setInterval(() => {
    if (core.state().kind !== 'open') return;
    const { session } = core;
    const now = core.options.clock.now();
    // an import that goes on writes in its user's name: a lock would cut it off
    if (now < session.lastActive || core.jobs.size > 0) session.lastActive = now;
    if (now - session.lastActive >= idleMinutes(core) * 60_000) lockSession(core);
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
