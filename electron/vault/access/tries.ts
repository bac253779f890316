/**
 * Tries at the passphrase, counted for each user in a small file beside the database, without secrets. From the fifth failure in a
 * row on a user waits, twice as long each time; the others do not. Whoever can write this file can copy the database as well and guess
 * elsewhere: against them stands Argon2id, not this.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { raise } from '../../../shared/base/result.ts';
import { onDisk } from '../storage/disk.ts';

/** So many failures cost nothing but the next try. */
const FREE = 4;
const LONGEST_WAIT = 15 * 60_000;

const Tries = z.strictObject({
  /** Tries since the last that succeeded; one that is going on counts as failed until it succeeds. */
  count: z.int().min(1),
  /** When the last one began, and the one before it; milliseconds. */
  at: z.int(),
  before: z.int().nullable(),
  /** How long after `at` the next one waits. */
  wait: z.int().min(0).max(LONGEST_WAIT),
});

const Logins = z.strictObject({
  v: z.literal(1),
  /** Id of the user who logged in last. */
  last: z.string().max(64).optional(),
  tries: z.record(z.string().max(64), Tries),
});
type Logins = z.infer<typeof Logins>;

/** Failed tries that somebody is told of when they are in again; `last` in milliseconds. */
export interface FailedTries {
  readonly count: number;
  readonly last: number;
}

/**
 * Counts a try before it costs a derivation, so that neither a crash nor many at once make it free. Raises too-many-tries (seconds).
 * A clock that was set back neither ends a wait nor makes it longer than it was: it begins again.
 */
export function beginTry(file: string, user: string, now: number): void {
  const logins = readLogins(file);
  const known = logins.tries[user];
  if (known && known.wait > 0 && now < known.at + known.wait) {
    const from = Math.min(now, known.at);
    if (from < known.at) write(file, { ...logins, tries: { ...logins.tries, [user]: { ...known, at: from } } });
    refuse(from + known.wait - now);
  }
  const count = (known?.count ?? 0) + 1;
  const next = { count, at: now, before: known?.at ?? null, wait: waitAfter(count) };
  write(file, { ...logins, tries: { ...logins.tries, [user]: next } });
}

/** A try succeeded: it counts no more, and this user is the last who logged in. What had failed before it, or null. */
export function endTry(file: string, user: string): FailedTries | null {
  const logins = readLogins(file);
  const { [user]: own, ...tries } = logins.tries;
  write(file, { ...logins, last: user, tries });
  return own && own.before !== null && own.count > 1 ? { count: own.count - 1, last: own.before } : null;
}

/** Who logged in here last. */
export function lastLogin(file: string): string | undefined {
  return readLogins(file).last;
}

function waitAfter(count: number): number {
  return count <= FREE ? 0 : Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(30, count - FREE - 1));
}

function refuse(left: number): never {
  const seconds = Math.ceil(left / 1000);
  return raise(
    'too-many-tries',
    `The passphrase was wrong too often. Nothing is lost; try again in ${seconds} seconds. Others can log in meanwhile.`,
    { seconds },
  );
}

/** A file that is missing or damaged says nothing: it must not keep a clinic from its records. */
function readLogins(file: string): Logins {
  const empty: Logins = { v: 1, tries: {} };
  if (!existsSync(file)) return empty;
  try {
    return Logins.safeParse(JSON.parse(onDisk(() => readFileSync(file, 'utf8')))).data ?? empty;
  } catch (error) {
    if (error instanceof SyntaxError) return empty;
    throw error;
  }
}

function write(file: string, logins: Logins): void {
  onDisk(() => {
    const temporary = `${file}.new`;
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, JSON.stringify(logins));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  });
}
