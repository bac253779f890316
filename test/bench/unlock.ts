/** Opening a clinic once the key is derived: database, migrations, membership; a bare connection that reads the schema. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { START_NOTEBOOK, THREADS } from '../../electron/vault/main.ts';
import { openClinic } from '../../electron/vault/open-clinic.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { KDF_FLOOR, randomBytes } from '../../shared/crypto/sodium.ts';
import type { Bench, Figure } from './contract.ts';
import { alternate, median, medianRatio, rounded, timed, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { databaseKey } from './workspace.ts';

/** Openings in a round. */
const OPENED = 5;

export const unlockBench: Bench = {
  about: 'opening a clinic after the key is derived, file in the system’s cache; a bare connection',
  run: async (options) => {
    const { home, made, databaseBytes } = await prepared(options);
    const key = await databaseKey(home);
    const opening = async (): Promise<void> => {
      const clinic = openClinic(vaultOptions(home), Uint8Array.from(key));
      await clinic.close();
    };
    const bare = (): void => {
      const db = new Database(join(home, 'xinglin.db'));
      db.pragma("cipher='aegis'");
      db.pragma(`key='raw:${toHex(key)}'`);
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      db.close();
    };
    await opening(); // migrated and compiled before the clock runs
    const each = (work: () => unknown) => async (): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < OPENED; i++) times.push(await timed(work));
      return median(times);
    };
    const times = await alternate(options.repeat, { ours: each(opening), bare: each(bare) });
    const figure: Figure = {
      what: 'unlock, after the key is derived',
      scale: `${whole(made.records)} records, ${whole(databaseBytes / 1e6)} MB`,
      ours: rounded(median(times.ours)),
      unit: 'ms',
      yardstick: { what: 'bare connection, schema read', value: rounded(median(times.bare)) },
      ratio: rounded(medianRatio(times.ours, times.bare)),
      target: { of: 'ours', most: 300 },
      records: made.records,
    };
    return { figures: [figure], detail: { times, databaseBytes } };
  },
};

function vaultOptions(home: string): Parameters<typeof openClinic>[0] {
  return {
    home,
    program: 'bench',
    clock: { now: () => Date.now() },
    random: { bytes: randomBytes },
    workers: THREADS,
    startNotebook: START_NOTEBOOK,
    kdfCost: KDF_FLOOR,
    networkTimeout: 1000,
    automatic: false,
    emit: () => {},
  };
}
