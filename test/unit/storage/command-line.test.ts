import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { keyOfHome } from '../../support/database.ts';
import { cleanUp, makeClinic, run, temporaryFolder } from '../cli/command.ts';

afterAll(cleanUp);

it('a workstation is backed up, restored and repaired on the command line', async () => {
  const folder = temporaryFolder();
  const home = join(folder, 'front desk');
  const file = join(folder, '周一 备份.xinglin');
  await makeClinic(home);
  const created = await run(['--home', home, 'create', '-'], {
    input: '{"resourceType":"Patient","name":[{"text":"王芳"}]}',
  });
  const { id } = created.json() as { id: string };
  for (const time of ['first', 'again']) {
    const backup = await run(['--home', home, 'backup', file]);
    expect([time, backup.status, backup.err]).toEqual([time, 0, '']);
    expect(backup.json()).toMatchObject({ file, records: 1, envelopes: 2, verified: true, bytes: statSync(file).size });
  }
  expect(readdirSync(folder).sort()).toEqual(['front desk', '周一 备份.xinglin'].sort());

  const other = join(folder, '恢复 here');
  expect((await run(['--home', home, 'restore', file])).error()).toBe('clinic-exists');
  const wrong = await run(['--home', other, 'restore', file], { environment: { XINGLIN_PASSPHRASE: 'not the one' } });
  expect([wrong.status, wrong.error()]).toEqual([1, 'wrong-passphrase']);
  expect((await run(['--home', other, 'restore', join(folder, 'none')])).error()).toBe('file-not-found');
  const restored = await run(['--home', other, 'restore', file]);
  expect([restored.status, restored.err, restored.json()]).toEqual([0, '', { records: 1, envelopes: 2 }]);
  expect((await run(['--home', other, 'get', `Patient/${id}`])).json()).toMatchObject({ name: [{ text: '王芳' }] });
  expect((await run(['--home', other, 'backup'])).status).toBe(2);

  const database = join(other, 'xinglin.db');
  const bytes = readFileSync(database);
  const store = openStore({ file: database, key: await keyOfHome(other), readonly: true });
  const page = store.get<{ pageno: number }>("SELECT pageno FROM dbstat WHERE name = 'record'")?.pageno ?? 0;
  store.close();
  const middle = 4096 * (page - 1) + 2000;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(database, bytes);
  const verified = await run(['--home', other, 'verify']);
  expect([verified.status, verified.error()]).toEqual([1, 'database-damaged']);
  const repaired = await run(['--home', other, 'repair']);
  expect([repaired.status, repaired.err]).toEqual([0, '']);
  expect(repaired.json()).toEqual({
    envelopes: 2,
    records: 1,
    missing: 0,
    kept: expect.stringContaining('xinglin.damaged-'),
  });
  expect((await run(['--home', other, 'verify'])).json()).toMatchObject({ ok: true });
  expect((await run(['--home', other, 'get', `Patient/${id}`])).json()).toMatchObject({ name: [{ text: '王芳' }] });
}, 300_000);
