/** What the composition root passes in: files, time, randomness, and where to tell things. */
import { join } from 'node:path';
import type { Clock, Random } from '../../shared/base/world.ts';
import type { EventName, EventPayload } from '../../shared/bridge/index.ts';
import type { KdfCost } from '../../shared/crypto/sodium.ts';
import type { StartChild } from './analysis/notebook/process.ts';
import type { Understanding } from './records/understanding.ts';
import type { Threads } from './threads/contract.ts';

export interface VaultOptions {
  /** The workstation's folder. */
  readonly home: string;
  /** What holds the home, for whoever finds it in use. */
  readonly program: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly workers: Threads;
  /** Starts the process of the notebook. */
  readonly startNotebook: StartChild;
  readonly kdfCost: KdfCost;
  /** After how many milliseconds a request that is not answered is given up. */
  readonly networkTimeout: number;
  /** Whether it syncs by itself (a window) or only when told to (a command). */
  readonly automatic: boolean;
  /** How long the audit trail gathers what is read before it is written, in milliseconds, where that is not a few seconds. */
  readonly gathering?: number;
  /** What the program understands of what others write, where it is not this one (in tests). */
  readonly understanding?: Understanding;
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

export interface HomeFiles {
  readonly database: string;
  readonly keyring: string;
  /** Tries at passphrases, and who logged in last. */
  readonly logins: string;
  /** Keys of a workstation that asked to join by file, encrypted under a key that is not here. */
  readonly joining: string;
  /** What analysts see, under a key of its own. */
  readonly analysis: string;
  /** Folder for copies on their way, encrypted as all; what a program that was killed left there is of no use. */
  readonly work: string;
  /** Folders into which an export is being written. */
  readonly partials: string;
  /** What the audit trail has to take over from the time when the database was closed. */
  readonly outside: string;
}

/** The files of a home. */
export function homeFiles(home: string): HomeFiles {
  return {
    database: join(home, 'xinglin.db'),
    keyring: join(home, 'keyring'),
    logins: join(home, 'logins'),
    joining: join(home, 'joining'),
    analysis: join(home, 'analysis.db'),
    work: join(home, 'work'),
    partials: join(home, 'partials'),
    outside: join(home, 'outside'),
  };
}
