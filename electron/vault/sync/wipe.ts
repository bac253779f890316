/**
 * If what a remote brings would remove most of the records here, nothing of it is taken until a person has decided: a hostile member,
 * a false program or a mistake at one workstation must not empty all others overnight.
 */
import { raise } from '../../../shared/base/result.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Writer } from '../storage/database.ts';
import { withdrawAlarm } from '../storage/remotes.ts';
import { beginTally, endTally, hold, liveThen, removedSince, setWipeState, wipeTally } from '../storage/wipe.ts';
import { ALARMS, alarm } from './alarms.ts';

/** So many records may always go. */
const FEW = 20;

/** Undoes the transaction in which it is thrown. */
class WouldWipe extends Error {
  readonly removed: number;
  readonly live: number;
  constructor(removed: number, live: number) {
    super('most records would go');
    this.removed = removed;
    this.live = live;
  }
}

/**
 * Takes a page in one transaction, unless most records would be gone after it, with what the pages before removed: then nothing of it is
 * kept and the remote is held. Raises cloud-alarm.
 */
export function takeGuarded<T>(workspace: Workspace, url: string, work: (writer: Writer) => T): T {
  const { store } = workspace;
  try {
    return store.transaction((writer) => {
      const tally = beginTally(writer, url);
      const result = work(writer);
      const removed = removedSince(writer, tally);
      if (tally.state === 'allowed' || removed <= FEW) return result;
      const live = liveThen(writer, tally);
      if (removed > live / 2) throw new WouldWipe(removed, live);
      return result;
    });
  } catch (error) {
    if (!(error instanceof WouldWipe)) throw error;
    const { removed, live } = error;
    store.transaction((writer) => {
      beginTally(writer, url);
      hold(writer, url, { removed, live, members: workspace.members().roster.length });
    });
    alarm(workspace, url, 'wipe-guard');
    return stillHeld();
  }
}

/**
 * Whether nothing may be taken from a remote now. A membership log that has grown since may have settled it (whoever removed the
 * records was removed, or is no owner any more): then it is looked at again.
 */
export function isHeld({ store, members }: Workspace, url: string): boolean {
  const tally = wipeTally(store, url);
  if (tally?.state !== 'held') return false;
  if (members().roster.length === tally.members) return true;
  store.transaction((writer) => setWipeState(writer, url, 'watching'));
  return false;
}

/** What is raised while a remote is held. */
export function stillHeld(): never {
  return raise('cloud-alarm', ALARMS['wipe-guard'], { alarm: 'wipe-guard' });
}

/** A remote was read to its end, without most records going, or with a person's consent. */
export function endWatch(writer: Writer, url: string): void {
  if (!wipeTally(writer, url)) return;
  endTally(writer, url);
  withdrawAlarm(writer, 'wipe-guard', url);
}

/** A person has looked: `take` it, or go on refusing it (false where nothing is held). */
export function decideWipe(writer: Writer, url: string, take: boolean): boolean {
  if (wipeTally(writer, url)?.state !== 'held') return false;
  if (take) setWipeState(writer, url, 'allowed');
  return true;
}
