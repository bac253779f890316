/**
 * Gathers what is noted: a few seconds in memory, where the same reading again only counts, then durably among what waits for the next
 * transaction. Noting costs no disk; nothing that was asked for waits behind it.
 */
import { AuditEntry } from '../../../shared/audit/entry.ts';
import { type AuditEventName, type AuditOutcome, auditKind } from '../../../shared/audit/events.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { transact } from '../records/transaction.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { isReturning } from '../sync/returning.ts';
import { addWaiting, BATCH_MS, isWaiting, oldestWaiting, replaceWaiting } from './waiting.ts';

/** How long entries are gathered in memory, and how long they wait for a transaction before they get one of their own, in milliseconds. */
const GATHER_MS = 3000;
const CARRY_MS = 5 * 60_000;
/** Readings of which it is remembered that they may go on. */
const MOST_BATCHES = 1000;

/** What is noted; who and when is added. */
export interface AuditNote {
  readonly event: AuditEventName;
  /** Default: done. */
  readonly outcome?: AuditOutcome;
  readonly type?: string;
  readonly id?: string;
  readonly patient?: string;
  readonly reason?: string;
  /** A format, a page, the name of a call. */
  readonly what?: string;
  /** User or workstation that it was done to. */
  readonly about?: string;
  readonly records?: number;
  /**
   * It is a part of something that is taken in parts: of what, and whether it goes on with it. All parts are one entry with their records, and the outcome of
   * the last: done where it is the end. A part without records says that something begins, or goes on.
   */
  readonly part?: { readonly of: string; readonly goesOn: boolean };
  readonly error?: string;
  readonly kinds?: readonly string[];
  /** When, where that is not now. */
  readonly at?: number;
  /** Id of the user, where that is not who is logged in now. */
  readonly user?: string;
  /** Nobody was logged in, whoever is now. */
  readonly nobody?: true;
}

/**
 * A full or damaged disk ends neither what was asked nor a log-out: what cannot be written stays gathered, or waits, and goes with the
 * next time. What leaves the program is another matter: see `sure`.
 */
export interface Trail {
  note(note: AuditNote): void;
  /** Writes what is gathered durably. Raises disk-full, home-unusable. */
  sure(): void;
  /** Writes what is gathered durably; false where that cannot be now. */
  settle(): boolean;
  /** The same, and puts what waits into envelopes, where somebody is logged in whose key signs them; `overdue`: only where it has waited for long. */
  carry(when?: 'now' | 'overdue'): boolean;
  /** Ends the timers; what is gathered is not written. */
  stop(): void;
}

/** An entry on its way: where it waits since it was written, and what was repeated since then. */
interface Gathered {
  entry: AuditEntry;
  wid: number | null;
  more: More | null;
  /** When the last of it came. */
  touched: number;
}

interface More {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Of parts: how many records they have, and how the last of them came out; null where the same was read again. */
  readonly parts: { readonly records: number; readonly outcome: AuditOutcome } | null;
}

/** Starts to gather. Timers keep no program running. */
export function startTrail(workspace: Workspace, gathering = GATHER_MS): Trail {
  const { store, clock } = workspace;
  const batches = new Map<string, Gathered>();
  const gathered = new Set<Gathered>();
  let gatherTimer: NodeJS.Timeout | undefined;
  let carryTimer: NodeJS.Timeout | undefined;

  const note = (said: AuditNote): void => {
    const entry = entryOf(said, workspace.user()?.id, clock.now());
    const { part } = said;
    const batched = part !== undefined || (auditKind(entry.e).batched && entry.o === 0);
    const key = batched ? keyOf(entry, part) : '';
    const open = batched && part?.goesOn !== false ? batches.get(key) : undefined;
    const since = entry.at - (open ? (part ? open.touched : open.entry.at) : 0);
    if (open && since >= 0 && since < BATCH_MS) {
      open.touched = entry.at;
      // that it goes on stands there with its rows
      if (part && said.records === undefined) return;
      open.more = {
        count: (open.more?.count ?? 0) + 1,
        first: open.more?.first ?? entry.at,
        last: entry.at,
        parts: part ? { records: (open.more?.parts?.records ?? 0) + (said.records ?? 0), outcome: entry.o } : null,
      };
      gathered.add(open);
    } else {
      const fresh: Gathered = { entry, wid: null, more: null, touched: entry.at };
      gathered.add(fresh);
      if (batches.size >= MOST_BATCHES) batches.clear();
      if (batched) batches.set(key, fresh);
    }
    gatherTimer ??= setTimeout(() => {
      gatherTimer = undefined;
      whereItCan(settle);
    }, gathering).unref();
  };

  const settle = (): void => {
    if (gathered.size === 0) return;
    const writing = [...gathered];
    const written = store.transaction((writer) => writing.map((one) => write(writer, one)));
    for (const [at, one] of writing.entries()) Object.assign(one, written[at], { more: null });
    gathered.clear();
    carryTimer ??= setTimeout(() => {
      carryTimer = undefined;
      whereItCan(() => carry());
    }, CARRY_MS).unref();
  };

  const carry = (when: 'now' | 'overdue' = 'now'): void => {
    settle();
    // a workstation that may have said more than it knows waits until that is back; without a user there is no signature
    if (!workspace.user() || isReturning(store)) return;
    if (when === 'overdue' && clock.now() - (oldestWaiting(store) ?? clock.now()) < CARRY_MS) return;
    while (isWaiting(store)) transact(workspace, () => ({ ops: [], result: undefined }), 'even if empty');
  };

  return {
    note,
    sure: settle,
    settle: () => whereItCan(settle),
    carry: (when) => whereItCan(() => carry(when)),
    stop: () => {
      clearTimeout(gatherTimer);
      clearTimeout(carryTimer);
    },
  };
}

function whereItCan(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return false;
  }
}

/** Writes an entry, or its new count. One that an envelope has taken meanwhile is chained: what came since is an entry of its own. */
function write(writer: Writer, { entry, wid, more }: Gathered): Pick<Gathered, 'entry' | 'wid'> {
  const counted = counting(withPatient(writer, entry), more);
  if (wid === null) return { entry: counted, wid: addWaiting(writer, counted) };
  if (replaceWaiting(writer, wid, counted)) return { entry: counted, wid };
  const { n, l, ...once } = entry;
  const since = more ? sinceThen(once, more) : once;
  return { entry: since, wid: addWaiting(writer, since) };
}

function counting(entry: AuditEntry, more: More | null): AuditEntry {
  if (!more) return entry;
  const { parts } = more;
  if (parts) return { ...entry, o: parts.outcome, c: (entry.c ?? 0) + parts.records, l: more.last };
  return { ...entry, n: (entry.n ?? 1) + more.count, l: more.last };
}

/** An entry of its own for what was repeated. */
function sinceThen(once: AuditEntry, more: More): AuditEntry {
  const first = { ...once, at: more.first };
  if (more.parts) return counting({ ...first, c: 0 }, more);
  return counting(first, more.count > 1 ? { ...more, count: more.count - 1 } : null);
}

/** Finds out in whose chart a record is: not when it is read, for that would be waited for. */
function withPatient(reader: Reader, entry: AuditEntry): AuditEntry {
  if (entry.p !== undefined || entry.t === undefined || entry.i === undefined) return entry;
  const patient = patientOf(reader, entry.t, entry.i);
  return patient === undefined ? entry : { ...entry, p: patient };
}

function patientOf(reader: Reader, type: string, id: string): string | undefined {
  if (type === 'Patient') return id;
  return (
    reader.get<{ patient: string | null }>('SELECT patient FROM record WHERE type = ? AND id = ?', type, id)?.patient ??
    undefined
  );
}

function entryOf(said: AuditNote, user: string | undefined, now: number): AuditEntry {
  const known = said.nobody || auditKind(said.event).user === 'nobody' ? undefined : (said.user ?? user);
  const sure: AuditEntry = {
    v: 1,
    at: said.at ?? now,
    e: said.event,
    o: said.outcome ?? 0,
    ...(known === undefined ? {} : { u: known }),
  };
  const all = {
    ...sure,
    ...(said.type === undefined ? {} : { t: said.type }),
    ...(said.id === undefined ? {} : { i: said.id }),
    ...(said.patient === undefined ? {} : { p: said.patient }),
    ...(said.reason === undefined ? {} : { r: said.reason }),
    ...(said.what === undefined ? {} : { w: said.what }),
    ...(said.about === undefined ? {} : { b: said.about }),
    ...(said.records === undefined ? {} : { c: said.records }),
    ...(said.error === undefined ? {} : { x: said.error }),
    ...(said.kinds === undefined ? {} : { k: [...said.kinds] }),
  };
  // what was asked for and refused may name anything: rather an entry without it than none
  return AuditEntry.safeParse(all).data ?? sure;
}

/** What has to be the same for a reading to be the same again, or for a part to be one of the same. */
function keyOf({ e, u, t, i, p, w, k }: AuditEntry, part: AuditNote['part']): string {
  return JSON.stringify([e, u, t, i, p, w, k, part?.of]);
}
