import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { finishReplacement, replaceDatabase } from '../../../electron/vault/repair/replace.ts';
import { cleanUp, temporaryFolder, testVault } from '../../support/vaults.ts';

afterEach(cleanUp);

/** A damaged database with its journal, and a rebuilt one. */
function folder(): { database: string; rebuilt: string; read: (name: string) => string } {
  const place = temporaryFolder();
  const [database, rebuilt] = [join(place, 'xinglin.db'), join(place, 'new.db')];
  writeFileSync(database, 'damaged');
  writeFileSync(`${database}-wal`, 'journal');
  writeFileSync(`${database}-shm`, 'index');
  writeFileSync(rebuilt, 'rebuilt');
  return { database, rebuilt, read: (name) => readFileSync(name, 'utf8') };
}

describe('a rebuilt database', () => {
  it('takes the place of the damaged one, which is kept with its journal', () => {
    const { database, rebuilt, read } = folder();
    const kept = replaceDatabase(database, rebuilt, Date.UTC(2026, 0, 2));
    expect([database, kept, `${kept}-wal`].map(read)).toEqual(['rebuilt', 'damaged', 'journal']);
    expect([`${database}-wal`, `${database}-shm`, rebuilt].some((name) => existsSync(name))).toBe(false);
  });

  it('takes it at the next opening where the program ended in between; never with the old journal', async () => {
    const { database, rebuilt, read } = folder();
    renameSync(rebuilt, `${database}.rebuilt`);
    finishReplacement(database);
    finishReplacement(database);
    expect(read(database)).toBe('rebuilt');
    expect(existsSync(`${database}-wal`)).toBe(false);

    const home = temporaryFolder();
    writeFileSync(join(home, 'xinglin.db'), 'damaged');
    writeFileSync(join(home, 'xinglin.db-wal'), 'journal');
    writeFileSync(join(home, 'xinglin.db.rebuilt'), 'rebuilt');
    await testVault(home);
    expect(readFileSync(join(home, 'xinglin.db'), 'utf8')).toBe('rebuilt');
    expect(readdirSync(home).filter((name) => /wal|rebuilt/.test(name))).toEqual([]);
  });
});
