/** A clinic whose database is open: its workspace, its remotes at work, its reader for heavy questions. */
import { hostname } from 'node:os';
import { mayRead } from '../../shared/access/roles.ts';
import { sameBytes } from '../../shared/base/bytes.ts';
import { ExpectedError, type Result, raise } from '../../shared/base/result.ts';
import type { ImportReport, SyncStatus } from '../../shared/bridge/index.ts';
import { equalSecret } from '../../shared/crypto/sodium.ts';
import { loadIdentity } from './access/identity.ts';
import type { UserKeys, WrappedUser } from './access/keyring.ts';
import { type Members, readMembers } from './access/membership.ts';
import { roleTableOf } from './access/standing.ts';
import { type Analyst, startAnalyst } from './analyst.ts';
import { startTrail, type Trail } from './audit/trail.ts';
import type { BackupInput, BackupMade } from './backup/create.ts';
import type { DeidentifyInput } from './deidentified/make.ts';
import { anyRunning, markCutOff } from './exchange/runs/run.ts';
import { type ClinicImport, importInClinic } from './importing.ts';
import { runSearch } from './quality/duplicates/run.ts';
import { dayIn } from './records/dates.ts';
import { startReindexing } from './records/reindex.ts';
import { startKeyIndexing } from './records/search-key-index.ts';
import type { ActiveUser, Workspace } from './records/workspace.ts';
import { openStore } from './storage/database.ts';
import { listRemotes } from './storage/remotes.ts';
import { storageTask, type ThreadOptions } from './storage-thread.ts';
import type { MembershipContext } from './sync/change-membership.ts';
import { converse } from './sync/exchange.ts';
import { rememberOutcome } from './sync/outcome.ts';
import { startPace } from './sync/pace.ts';
import { beatIfDue, startPulse } from './sync/pulse.ts';
import { replayAfterUpgrade } from './sync/replay.ts';
import { type Runner, startRunner } from './sync/runner.ts';
import { syncStatus } from './sync/status.ts';
import { memberTransport, type Transport } from './sync/transport.ts';
import { homeFiles, type VaultOptions } from './world.ts';

/** Things that happen together are told together. */
const TELL_MS = 60;

export interface OpenClinic {
  readonly workspace: Workspace;
  readonly trail: Trail;
  readonly analyst: Analyst;
  /** Imports files, reading them in a thread of its own. */
  importFiles(options: ClinicImport): Promise<Result<ImportReport>>;
  /** Makes and proves a backup in a thread of its own. */
  backUp(input: Omit<BackupInput, 'database' | 'key'>, options: ThreadOptions): Promise<BackupMade>;
  /** Makes the analysts' database in a thread of its own. */
  deidentify(input: Omit<DeidentifyInput, 'database' | 'key'>, options: ThreadOptions): Promise<{ records: number }>;
  /** Whether a search for duplicates is under way. */
  readonly searching: boolean;
  /** Searches through all patients for those registered twice, in a thread of its own; goes on where it was stopped unless `anew`. */
  searchDuplicates(anew: boolean, options: ThreadOptions): Promise<void>;
  readonly remotes: ReadonlyMap<string, { readonly transport: Transport; readonly runner: Runner }>;
  login(user: WrappedUser, keys: UserKeys): ActiveUser;
  logout(): void;
  /** Starts to keep a remote in step, or stops. */
  connect(url: string): void;
  disconnect(url: string): Promise<void>;
  status(): SyncStatus;
  /** Reads the membership log again. */
  membershipChanged(): void;
  /** What changing who belongs to the clinic needs. */
  readonly membership: MembershipContext;
  /** Tells the window what the status is now. */
  tellStatus(): void;
  /** Whether this is the key that the database is open with. */
  isDatabaseKey(key: Uint8Array): boolean;
  /** Aborted when the clinic is closed. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

/** What is told when. */
interface Moments {
  /** Records were erased. */
  erased(): void;
  /** Whoever is logged in goes: before anything is written of it. */
  leaving(): void;
  /** The database closes, once this is over. */
  closing(): Promise<void>;
}

/** Opens the database with its key and starts its remotes. Raises database-damaged, database-newer, disk-full, home-unusable. */
export function openClinic(
  options: VaultOptions,
  databaseKey: Uint8Array,
  onMembers: (members: Members, databaseKey: Uint8Array) => void = () => undefined,
  on: Partial<Moments> = {},
): OpenClinic {
  const { clock, random, emit } = options;
  const { database } = homeFiles(options.home);
  const store = openStore({ file: database, key: databaseKey });
  const identity = loadIdentity(store);
  let members: Members = readMembers(store);
  let user: ActiveUser | null = null;
  const remotes = new Map<string, { transport: Transport; runner: Runner }>();
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const tellStatus = gathered(() => emit('sync', statusOrDamage(clinic, clock.now())));
  const changedTypes = new Set<string>();
  const changedPatients = new Set<string>();
  const tellChanged = gathered(() => {
    // to a window where nobody sees these records it is no news
    const role = user?.role;
    const types = [...changedTypes].filter((type) => role !== undefined && mayRead(roleTableOf(members), role, type));
    if (types.length > 0) emit('changed', { types, patients: [...changedPatients].slice(0, 1000) });
    changedTypes.clear();
    changedPatients.clear();
  });

  const keyIndexing = startKeyIndexing(store);

  const workspace: Workspace = {
    store,
    identity,
    clock,
    random,
    members: () => members,
    user: () => user,
    dayOf: dayIn(members.profile.timeZone),
    erased: () => on.erased?.(),
    ...(options.understanding ? { understanding: options.understanding } : {}),
    touched: (touched, origin) => {
      for (const type of touched.types) changedTypes.add(type);
      for (const patient of touched.patients) changedPatients.add(patient);
      if (touched.types.size > 0) tellChanged.soon();
      tellStatus.soon();
      keyIndexing.soon();
      if (origin === 'here') for (const { runner } of remotes.values()) runner.nudge();
    },
  };

  const trail = startTrail(workspace, options.gathering);
  const leave = (carrying: 'now' | 'overdue'): void => {
    if (user) on.leaving?.();
    if (user) trail.note({ event: 'logout' });
    trail.carry(carrying); // while there is a key to sign it
    user?.keys.sign.secretKey.fill(0);
    user?.keys.box.secretKey.fill(0);
    user = null;
  };
  let searching = false;
  const clinic: OpenClinic = {
    workspace,
    trail,
    analyst: startAnalyst(options.workers.reader, { file: database, key: databaseKey }),
    importFiles: async (input) => {
      const importing = importInClinic(workspace, input, {
        start: options.workers.importer,
        database: { file: database, key: databaseKey },
      });
      running.add(importing);
      return importing.finally(() => running.delete(importing));
    },
    backUp: async (input, thread) => {
      const making = storageTask('backup', { ...input, database, key: databaseKey }, thread);
      running.add(making);
      return making.finally(() => running.delete(making));
    },
    deidentify: async (input, thread) => {
      const making = storageTask('deidentify', { ...input, database, key: databaseKey }, thread);
      running.add(making);
      return making.finally(() => running.delete(making));
    },
    get searching() {
      return searching;
    },
    searchDuplicates: async (anew, thread) => {
      if (searching)
        raise(
          'busy-searching',
          'A search for duplicates is under way on this workstation already. Wait for it, or stop it.',
        );
      searching = true;
      const work = runSearch(
        workspace.store,
        () => options.clock.now(),
        anew,
        (input) => storageTask('duplicates', { ...input, database, key: databaseKey }, thread),
      );
      running.add(work);
      return work.finally(() => {
        searching = false;
        running.delete(work);
      });
    },
    remotes,
    login: (wrapped, keys) => {
      clinic.logout(); // of two at once the first one's keys go, too
      // the keyring is a file that anybody at this machine can write, and it may be older than the log
      const now = members.users.get(wrapped.id);
      if (now?.status !== 'active' || !sameBytes(now.sign, keys.sign.publicKey)) {
        for (const { secretKey } of [keys.sign, keys.box]) secretKey.fill(0);
        raise(
          'not-allowed',
          'An owner has switched this user off, or given them another passphrase. Nothing was opened; ask an owner.',
        );
      }
      user = { id: now.id, name: now.name, role: now.role, keys };
      return user;
    },
    logout: () => leave('now'),
    connect: (url) => {
      const transport = memberTransport(url, identity, options.networkTimeout);
      const pace = startPace();
      const runner = startRunner({
        sync: (signal, progressed) =>
          converse(
            { workspace, transport, membershipChanged: clinic.membershipChanged, signal, pace, progressed },
            url,
          ),
        poke: transport.poke,
        clock,
        random,
        outcome: (failure) => rememberOutcome(store, url, failure, clock.now()),
        changed: tellStatus.soon,
        automatic: options.automatic,
      });
      remotes.set(url, { transport, runner });
    },
    disconnect: async (url) => {
      await remotes.get(url)?.runner.stop();
      remotes.delete(url);
      tellStatus.soon();
    },
    status: () => syncStatus(workspace, (url) => remotes.get(url)?.runner.state()),
    membershipChanged: () => {
      members = readMembers(store);
      const now = user && members.users.get(user.id);
      // a role holds from the moment in which it is known
      const stays =
        user && now?.status === 'active' && now.role !== 'analyst' && sameBytes(now.sign, user.keys.sign.publicKey);
      if (user && stays) user = { ...user, name: now.name, role: now.role };
      else if (user) clinic.logout();
      onMembers(members, databaseKey);
      tellStatus.soon();
    },
    tellStatus: tellStatus.soon,
    isDatabaseKey: (key) => equalSecret(key, databaseKey),
    membership: {
      workspace,
      transport: (url) => remotes.get(url)?.transport,
      membershipChanged: () => clinic.membershipChanged(),
    },
    closing: closing.signal,
    close: async () => {
      closing.abort();
      // what they leave behind they clean up themselves
      await on.closing?.();
      stopReindexing();
      pulse?.stop();
      keyIndexing.stop();
      await Promise.all([...remotes.values()].map(({ runner }) => runner.stop()));
      // a command is no session: what it read goes with the next change, so that not each of them makes an envelope
      leave(options.automatic ? 'now' : 'overdue');
      trail.stop();
      tellStatus.cancel();
      tellChanged.cancel();
      await clinic.analyst.stop();
      // told to end already: a batch that is on its way still needs the database
      await Promise.allSettled(running);
      store.close();
      databaseKey.fill(0);
    },
  };
  onMembers(members, databaseKey);
  if (anyRunning(store)) store.transaction(markCutOff);
  for (const { url } of listRemotes(store)) clinic.connect(url);
  replayAfterUpgrade(workspace);
  const stopReindexing = startReindexing(workspace, () => emit('changed', { types: [], patients: [] }));
  const pulse = options.automatic ? startPulse(() => beatIfDue(workspace)) : undefined;
  return clinic;
}

/** What this machine is called, as the first suggestion for a workstation's name. */
export function defaultWorkstation(): string {
  return hostname().slice(0, 100) || 'Xinglin';
}

/** The open clinic's remote; raises not-found. */
export function remoteOf(clinic: OpenClinic, url: string): { transport: Transport; runner: Runner } {
  return clinic.remotes.get(url) ?? raise('not-found', 'This workstation is not connected to that cloud.');
}

/** The status, also where the database cannot tell it any more: this goes out by itself, and nobody asked who could be told. */
function statusOrDamage(clinic: OpenClinic, now: number): SyncStatus {
  try {
    return clinic.status();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { code, message } = error.failure;
    const alarms = [{ code, message, since: new Date(now).toISOString() }];
    return {
      state: 'alarm',
      pendingChanges: 0,
      remotes: [],
      devices: [],
      conflicts: 0,
      quarantined: 0,
      alarms,
      patience: 0,
    };
  }
}

function gathered(tell: () => void): { soon: () => void; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        tell();
      }, TELL_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}
