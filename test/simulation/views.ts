/** Ways to show a log otherwise than it is: one for each thing that an endpoint can do to it. */
import { sameBytes } from '../../shared/base/bytes.ts';
import { envelopeHash, parseEnvelopeOrStub } from '../../shared/envelope/layout.ts';
import type { Dice } from './dice.ts';
import type { LogRow } from './remains.ts';
import type { Target } from './target.ts';

/** What one who asks is shown of the rows since the attack began; `before`: the log until then. */
export type View = (
  rows: readonly LogRow[],
  asker: Uint8Array,
  target: Target,
  before: readonly LogRow[],
) => readonly LogRow[];

/** Attacks, and which alarms answer them: at once, or where the lie can only come out later, when the endpoint is honest again. */
export const ATTACKS = {
  alter: { alarms: ['envelope-forged', 'envelope-malformed'], noticed: 'at once', workstations: 2 },
  swap: { alarms: ['envelope-gap'], noticed: 'at once', workstations: 2 },
  replay: { alarms: ['log-forked'], noticed: 'at once', workstations: 2 },
  drop: { alarms: ['envelope-gap'], noticed: 'at once', workstations: 2 },
  'add a device': { alarms: ['membership-forked'], noticed: 'at once', workstations: 2 },
  reorder: { alarms: ['log-forked'], noticed: 'at once', workstations: 3 },
  withhold: { alarms: ['log-withheld', 'log-forked'], noticed: 'at once', workstations: 3 },
  fork: { alarms: ['log-forked', 'log-withheld', 'cloud-lost-data'], noticed: 'afterwards', workstations: 2 },
  freeze: { alarms: ['log-forked', 'log-withheld', 'cloud-lost-data'], noticed: 'afterwards', workstations: 2 },
  'roll back': { alarms: ['cloud-lost-data', 'log-forked', 'log-withheld'], noticed: 'afterwards', workstations: 2 },
  'fork the members': { alarms: ['membership-forked', 'membership-withheld'], noticed: 'afterwards', workstations: 2 },
} as const;
export type Attack = keyof typeof ATTACKS;

const by = (row: LogRow, device: Uint8Array): boolean => sameBytes(row.device, device);
const onlyForVictim =
  (view: View): View =>
  (rows, asker, target, before) =>
    sameBytes(asker, target.victim) ? view(rows, asker, target, before) : rows;

/** It shows the log as it keeps it: what it keeps is the attack. */
const honest = (): View => (rows) => rows;

export const VIEWS: Readonly<Record<Attack, (dice: Dice) => View>> = {
  alter: (dice) => {
    const at = dice.int(1 << 16);
    const bit = dice.int(8);
    return onlyForVictim((rows, _, { writer }) => {
      const first = rows.find((row) => by(row, writer));
      return rows.map((row) => (row === first ? altered(row, at % row.bytes.length, bit) : row));
    });
  },
  swap: () =>
    onlyForVictim((rows, _, { writer }) => {
      const [first, second] = rows.filter((row) => by(row, writer));
      if (!first || !second) return rows;
      return rows.map((row) => (row === first ? second : row === second ? first : row));
    }),
  replay: () => onlyForVictim((rows, _, __, before) => (before[0] ? [...rows, before[0]] : rows)),
  drop: () =>
    onlyForVictim((rows, _, { writer }) => {
      const first = rows.find((row) => by(row, writer));
      return rows.filter((row) => row !== first);
    }),
  'add a device': honest,
  'roll back': honest,
  'fork the members': honest,
  // of each workstation all is there and in its order, but between them it is another
  reorder: () =>
    onlyForVictim((rows, _, { writer }) => {
      const at = rows.findIndex((row, n) => by(row, writer) && rows[n + 1] && !by(rows[n + 1] as LogRow, writer));
      const [first, second] = [rows[at], rows[at + 1]];
      return first && second ? rows.map((row) => (row === first ? second : row === second ? first : row)) : rows;
    }),
  withhold: () => onlyForVictim((rows, _, { writer }) => rows.filter((row) => !by(row, writer))),
  fork:
    () =>
    (rows, asker, { victim }) =>
      rows.filter((row) => by(row, victim) === sameBytes(asker, victim)),
  freeze: () => onlyForVictim((rows, asker) => rows.filter((row) => by(row, asker))),
};

/** One bit of an envelope is another, and its hash what follows from that. */
function altered(row: LogRow, at: number, bit: number): LogRow {
  const bytes = new Uint8Array(row.bytes);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  const envelope = parseEnvelopeOrStub(bytes);
  return { ...row, bytes, hash: envelope ? envelopeHash(envelope) : row.hash };
}
