/**
 * An endpoint that lies to one workstation. It can do whatever an operator can: it reads its own database and shows the victim
 * another log than the one that it keeps, with a running hash that fits. It has nobody's keys.
 */
import type { WireRequest } from '../../electron/vault/sync/transport.ts';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { envelopeHash, extendLogHash, parseEnvelopeOrStub } from '../../shared/envelope/layout.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import { MembershipPage, SyncRequest, SyncResponse } from '../../shared/protocol/messages.ts';
import type { Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
import { forgedMember } from './forgery.ts';
import type { Answer } from './network.ts';
import { type LogRow, logOf, membersOf } from './remains.ts';

/** What it can do to the log that it shows, and the alarms that answer it. */
export const ATTACKS = {
  alter: ['envelope-forged', 'envelope-malformed'],
  swap: ['envelope-gap'],
  replay: ['log-forked'],
  drop: ['envelope-gap'],
  'add a device': ['membership-forked'],
} as const satisfies Record<string, readonly string[]>;
export type Attack = keyof typeof ATTACKS;

export interface Hostile {
  /** What a workstation is answered. */
  answer(who: string, request: WireRequest): Promise<Answer | null>;
  /** From now on this workstation is lied to, about whatever it has not read yet. */
  attack(attack: Attack, victim: string): void;
  /** It is honest again, or somebody else's. */
  repent(): void;
  /** How many answers were lies. */
  readonly lies: number;
}

/** An endpoint that is honest until it is told to attack. */
export function makeHostile(endpoint: Endpoint, dice: Dice): Hostile {
  let current: { attack: Attack; victim: string } | null = null;
  let lies = 0;

  const lie = (attack: Attack, request: WireRequest, honest: Answer): Uint8Array | null => {
    if (request.path === '/sync') return liedLog(attack, request, honest, logOf(endpoint), dice);
    if (request.path.startsWith('/membership?') && attack === 'add a device')
      return liedMembers(honest, membersOf(endpoint), dice);
    return null;
  };

  return {
    answer: async (who, request) => {
      const honest = await endpoint.answer(request);
      if (honest?.status !== 200 || current?.victim !== who) return honest;
      const data = lie(current.attack, request, honest);
      if (!data) return honest;
      lies += 1;
      return { ...honest, data };
    },
    attack: (attack, victim) => {
      current = { attack, victim };
    },
    repent: () => {
      current = null;
    },
    get lies() {
      return lies;
    },
  };
}

/** The answer to a sync over another log; null where there is nothing yet to lie about. */
function liedLog(
  attack: Attack,
  request: WireRequest,
  honest: Answer,
  rows: readonly LogRow[],
  dice: Dice,
): Uint8Array | null {
  const asked = decodeCbor(SyncRequest, request.body);
  const answer = decodeCbor(SyncResponse, honest.data);
  if (!asked || !answer || answer.envelopes.length === 0) return null;
  if (attack === 'add a device') return encodeCbor({ ...answer, membershipLength: answer.membershipLength + 1 });
  const known = rows.slice(0, asked.cursor);
  const shown = twisted(attack, rows.slice(asked.cursor), known, dice);
  if (!shown) return null;
  let logHash = known.at(-1)?.logHash ?? new Uint8Array(32);
  for (const { hash } of shown) logHash = extendLogHash(logHash, hash);
  const own = asked.whole ? null : deviceOf(rows, answer);
  const envelopes = shown.map((row) => (own && sameBytes(row.device, own) ? row.seq : row.bytes));
  const end = asked.cursor + shown.length;
  return encodeCbor({ ...answer, envelopes, logHash, nextCursor: end, head: Math.max(answer.head, end), more: false });
}

/** Whose own envelopes an answer gives by their seq alone. */
function deviceOf(rows: readonly LogRow[], { envelopes }: SyncResponse): Uint8Array | null {
  const whole = new Set(envelopes.flatMap((item) => (typeof item === 'number' ? [] : [toHex(item)])));
  const seqs = new Set(envelopes.filter((item) => typeof item === 'number'));
  const own = rows.find((row) => seqs.has(row.seq) && !whole.has(toHex(row.bytes)));
  return own?.device ?? null;
}

function twisted(
  attack: Attack,
  rows: readonly LogRow[],
  known: readonly LogRow[],
  dice: Dice,
): readonly LogRow[] | null {
  const followed = rows.findIndex((row, n) => rows.slice(n + 1).some((later) => sameBytes(later.device, row.device)));
  const first = rows[followed];
  if (attack === 'replay') return known[0] ? [...rows, known[0]] : null;
  if (!first) return null;
  const next = rows.findIndex((row, n) => n > followed && sameBytes(row.device, first.device));
  const second = rows[next] as LogRow;
  if (attack === 'drop') return rows.filter((row) => row !== first);
  if (attack === 'swap') return rows.map((row) => (row === first ? second : row === second ? first : row));
  return rows.map((row) => (row === first ? altered(row, dice) : row));
}

/** One bit of an envelope is another, and its hash what follows from that. */
function altered(row: LogRow, dice: Dice): LogRow {
  const bytes = new Uint8Array(row.bytes);
  const at = dice.int(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.int(8));
  const envelope = parseEnvelopeOrStub(bytes);
  return { ...row, bytes, hash: envelope ? envelopeHash(envelope) : row.hash };
}

function liedMembers(honest: Answer, kept: readonly Uint8Array[], dice: Dice): Uint8Array | null {
  const page = decodeCbor(MembershipPage, honest.data);
  return page && encodeCbor({ ...page, records: [...page.records, forgedMember(kept, dice)], length: page.length + 1 });
}
