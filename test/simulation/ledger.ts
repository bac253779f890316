/** What workstations acknowledged to their users: no text of it may ever be gone. */
import { findRow, stateOf } from '../../electron/vault/records/row.ts';
import type { Reader } from '../../electron/vault/storage/database.ts';
import { marksIn } from './canary.ts';

export interface Deed {
  readonly station: string;
  readonly type: string;
  readonly id: string;
  /** Marks that the user wrote. */
  readonly wrote: readonly number[];
  /** Marks that were current before, in sight of the user, and are not after it. */
  readonly replaced: readonly number[];
  /** Hash of the envelope that carries it, in hexadecimal. */
  readonly envelope: string;
  /** Who wrote that, and when by its clock: what is written again names them. */
  readonly user: string;
  readonly hlc: string;
}

export interface Ledger {
  readonly deeds: readonly Deed[];
  /** A mark that nobody had. */
  mark(): number;
  acknowledge(deed: Deed): void;
  /** A mark that must never stand in a record, unless an owner takes its envelope. */
  forbid(mark: number, envelope: string): void;
  permit(envelope: string): void;
  readonly forbidden: ReadonlyMap<number, string>;
  /** How often owners redacted. */
  readonly redactions: { count: number };
  /** Something physical was destroyed: deeds whose envelope nobody has any more can never come back. */
  writeOff(exists: (deed: Deed) => boolean): void;
  /** Whether a deed was destroyed with its only copy. */
  isLost(deed: Deed): boolean;
}

export function makeLedger(): Ledger {
  const deeds: Deed[] = [];
  const lost = new Set<Deed>();
  const forbidden = new Map<number, string>();
  let marks = 0;
  return {
    deeds,
    mark: () => ++marks,
    forbid: (mark, envelope) => {
      forbidden.set(mark, envelope);
    },
    permit: (envelope) => {
      for (const [mark, of] of forbidden) if (of === envelope) forbidden.delete(mark);
    },
    forbidden,
    redactions: { count: 0 },
    acknowledge: (deed) => {
      deeds.push(deed);
    },
    writeOff: (exists) => {
      for (const deed of deeds) if (!lost.has(deed) && !exists(deed)) lost.add(deed);
    },
    isLost: (deed) => lost.has(deed),
  };
}

/** The marks that are current in a record: shown, or one of the values in conflict. */
export function currentMarks(reader: Reader, type: string, id: string): Set<number> {
  const row = findRow(reader, type, id);
  if (!row) return new Set();
  const { registers } = stateOf(reader, row);
  return new Set(
    Object.values(registers).flatMap(({ current }) => current.flatMap(({ value }) => marksIn(value ?? ''))),
  );
}
