import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients, everythingOf, expectWhole } from './clinic.ts';

// many derivations of keys, on machines that may be busy
vi.setConfig({ testTimeout: 300_000 });

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const JOB = 'backup';

async function restored(file: string): Promise<TestVault> {
  const other = await testVault();
  await other.ask('backup.restore', { job: JOB, file, passphrase: PASSPHRASE });
  await other.ask('session.unlock', { passphrase: PASSPHRASE });
  return other;
}

describe('a backup', () => {
  it('gives the whole workstation back in another home: records, history, search, names, chains', async () => {
    const a = await testClinic();
    const ids = await addPatients(a, 0, 12);
    const file = join(temporaryFolder(), '备份 of Monday.xinglin');
    expect(await a.ask('backup.last', {})).toEqual({ last: null });
    const report = await a.ask('backup.create', { job: JOB, file });
    expect(report).toMatchObject({ file, records: 12, verified: true, bytes: statSync(file).size });
    expect(await a.ask('backup.last', {})).toEqual({ last: { at: report.at } });
    expect(readdirSync(a.home)).not.toContain('work');
    expect(statSync(file).mode & 0o077).toBe(0);
    const phases = a.events.flatMap(({ name, payload }) =>
      name === 'progress' ? [(payload as { phase: string }).phase] : [],
    );
    expect([...new Set(phases)]).toEqual(['reading', 'writing', 'checking']);

    const b = await testVault();
    expect(await b.ask('backup.inspect', { file })).toMatchObject({
      clinicName: 'Test Clinic',
      at: report.at,
      users: ['Dr Test'],
    });
    await b.refuse('backup.restore', { job: JOB, file, passphrase: 'not the one' }, 'wrong-passphrase');
    await b.refuse('backup.restore', { job: JOB, file, passphrase: PASSPHRASE, user: 'Nobody' }, 'wrong-passphrase');
    const counts = await b.ask('backup.restore', { job: JOB, file, passphrase: PASSPHRASE, user: 'Dr Test' });
    expect(counts).toEqual({ records: 12, envelopes: report.envelopes });
    expect(await b.ask('session.state', {})).toMatchObject({ kind: 'locked', clinicName: 'Test Clinic' });
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await everythingOf(b, ids)).toEqual(await everythingOf(a, ids));
    await expectWhole(b);
    await b.refuse('backup.restore', { job: JOB, file, passphrase: PASSPHRASE }, 'clinic-exists');
    await addPatients(b, 100, 102);
    await expectWhole(b);
  });

  it('is consistent while people work on', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 40, 3000);
    const file = join(temporaryFolder(), 'busy');
    let done = false;
    const making = a.ask('backup.create', { job: JOB, file }).finally(() => {
      done = true;
    });
    let n = 1000;
    while (!done) {
      await addPatients(a, n, n + 1);
      n += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const report = await making;
    expect(n).toBeGreaterThan(1000);
    expect(report.verified).toBe(true);
    const b = await restored(file);
    expect((await b.ask('vault.status', {})).records).toBe(report.records);
    await expectWhole(b);
  });

  it('holds no plaintext, and replaces only a backup, only when it is proved', async () => {
    const a = await testClinic();
    await a.ask('record.create', { resource: { resourceType: 'Patient', name: [{ text: 'Canarina Yellow' }] } });
    const folder = temporaryFolder();
    const file = join(folder, 'b');
    await a.ask('backup.create', { job: JOB, file });
    const first = readFileSync(file);
    expect(first.includes('Canarina')).toBe(false);
    await a.ask('backup.create', { job: JOB, file });
    expect(readFileSync(file).equals(first)).toBe(false);
    expect(readdirSync(folder)).toEqual(['b']);

    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear colleague');
    await a.refuse('backup.create', { job: JOB, file: letter }, 'already-exists');
    expect(readFileSync(letter, 'utf8')).toBe('Dear colleague');
    await a.refuse('backup.create', { job: JOB, file: join(folder, 'no', 'such', 'folder') }, 'file-unwritable');
    await a.refuse('backup.create', { job: JOB, file: join(a.home, 'xinglin.db') }, 'file-unwritable');
    mkdirSync(join(folder, 'folder'));
    const inPlaceOfFolder = await a.vault.ask('backup.create', { job: JOB, file: join(folder, 'folder') });
    expect(inPlaceOfFolder.ok ? 'ok' : inPlaceOfFolder.error.code).toMatch(/^(already-exists|file-un)/);
    expect(readdirSync(folder).sort()).toEqual(['b', 'folder', 'letter.txt']);
    await expectWhole(a);
  });

  it('is cancelled by its job and leaves nothing behind; the one before stays', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 10);
    const folder = temporaryFolder();
    const file = join(folder, 'b');
    await a.ask('backup.create', { job: JOB, file });
    const before = readFileSync(file);
    const making = a.vault.ask('backup.create', { job: JOB, file });
    await a.ask('job.cancel', { job: JOB });
    const result = await making;
    expect(result.ok ? 'ok' : result.error.code).toBe('cancelled');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['b']);
    expect(existsSync(join(a.home, 'work'))).toBe(false);
  });

  it('that was cut off, altered or put together from two is refused before any home is touched', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 30, 60_000); // several chunks
    const folder = temporaryFolder();
    const [file, other, bad] = ['one', 'two', 'bad'].map((name) => join(folder, name)) as [string, string, string];
    await a.ask('backup.create', { job: JOB, file });
    await a.ask('backup.create', { job: JOB, file: other });
    const good = readFileSync(file);
    expect(good.length).toBeGreaterThan(2 * 1024 * 1024 + 10_000);
    const start =
      good.length -
      (await a.ask('backup.inspect', { file })).bytes -
      32 * Math.ceil((await a.ask('backup.inspect', { file })).bytes / 1048576);
    const stride = 1048576 + 32;
    const b = await testVault();
    const refuse = async (what: string, bytes: Buffer, code = 'backup-damaged'): Promise<void> => {
      writeFileSync(bad, bytes);
      const result = await b.vault.ask('backup.restore', { job: JOB, file: bad, passphrase: PASSPHRASE });
      expect(result.ok ? 'ok' : result.error.code, what).toBe(code);
      expect(await b.ask('session.state', {}), what).toEqual({ kind: 'empty' });
      expect(
        readdirSync(b.home).filter((name) => /db|keyring|work\//.test(name)),
        what,
      ).toEqual([]);
    };
    const flipped = (at: number): Buffer => {
      const copy = Buffer.from(good);
      copy[at] = (copy[at] ?? 0) ^ 0x40;
      return copy;
    };
    await refuse('no backup', Buffer.from('hello'), 'not-a-backup');
    await refuse('empty', Buffer.alloc(0), 'not-a-backup');
    await refuse('newer', Buffer.concat([good.subarray(0, 8), Buffer.of(99), good.subarray(9)]), 'database-newer');
    for (const at of [10, 40, start - 20, start - 1, start, start + 5000, start + stride - 1, good.length - 1])
      await refuse(`bit at ${at}`, flipped(at));
    await refuse('cut by one', good.subarray(0, -1));
    await refuse('cut by a chunk', good.subarray(0, start + stride));
    await refuse('only the header', good.subarray(0, start));
    await refuse('longer', Buffer.concat([good, Buffer.of(0)]));
    const [first, second] = [good.subarray(start, start + stride), good.subarray(start + stride, start + 2 * stride)];
    await refuse('swapped', Buffer.concat([good.subarray(0, start), second, first, good.subarray(start + 2 * stride)]));
    const foreign = readFileSync(other);
    await refuse(
      'mixed',
      Buffer.concat([good.subarray(0, start), foreign.subarray(start, start + stride), good.subarray(start + stride)]),
    );
    await b.refuse(
      'backup.restore',
      { job: JOB, file: join(folder, 'none'), passphrase: PASSPHRASE },
      'file-not-found',
    );
    truncateSync(bad, 20);
    await b.refuse('backup.inspect', { file: bad }, 'backup-damaged');
    await b.ask('backup.restore', { job: JOB, file, passphrase: PASSPHRASE });
  });
});

describe('a workstation restored from an old backup', () => {
  it('reads its own later changes back before it sends anything', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const early = await addPatients(a, 0, 4);
    await a.ask('sync.run', { untilIdle: true });
    const file = join(temporaryFolder(), 'old');
    await a.ask('backup.create', { job: JOB, file });
    const late = await addPatients(a, 4, 10);
    await a.ask('record.patch', { type: 'Patient', id: early[0] ?? '', patch: { birthDate: '1999-09-09' } });
    await a.ask('sync.run', { untilIdle: true });
    const all = await everythingOf(a, [...early, ...late]);
    await a.vault.close();

    const b = await restored(file);
    expect((await b.ask('vault.status', {})).records).toBe(4);
    const report = await b.ask('sync.run', { untilIdle: true });
    expect(report).toMatchObject({ pushed: 0 });
    expect(report.pulled).toBeGreaterThan(6);
    expect(await everythingOf(b, [...early, ...late])).toEqual(all);
    await expectWhole(b);

    const [added] = await addPatients(b, 20, 21);
    expect((await b.ask('sync.run', { untilIdle: true })).pushed).toBe(1);
    expect((await b.ask('sync.status', {})).alarms).toEqual([]);
    const second = await restored(file); // once more the old one: it gets that, too
    await second.ask('sync.run', { untilIdle: true });
    expect(await everythingOf(second, [added ?? ''])).toEqual(await everythingOf(b, [added ?? '']));
    await expectWhole(second);
  });

  it('reports where somebody worked on it before it had read them back, and loses neither', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    await addPatients(a, 0, 2);
    const file = join(temporaryFolder(), 'old');
    await a.ask('backup.create', { job: JOB, file });
    const late = await addPatients(a, 2, 4);
    await a.ask('sync.run', { untilIdle: true });
    await a.vault.close();

    const b = await restored(file);
    const here = await addPatients(b, 50, 51);
    await b.refuse('sync.run', { untilIdle: true }, 'cloud-alarm');
    expect((await b.ask('sync.status', {})).alarms.map(({ code }) => code)).toEqual(['equivocation']);
    expect(await everythingOf(b, here)).toHaveLength(1);
    await addPatients(b, 51, 52);
    await expectWhole(b);
    await b.refuse('sync.run', {}, 'cloud-alarm');

    const c = await restored(file);
    await c.ask('sync.run', { untilIdle: true });
    expect(await everythingOf(c, late)).toHaveLength(2);
  });
});
