/**
 * Signs of life. An endpoint that lets nothing across looks like a workstation that is switched off; so a workstation at which
 * somebody is logged in says from time to time that it is there, and what it has seen. Whoever hears nothing can go and look.
 */
import { ExpectedError } from '../../../shared/base/result.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { heartbeat } from '../records/transaction.ts';
import type { Workspace } from '../records/workspace.ts';
import { listRemotes } from '../storage/remotes.ts';
import { lastSigned } from '../storage/worked.ts';
import { isReturning } from './returning.ts';

/** Without any change for so long a heartbeat is due, milliseconds: ten workstations that only wait make some 30 MB in a year. */
const PULSE_MS = 3600_000;
const LOOK_MS = 5 * 60_000;

/** Writes a heartbeat where one is due: somebody is logged in, there is a remote, and nothing was written for an hour. */
export function beatIfDue(workspace: Workspace): void {
  const { store, identity, clock } = workspace;
  if (!workspace.user() || isReturning(store) || listRemotes(store).length === 0) return;
  const last = lastSigned(store, identity.deviceId);
  if (last !== undefined && clock.now() - hlcTime(last) < PULSE_MS) return;
  try {
    heartbeat(workspace);
  } catch (error) {
    // a full disk says so where somebody works; a sign of life that fails must end nothing
    if (!(error instanceof ExpectedError)) throw error;
  }
}

/** Looks from time to time until it is stopped. */
export function startPulse(beat: () => void): { stop(): void } {
  const timer = setInterval(beat, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
