/**
 * What happens while the database is closed (failed log-ins, a restore, a repair): a small file beside it, without secrets, which the next
 * log-in takes over. It has the user who was chosen, never what was typed. Whoever can write to the folder can alter it: its entries
 * say that they come from there.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { onDisk } from '../storage/disk.ts';
import type { AuditNote } from './trail.ts';

/** Beyond so many failed log-ins only their number is kept. */
const MOST_KEPT = 200;

const Noted = z.strictObject({
  at: z.int().min(0),
  event: z.enum(['login', 'login.failed', 'login.locked-out', 'restore', 'repair']),
  /** Id of the user who was chosen. */
  user: z.string().max(64).optional(),
});
type Noted = z.infer<typeof Noted>;

const Outside = z.strictObject({
  v: z.literal(1),
  noted: z.array(Noted).max(MOST_KEPT + 100),
  /** Failed log-ins beyond: how many, and when the last of them was. */
  more: z.strictObject({ count: z.int().min(1), last: z.int().min(0) }).optional(),
});
type Outside = z.infer<typeof Outside>;

/** Notes something. Raises disk-full, home-unusable. */
export function noteOutside(file: string, said: Noted): void {
  const { noted, more } = readOutside(file);
  const full = noted.length >= (said.event.startsWith('login') ? MOST_KEPT : MOST_KEPT + 100);
  const next: Outside = full
    ? { v: 1, noted, more: { count: (more?.count ?? 0) + 1, last: said.at } }
    : { v: 1, noted: [...noted, said], ...(more ? { more } : {}) };
  onDisk(() => {
    writeFileSync(`${file}.new`, encodeCbor(next), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  });
}

/** What is in the file, as notes for the trail. */
export function outsideNotes(file: string): AuditNote[] {
  const { noted, more } = readOutside(file);
  return [
    ...noted.map(({ at, event, user }): AuditNote => {
      const outcome = event === 'login.failed' || event === 'login.locked-out' ? 8 : 0;
      return { ...OUTSIDE, event, outcome, at, ...(user === undefined ? {} : { about: user }) };
    }),
    ...(more
      ? [{ ...OUTSIDE, event: 'login.failed' as const, outcome: 8 as const, at: more.last, records: more.count }]
      : []),
  ];
}

const OUTSIDE = { what: 'closed', nobody: true } as const;

/** Forgets it: it stands in the trail. */
export function forgetOutside(file: string): void {
  onDisk(() => rmSync(file, { force: true }));
}

/** A file that cannot be understood is as good as none: nobody is kept out by it. */
function readOutside(file: string): Outside {
  const none: Outside = { v: 1, noted: [] };
  return onDisk(() => (existsSync(file) ? (decodeCbor(Outside, readFileSync(file)) ?? none) : none));
}
