import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '../../../electron/vault/main.ts';
import { cleanUp, type Ended, makeClinic, PASSPHRASE, type RunOptions, run, temporaryFolder } from './command.ts';

let home: string;
let folder: string;
const x = (args: string[], options?: RunOptions): Promise<Ended> => run(['--home', home, ...args], options);
const done = async (args: string[], options?: RunOptions): Promise<Ended> => {
  const ended = await x(args, options);
  expect({ args, status: ended.status, err: ended.err }).toEqual({ args, status: 0, err: '' });
  return ended;
};

beforeAll(async () => {
  folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  mkdirSync(join(folder, 'data'));
  const patients = [
    {
      resourceType: 'Patient',
      id: '1',
      name: [{ text: '王芳' }],
      gender: 'female',
      birthDate: '1980-02-03',
      identifier: [{ value: 'P-1' }],
    },
    { resourceType: 'Patient', id: '2', name: [{ family: 'Brown' }] },
  ];
  writeFileSync(
    join(folder, 'data', 'p.ndjson'),
    [...patients.map((one) => JSON.stringify(one)), 'garbage'].join('\n'),
  );
  writeFileSync(
    join(folder, 'data', 'o.json'),
    '{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":20.00}}',
  );
}, 60_000);
afterAll(cleanUp);

// in this order: each test goes on where the one before ended
describe('a clinic on the command line', () => {
  it('imports, says what did not come in, and a second time changes nothing', async () => {
    const errors = [{ file: 'p.ndjson', line: 3, code: 'not-json', message: expect.any(String) }];
    expect((await done(['import', join(folder, 'data')])).json()).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      rejected: 1,
      faulty: 0,
      errors,
      run: expect.any(String),
    });
    expect((await done(['import', join(folder, 'data')])).json()).toEqual({
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 1,
      faulty: 0,
      errors,
      run: expect.any(String),
    });
    const missing = await x(['import', join(folder, 'nothing.json')]);
    expect([missing.status, missing.error()]).toEqual([1, 'file-not-found']);
  }, 60_000);

  it('fails with the first problem where nothing came in, after the report', async () => {
    const bad = join(folder, 'bad.ndjson');
    writeFileSync(bad, 'garbage\n{"id":"1"}');
    const ended = await x(['import', bad]);
    expect([ended.status, ended.error()]).toEqual([1, 'not-json']);
    expect(ended.err).toContain('Nothing came in. ');
    expect(ended.json()).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 0,
      rejected: 2,
      errors: [{ line: 1 }, { line: 2 }],
    });
  }, 60_000);

  it('finds patients as JSON, as lines and as a table', async () => {
    const hit = { id: expect.any(String), name: '王芳', birthDate: '1980-02-03', gender: 'female', identifier: 'P-1' };
    expect((await done(['search', 'wangfang'])).json()).toEqual([hit]);
    expect(JSON.parse((await done(['search', '王', '--lines'])).out)).toEqual(hit);
    const table = (await done(['--pretty', 'search', 'brown'])).out.split('\n');
    expect(table[0]).toMatch(/^id +name/);
    expect(table[2]).toContain('Brown');
    expect((await done(['search', 'nobodyatall'])).json()).toEqual([]);
  }, 60_000);

  it('creates, gets, patches, deletes one record, keeping decimals, and tells its history', async () => {
    const created = await done(['create', '-'], {
      input: '{"resourceType":"Observation","status":"preliminary","code":{"text":"y"},"valueQuantity":{"value":1.50}}',
    });
    const key = `Observation/${(created.json() as { id: string }).id}`;
    expect(created.out).toContain('"value":1.50');
    writeFileSync(join(folder, 'patch.json'), '{"note":[{"text":"n"}],"valueQuantity":{"value":2.00}}');
    expect((await done(['patch', key, join(folder, 'patch.json')])).out).toContain('"value":2.00');
    expect((await done(['get', key])).json()).toMatchObject({ status: 'preliminary', note: [{ text: 'n' }] });
    const history = (await done(['history', key])).json();
    expect(history).toMatchObject([
      { version: 1, what: 'create', by: { user: 'Dr Ann' } },
      { version: 2, what: 'update' },
    ]);
    await done(['delete', key]);
    expect((await x(['get', key])).error()).toBe('not-found');
    expect((await x(['get', 'Patient/none'])).error()).toBe('not-found');
    expect((await x(['get', 'none'])).error()).toBe('invalid-input');
    expect((await x(['create', '-'], { input: '{"id":"1"}' })).error()).toBe('resource-without-type');
    expect((await x(['create', '-'], { input: '{' })).error()).toBe('not-json');
    expect((await x(['create', join(folder, 'no.json')])).error()).toBe('file-not-found');
  }, 120_000);

  it('exports what it has, in ids of ours or of the sender', async () => {
    const out = join(folder, 'out');
    const report = (await done(['export', '--format', 'ndjson', '--out', out, '--ids', 'original'])).json();
    expect(report).toEqual({ files: [join(out, 'Observation.ndjson'), join(out, 'Patient.ndjson')], resources: 3 });
    expect(readFileSync(join(out, 'Observation.ndjson'), 'utf8')).toContain(
      '"subject":{"reference":"Patient/1"},"valueQuantity":{"value":20.00}',
    );
    const again = await x(['export', '--out', out]);
    expect([again.status, again.error(), again.out]).toEqual([1, 'already-exists', '']);
  }, 60_000);

  it('tells how it stands and that it is whole', async () => {
    expect((await done(['status'])).json()).toMatchObject({
      records: 3,
      remotes: [],
      conflicts: 0,
      quarantined: 0,
      alarms: [],
    });
    expect((await done(['verify'])).json()).toMatchObject({ ok: true });
    expect((await done(['conflicts'])).json()).toEqual([]);
    expect((await done(['device', 'list'])).json()).toMatchObject([{ user: 'Dr Ann', status: 'active', self: true }]);
    expect((await x(['resolve', 'nothing', '--keep', 'x'])).error()).toBe('not-found');
    expect((await x(['resolve', 'nothing'])).status).toBe(2);
    expect((await x(['sync'])).status).toBe(1);
  }, 120_000);

  it('refuses a wrong or missing passphrase, and a home that somebody has', async () => {
    expect((await x(['status'], { environment: { XINGLIN_PASSPHRASE: 'something else entirely' } })).error()).toBe(
      'wrong-passphrase',
    );
    expect((await x(['status'], { environment: { XINGLIN_PASSPHRASE: undefined } })).error()).toBe('locked');
    expect((await x(['--user', 'Nobody', 'status'])).error()).toBe('wrong-passphrase');
    const holder = await openVault({ home });
    if (!holder.ok) throw new Error(holder.error.code);
    const refused = await x(['status']);
    await holder.value.close();
    expect([refused.status, refused.error(), refused.out]).toEqual([1, 'home-in-use', '']);
    expect(refused.err).toContain(String(process.pid));
    expect(refused.err).not.toContain(PASSPHRASE);
  }, 60_000);
});
