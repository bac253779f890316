/** Two workstations over a real endpoint, against the raw pipeline over its bare server. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import type { Bench, BenchOptions, Figure, Size } from './contract.ts';
import { alternate, median, medianRatio, rounded, whole } from './measure.ts';
import { firstRows, writeNdjson } from './sample.ts';
import { rawRound } from './sync-raw.ts';
import type { SyncRound } from './sync-round.ts';
import { importedBytes, vaultRound } from './sync-vaults.ts';

const RECORDS: Readonly<Record<Size, number>> = { small: 1000, S: 10_000, M: 100_000, L: 100_000 };

export const syncBench: Bench = {
  about: 'records up, down, idle and one change seen on another workstation, against the raw pipeline',
  run: async ({ size, repeat, folder }: BenchOptions) => {
    await cryptoReady;
    const rows = firstRows(RECORDS[size]);
    const file = join(folder, 'records.ndjson');
    const { bytes } = await writeNdjson(file, rows);
    const ours: SyncRound[] = [];
    const raw: SyncRound[] = [];
    const { imported } = await alternate(repeat, {
      ours: () => within(folder, async (place) => ours.push(await vaultRound(place, rows))),
      imported: () => within(folder, (place) => importedBytes(place, file)),
      raw: () => within(folder, async (place) => raw.push(await rawRound(place, rows))),
    });
    const scale = `${whole(rows.length)} records of ${whole(bytes / rows.length)} bytes`;
    return { figures: figuresOf(ours, raw, imported, scale), detail: { ours, raw, imported } };
  },
};

/** Runs a round in a folder of its own. */
async function within(folder: string, work: (place: string) => Promise<number>): Promise<number> {
  const place = join(folder, 'round');
  mkdirSync(place);
  try {
    return await work(place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function figuresOf(
  ours: readonly SyncRound[],
  raw: readonly SyncRound[],
  imported: readonly number[],
  scale: string,
): Figure[] {
  const compare = (what: string, unit: string, mine: readonly number[], theirs: readonly number[]): Figure => ({
    what,
    scale,
    ours: rounded(median(mine)),
    unit,
    yardstick: { what: 'raw pipeline', value: rounded(median(theirs)) },
    ratio: rounded(medianRatio(mine, theirs)),
  });
  const line = (what: string, unit: string, key: keyof SyncRound, target?: Figure['target']): Figure => {
    const of = (rounds: readonly SyncRound[]): number[] => rounds.map((round) => round[key]);
    return { ...compare(what, unit, of(ours), of(raw)), ...(target ? { target } : {}) };
  };
  return [
    line('written locally first', 'records/s', 'written'),
    line('sync up', 'records/s', 'up', { of: 'ratio', least: 0.5 }),
    line('sync down', 'records/s', 'down', { of: 'ratio', least: 0.3 }),
    line('bytes on the wire up', 'bytes', 'bytesUp', { of: 'ratio', most: 1.15 }),
    line('bytes on the wire down', 'bytes', 'bytesDown', { of: 'ratio', most: 1.15 }),
    // twice as many ids, which do not compress: ours and the sender's
    compare(
      'the same, imported',
      'bytes',
      imported,
      raw.map((round) => round.bytesUp),
    ),
    line('idle sync', 'ms', 'idleMs', { of: 'ours', most: 2 }),
    line('idle sync, on the wire', 'bytes', 'idleBytes', { of: 'ours', most: 300 }),
    line('idle sync, requests', 'requests', 'idleRequests', { of: 'ours', most: 1 }),
    line('one change seen', 'ms', 'changeMs', { of: 'ours', most: 10 }),
    { what: 'one change, window told', scale, ours: rounded(median(ours.map((round) => round.toldMs))), unit: 'ms' },
  ];
}
