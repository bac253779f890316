/** A workstation: its database on a simulated disk, its program, which may end at any moment, its clock, its line. */
import { join } from 'node:path';
import { loadIdentity } from '../../electron/vault/access/identity.ts';
import { type Members, readMembers } from '../../electron/vault/access/membership.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { openAlarms } from '../../electron/vault/storage/remotes.ts';
import type { MembershipContext } from '../../electron/vault/sync/change-membership.ts';
import { converse } from '../../electron/vault/sync/exchange.ts';
import { replayAfterUpgrade } from '../../electron/vault/sync/replay.ts';
import { awaitOwn } from '../../electron/vault/sync/returning.ts';
import { memberTransport, type Transport } from '../../electron/vault/sync/transport.ts';
import { ExpectedError } from '../../shared/base/result.ts';
import type { Dice } from './dice.ts';
import { Crash, copyDatabase, refuseFull, removeFiles, watch } from './disk.ts';
import { URL_OF_ENDPOINT } from './founding.ts';
import type { Network } from './network.ts';
import type { Person } from './people.ts';
import type { Schedule } from './schedule.ts';
import type { Trace } from './trace.ts';

/** How long a request may take, milliseconds. */
const TIMEOUT_MS = 5_000;
/** A computer that fell over stands again after so long. */
const REBOOT_MS = 3_000;

export interface Station {
  readonly name: string;
  /** As the program that runs now sees it. */
  readonly workspace: Workspace;
  readonly transport: Transport;
  /** Whether the program runs. */
  readonly running: boolean;
  /** Whether a conversation is under way. */
  readonly busy: boolean;
  readonly file: string;
  /** Alarms that were ever raised here. */
  readonly alarms: ReadonlySet<string>;
  /** Who sits there. */
  person: Person;
  /** How far its clock is off, milliseconds. */
  skew: number;
  /** Work that a user asks for: its result, or the code of the error that they are told; null if the program ended. */
  act(work: (workspace: Workspace) => string): string | null;
  /** Syncs once with the endpoint; how it ended. For a task of the schedule. */
  sync(): Promise<string>;
  /** Reads again who belongs to the clinic. */
  membershipChanged(): void;
  /** Work on who belongs to the clinic: 'done', or the code of the error that the owner is told. For a task of the schedule. */
  manage(what: string, work: (context: MembershipContext) => Promise<void>): Promise<string>;
  /** Pulls the plug now. */
  crash(): void;
  /** Pulls it before the statement so many from now. */
  crashAt(statement: number): void;
  setFull(full: boolean): void;
  backUp(): void;
  /** Its keys may have signed two histories: an owner has to know that it needs new ones. */
  doubtful: boolean;
  /** Its database is made anew from the one that is here, while its program does not run. */
  replace(make: (old: { workspace: Workspace; file: string; key: Uint8Array }) => Promise<string>): Promise<void>;
  /** A copy of its disk as it is now. */
  copy(): { readonly file: string; readonly key: Uint8Array };
  /** Its disk becomes that of the backup; `told`: by the program, which then asks for what it had sent. */
  restore(told: boolean): void;
  close(): void;
}

export interface StationWorld {
  readonly folder: string;
  readonly schedule: Schedule;
  readonly network: Network;
  readonly random: Dice;
  readonly trace: Trace;
}

/** Starts a workstation over a database, which it takes over. */
export function startStation(
  world: StationWorld,
  name: string,
  database: { readonly file: string; readonly key: Uint8Array },
  person: Person,
): Station {
  const { folder, schedule, network, random, trace } = world;
  const alarms = new Set<string>();
  let generation = 0;
  let full = false;
  let backup: string | null = null;
  let program: Program;

  interface Program {
    readonly file: string;
    readonly store: Store;
    readonly workspace: Workspace;
    readonly transport: Transport;
    alive: boolean;
    busy: boolean;
    /** Statements until the plug is pulled; 0 for never. */
    left: number;
    membershipChanged(): void;
  }

  const freshFile = (): string => join(folder, `${name.replaceAll(' ', '-')}-${generation++}.db`);

  const start = (file: string): Program => {
    const store = openStore({ file, key: database.key });
    const identity = loadIdentity(store);
    let members: Members = readMembers(store);
    const workspace: Workspace = {
      store,
      identity,
      clock: { now: () => schedule.now() + station.skew },
      random,
      members: () => members,
      user: () => {
        // whoever is no user there, or no more, does not get in
        const known = members.users.get(station.person.user.id);
        return known?.status === 'active' ? { ...known, keys: station.person.keys } : null;
      },
      dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
      touched: () => undefined,
    };
    const started: Program = {
      file,
      store,
      workspace,
      transport: memberTransport(
        URL_OF_ENDPOINT,
        identity,
        TIMEOUT_MS,
        network.wire(name, () => started.alive),
      ),
      alive: true,
      busy: false,
      left: 0,
      membershipChanged: () => {
        members = readMembers(store);
      },
    };
    watch(file, (sql) => {
      if (started.alive && started.left > 0 && --started.left === 0) fall(started);
      if (!started.alive) throw new Crash(`${name} fell over`);
      if (full) refuseFull(sql);
    });
    replayAfterUpgrade(workspace);
    return started;
  };

  /** The program ends here; what is on the disk at this moment is what it finds when it starts again. */
  const fall = (fallen: Program): void => {
    trace.note(name, 'falls over');
    fallen.alive = false;
    const rest = freshFile();
    copyDatabase(fallen.file, rest);
    schedule.at(REBOOT_MS, () => {
      fallen.store.close();
      removeFiles(fallen.file);
      program = start(rest);
      trace.note(name, 'starts');
    });
  };

  const replaceBy = (from: string, prepare: (store: Store) => void): void => {
    program.alive = false;
    program.store.close();
    removeFiles(program.file);
    const file = freshFile();
    copyDatabase(from, file);
    program = start(file);
    prepare(program.store);
  };

  const noteAlarms = (): void => {
    for (const { code } of openAlarms(program.store)) {
      if (!alarms.has(code)) trace.note(name, 'ALARM', code);
      alarms.add(code);
    }
  };

  /** Whatever a program does that has ended is no more than a dream. */
  const unlessDead = (asked: Program, error: unknown): string => {
    if (!asked.alive) return 'fell over';
    if (error instanceof ExpectedError) return error.failure.code;
    throw error;
  };

  const station: Station = {
    name,
    get workspace() {
      return program.workspace;
    },
    get transport() {
      return program.transport;
    },
    get running() {
      return program.alive;
    },
    get busy() {
      return program.busy;
    },
    get file() {
      return program.file;
    },
    alarms,
    person,
    skew: 0,
    act: (work) => {
      const asked = program;
      try {
        const result = work(asked.workspace);
        return asked.alive ? result : null;
      } catch (error) {
        const code = unlessDead(asked, error);
        return asked.alive ? code : null;
      }
    },
    sync: async () => {
      const asked = program;
      asked.busy = true;
      let outcome = 'ok';
      try {
        const { workspace, transport, membershipChanged } = asked;
        await converse({ workspace, transport, membershipChanged }, URL_OF_ENDPOINT);
      } catch (error) {
        outcome = unlessDead(asked, error);
      } finally {
        asked.busy = false;
      }
      if (asked.alive) noteAlarms();
      trace.note(name, 'synced:', outcome);
      return outcome;
    },
    membershipChanged: () => program.membershipChanged(),
    manage: async (what, work) => {
      const asked = program;
      const { workspace, transport, membershipChanged } = asked;
      let outcome = 'done';
      try {
        await work({
          workspace,
          transport: (url) => (url === URL_OF_ENDPOINT ? transport : undefined),
          membershipChanged,
        });
      } catch (error) {
        outcome = unlessDead(asked, error);
      }
      trace.note(name, what, outcome);
      return asked.alive ? outcome : 'fell over';
    },
    crash: () => {
      if (program.alive) fall(program);
    },
    crashAt: (statement) => {
      program.left = statement;
    },
    setFull: (isFull) => {
      full = isFull;
    },
    backUp: () => {
      backup ??= join(folder, `${name.replaceAll(' ', '-')}-backup.db`);
      removeFiles(backup);
      copyDatabase(program.file, backup);
    },
    doubtful: false,
    replace: async (make) => {
      const { file, workspace, store } = program;
      program.alive = false;
      store.close();
      let next = file;
      try {
        next = await make({ workspace, file, key: database.key });
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        trace.note(name, 'gets no new keys:', error.failure.code);
      }
      if (next !== file) removeFiles(file);
      program = start(next);
    },
    copy: () => {
      const file = freshFile();
      copyDatabase(program.file, file);
      return { file, key: database.key };
    },
    restore: (told) => {
      if (backup)
        replaceBy(backup, (store) => {
          if (told) store.transaction((writer) => awaitOwn(writer, [URL_OF_ENDPOINT]));
        });
    },
    close: () => {
      program.alive = false;
      program.store.close();
    },
  };
  program = start(database.file);
  return station;
}
