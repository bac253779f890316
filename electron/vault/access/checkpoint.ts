/**
 * The checkpoint: six words over everything that this workstation has up to a position, for a person to compare with another
 * screen or with paper. A position is the length of the membership log and, for each workstation in the log's order, how many
 * of its envelopes are counted: `5-1234-567`. Each envelope names the hash of the one before it, so the newest hash of each
 * workstation stands for all of them; the order in which a cloud has them is no part of it, because two clouds may differ in it.
 *
 * The position makes a print of last month comparable with a workstation of today: the words are computed again for what was there
 * then. Only what a workstation does not have cannot be computed, and that is an answer, too.
 */
import { raise } from '../../../shared/base/result.ts';
import { hash } from '../../../shared/crypto/sodium.ts';
import { type Roster, rosterOf } from '../../../shared/protocol/roster.ts';
import { comparedWords, sameWords, type WordLocale } from '../crypto/words.ts';
import type { Reader } from '../storage/database.ts';
import { hashAt, logEnd, timeAt } from '../storage/log.ts';
import { membershipRecords } from './membership.ts';

export interface Checkpoint {
  readonly words: string;
  readonly position: string;
  /** Envelopes of all workstations that are counted. */
  readonly changes: number;
  /** Milliseconds of the newest change by its author's clock; undefined before the first. */
  readonly upTo: number | undefined;
}

/** How a workstation stands to a checkpoint. */
export type Comparison =
  /** `since`: envelopes that came after it. */
  | { readonly outcome: 'same'; readonly since: number }
  | { readonly outcome: 'differs' }
  /** This workstation lacks what the checkpoint knows: so many envelopes, or records of the membership log. */
  | { readonly outcome: 'behind'; readonly missing: number };

/** The checkpoint of everything that is here. */
export function checkpointNow(reader: Reader, locale: WordLocale): Checkpoint {
  const roster = rosterAt(reader, Number.POSITIVE_INFINITY);
  const seqs = roster.devices.map((device) => logEnd(reader, device.id).seq);
  return checkpointAt(reader, roster, seqs, locale);
}

/** Compares what is here with a checkpoint of paper or of another screen. Raises invalid-input for what is no position. */
export function compareCheckpoint(reader: Reader, position: string, words: string, locale: WordLocale): Comparison {
  const [length, ...seqs] = readPosition(position);
  const whole = rosterAt(reader, Number.POSITIVE_INFINITY);
  if (length > whole.length) return { outcome: 'behind', missing: length - whole.length };
  const roster = rosterAt(reader, length);
  if (seqs.length !== roster.devices.length) return { outcome: 'differs' };
  const ends = roster.devices.map((device) => logEnd(reader, device.id).seq);
  const missing = sum(seqs.map((seq, at) => Math.max(0, seq - (ends[at] ?? 0))));
  if (missing > 0) return { outcome: 'behind', missing };
  const then = checkpointAt(reader, roster, seqs, locale);
  if (!sameWords(then.words, words)) return { outcome: 'differs' };
  return { outcome: 'same', since: checkpointNow(reader, locale).changes - then.changes };
}

function checkpointAt(reader: Reader, roster: Roster, seqs: readonly number[], locale: WordLocale): Checkpoint {
  const parts = roster.devices.flatMap(({ id }, at) => {
    const seq = seqs[at] ?? 0;
    return [id, number(seq), hashAt(reader, id, seq) ?? new Uint8Array(32)];
  });
  const times = roster.devices.flatMap(({ id }, at) => timeAt(reader, id, seqs[at] ?? 0) ?? []);
  return {
    words: comparedWords([hash('xinglin/checkpoint/v1', [roster.clinicId, roster.head, ...parts])], locale),
    position: [roster.length, ...seqs].join('-'),
    changes: sum(seqs),
    upTo: times.length > 0 ? Math.max(...times) : undefined,
  };
}

function rosterAt(reader: Reader, length: number): Roster {
  const roster = rosterOf(membershipRecords(reader).slice(0, length));
  if (!roster) throw new Error('a clinic without membership');
  return roster;
}

function readPosition(text: string): [number, ...number[]] {
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/[‐-―]/g, '-');
  const [length, ...seqs] = /^\d{1,15}(?:-\d{1,15})+$/.test(plain) ? plain.split('-').map(Number) : [];
  if (!length)
    raise('invalid-input', 'This is no position of a checkpoint. It looks like 5-1234-567.', { fields: 'position' });
  return [length, ...seqs];
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
