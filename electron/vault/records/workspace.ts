/** What an open clinic has at hand: everything that commands on records need, passed in from the composition root. */

import type { Role } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Clock, Random } from '../../../shared/base/world.ts';
import type { Identity } from '../access/identity.ts';
import type { UserKeys } from '../access/keyring.ts';
import type { Members } from '../access/membership.ts';
import type { Store } from '../storage/database.ts';
import type { Understanding } from './understanding.ts';

export interface ActiveUser {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly keys: UserKeys;
}

/** What a transaction touched, for whoever shows it. */
export interface Touched {
  readonly types: ReadonlySet<string>;
  readonly patients: ReadonlySet<string>;
}

export interface Workspace {
  readonly store: Store;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly random: Random;
  /** As of the newest membership record that this workstation has. */
  members(): Members;
  /** Who is logged in; null while the screen is locked. */
  user(): ActiveUser | null;
  /** Day of the clinic's time zone, YYYY-MM-DD, for milliseconds UTC. */
  readonly dayOf: (ms: number) => string;
  /** What the program understands, where it is not this one. */
  readonly understanding?: Understanding;
  /** Told when contents of records were erased, here or elsewhere: what was made of them goes, too. */
  readonly erased?: () => void;
  /** Told after each transaction that changed records, made here or taken from elsewhere. */
  readonly touched: (touched: Touched, origin: 'here' | 'elsewhere') => void;
}

/** Who is logged in; raises locked. */
export function activeUser(workspace: Workspace): ActiveUser {
  return workspace.user() ?? raise('locked', 'The screen is locked. Enter the passphrase to go on.');
}
