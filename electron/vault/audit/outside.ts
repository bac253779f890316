/**
 * What happens while the database is closed (failed log-ins, a restore, a repair, what an analyst reads and takes away): a small file beside it,
 * without secrets, which the next log-in takes over. It has the user who was chosen, never what was typed. Whoever can write to the folder
 * can alter it: its entries say that they come from there.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { AUDIT_EVENT_NAMES, type AuditOutcome, auditKind } from '../../../shared/audit/events.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { onDisk } from '../storage/disk.ts';
import type { AuditNote } from './trail.ts';

/** Beyond so many failed log-ins only their number is kept; beyond so many in all, one entry for all that a user did of a kind. */
const MOST_KEPT = 200;
const MOST_APART = MOST_KEPT + 100;
const MOST = MOST_APART + 100;
/** Pages of one export come within this time; so does what is read again. */
const GATHERED_MS = 5 * 60_000;

const Noted = z.strictObject({
  at: z.int().min(0),
  event: z.enum(AUDIT_EVENT_NAMES),
  /** Id of the user who was chosen, or was logged in. */
  user: z.string().max(64).optional(),
  /** As in a note. */
  what: z.string().max(64).optional(),
  type: z.string().max(64).optional(),
  records: z.int().min(0).optional(),
  /** Of an export that has not come to its end. */
  outcome: z.literal(4).optional(),
});
type Noted = z.infer<typeof Noted>;

const Outside = z.strictObject({
  v: z.literal(1),
  noted: z.array(Noted).max(MOST),
  /** Failed log-ins beyond: how many, and when the last of them was. */
  more: z.strictObject({ count: z.int().min(1), last: z.int().min(0) }).optional(),
});
type Outside = z.infer<typeof Outside>;

/** Notes something; `goesOn`: a part of what was noted before, where that is there. Raises disk-full, home-unusable. */
export function noteOutside(file: string, said: Noted, goesOn = false): void {
  const { noted, more } = readOutside(file);
  const full = said.event.startsWith('login') && noted.length >= MOST_KEPT;
  const next: Outside = full
    ? { v: 1, noted, more: { count: (more?.count ?? 0) + 1, last: said.at } }
    : { v: 1, noted: withNoted(noted, said, goesOn), ...(more ? { more } : {}) };
  onDisk(() => {
    writeFileSync(`${file}.new`, encodeCbor(next), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  });
}

/** Pages of one export are one entry with all their records, and what is read again is one; so is all of a kind, where there is too much of it. */
function withNoted(noted: readonly Noted[], said: Noted, goesOn: boolean): Noted[] {
  const isSame = (one: Noted): boolean => one.what === said.what && one.type === said.type;
  const at = noted.findLastIndex((one) => {
    if (one.event !== said.event || one.user !== said.user) return false;
    const gathers = goesOn || said.records !== undefined || auditKind(said.event).batched;
    return noted.length >= MOST_APART || (gathers && isSame(one) && said.at - one.at < GATHERED_MS);
  });
  const one = noted[at];
  if (!one) return [...noted, said].slice(-MOST);
  const { what, type, records, outcome: _before, ...rest } = one;
  const sum =
    records === undefined && said.records === undefined ? {} : { records: (records ?? 0) + (said.records ?? 0) };
  const same = isSame(one) ? { ...(what === undefined ? {} : { what }), ...(type === undefined ? {} : { type }) } : {};
  return noted.with(at, { ...rest, ...same, ...sum, ...(said.outcome === undefined ? {} : { outcome: said.outcome }) });
}

/** What is in the file, as notes for the trail. */
export function outsideNotes(file: string): AuditNote[] {
  const { noted, more } = readOutside(file);
  return [
    ...noted.map(({ at, event, user, what, type, records, outcome: told }): AuditNote => {
      const outcome: AuditOutcome =
        event === 'login.failed' || event === 'login.locked-out' || event === 'refused' ? 8 : (told ?? 0);
      return {
        ...OUTSIDE,
        event,
        outcome,
        at,
        ...(user === undefined ? {} : { about: user }),
        ...(what === undefined ? {} : { what: `${OUTSIDE.what}-${what}` }),
        ...(type === undefined ? {} : { type }),
        ...(records === undefined ? {} : { records }),
      };
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
