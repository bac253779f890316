import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AdminCommand, ClinicLine, UsageLine, Verified } from '../../../cloud/admin/commands.ts';
import { administerCloud } from '../../../cloud/main.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { attempt } from '../../../shared/base/result.ts';
import { sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { run } from '../cli/command.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
let enrolled: Enrolled;
let id = '';
const perform = (command: AdminCommand, settings: object = {}) =>
  administerCloud({ data: endpoint.directory, ...settings }, command);

describe('beside a running endpoint, an operator', () => {
  beforeAll(async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
    id = toHex(enrolled.clinic.clinicId);
    await enrolTwo(endpoint.url);
    const push = makeAuthor(enrolled.clinic.clinicId, enrolled.owner).many(4, 1000);
    await sync(endpoint.url, enrolled.ownerToken, { push });
  });
  afterAll(() => endpoint.stop());

  it('sees who is here, and what it costs', async () => {
    const lines = (await perform({ name: 'clinics' })) as ClinicLine[];
    expect(lines).toHaveLength(2);
    expect(lines.find(({ clinic }) => clinic === id)).toMatchObject({ envelopes: 4, suspended: false, quota: 20e9 });
    const prices = { storage: 1, transfer: 1, currency: 'CNY' };
    const usage = (await perform({ name: 'usage', clinic: id.slice(0, 8) }, { prices })) as UsageLine;
    expect(usage).toMatchObject({ clinic: id, envelopes: 4, year: { currency: 'CNY' } });
    expect(usage.year?.storage).toBeCloseTo((usage.bytes / 1e9) * 12, 12);
    expect(await perform({ name: 'usage' })).toHaveLength(2);
  });

  it('suspends a clinic, at once and with a sentence, and takes it back with all its data', async () => {
    expect(await perform({ name: 'suspend', clinic: id })).toMatchObject({ suspended: true });
    const refused = await trySync(endpoint.url, enrolled.ownerToken);
    expect([refused.status, refused.refusal?.error]).toEqual([403, 'suspended']);
    expect(refused.refusal?.message).toContain('operator');
    await perform({ name: 'resume', clinic: id });
    expect(await sync(endpoint.url, enrolled.ownerToken)).toMatchObject({ head: 4 });
  });

  it('changes what one clinic may keep', async () => {
    const more = makeAuthor(enrolled.clinic.clinicId, enrolled.second).next(1000);
    expect(await perform({ name: 'quota', clinic: id, bytes: 100 })).toMatchObject({ quota: 100 });
    const refused = await trySync(endpoint.url, enrolled.secondToken, { push: [more] });
    expect(refused.refusal?.error).toBe('quota');
    expect(await perform({ name: 'quota', clinic: id, bytes: null })).toMatchObject({ quota: 20e9 });
    expect(await sync(endpoint.url, enrolled.secondToken, { push: [more] })).toMatchObject({ accepted: 1 });
  });

  it('is told of ids that are none, nobody has, or several', async () => {
    const refused = async (command: AdminCommand, data = endpoint.directory) => {
      const done = await attempt(() => administerCloud({ data }, command));
      return done.ok ? 'done' : done.error.code;
    };
    expect(await refused({ name: 'suspend', clinic: 'x' })).toBe('invalid-input');
    expect(await refused({ name: 'suspend', clinic: 'ab'.repeat(32) })).toBe('not-found');
    expect(await refused({ name: 'clinics' }, join(endpoint.directory, 'nothing'))).toBe('home-unusable');
  });

  it('can do so by the command line, in either language', async () => {
    const data = ['--data', endpoint.directory];
    const clinics = await run(['--lines', 'cloud', 'clinics', ...data]);
    expect(clinics.status).toBe(0);
    expect(clinics.out.trim().split('\n')).toHaveLength(2);
    expect((await run(['cloud', 'invite', '--days', '3', ...data])).json()).toEqual({
      invitation: expect.stringMatching(/^[\w-]{60,}$/),
    });
    expect((await run(['cloud', 'verify', ...data])).json()).toMatchObject({ ok: true, clinics: 2 });
    expect((await run(['cloud', 'quota', id, 'lots', ...data])).status).toBe(2);
    const help = await run(['cloud', '--help'], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(help.out).toContain('暂停一个诊所');
  });
});

describe('verification', () => {
  beforeEach(async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
    const { clinic, owner, second, ownerToken, secondToken } = enrolled;
    await sync(endpoint.url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(3) });
    await sync(endpoint.url, secondToken, { push: makeAuthor(clinic.clinicId, second).many(3) });
  });
  afterEach(() => endpoint.stop());
  const verify = async () => (await perform({ name: 'verify' })) as Verified;

  it('finds nothing wrong with what is right, also while it is written to', async () => {
    expect(await verify()).toMatchObject({ ok: true, clinics: 1, envelopes: 6, findings: [] });
    const author = makeAuthor(enrolled.clinic.clinicId, enrolled.owner);
    author.many(3);
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await sync(endpoint.url, enrolled.ownerToken, { push: [], cursor: 0 });
    })();
    expect((await verify()).ok).toBe(true);
    await writing;
  });

  it.each([
    ['an envelope that is gone', 'DELETE FROM envelope WHERE server_seq = 2', /envelope 3: follows 1/],
    ['the last envelope gone', 'DELETE FROM envelope WHERE server_seq = 6', /ends at 5 and not at 6/],
    [
      'bytes that were altered',
      // the last byte of an Ed25519 signature is never so large, and zero in one of sixteen (RFC 8032: S is below 2^253)
      "UPDATE envelope SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'ff' AS BLOB) WHERE server_seq = 2",
      /envelope 2: has another hash/,
    ],
    ['bytes that are none', "UPDATE envelope SET bytes = x'00' WHERE server_seq = 4", /envelope 4: is none/],
    [
      'an envelope under another name',
      'UPDATE envelope SET seq = 9 WHERE server_seq = 3',
      /envelope 3: is kept under another name/,
    ],
    [
      'a chain that is another',
      'UPDATE envelope SET log_hash = zeroblob(32) WHERE server_seq = 3',
      /envelope 3: the log's hash/,
    ],
    ["a clinic's hash", 'UPDATE clinic SET log_hash = zeroblob(32)', /the log's hash is not/],
    ['a count of bytes', 'UPDATE clinic SET bytes = bytes + 1', /bytes are kept/],
    ['a last envelope', 'UPDATE device SET seq = 2', /the last envelope is 3, and 2 is kept/],
    ['a last envelope that is gone', 'DELETE FROM device', /the last envelope is 3, and none is kept/],
    [
      'an author that is not there',
      'INSERT INTO device SELECT clinic_id, zeroblob(16), 1, zeroblob(32), 0 FROM clinic',
      /none in the log/,
    ],
    [
      'a membership record',
      "UPDATE membership SET record = x'00' WHERE record_index = 1",
      /membership record 1 does not follow/,
    ],
    ['a membership record that is gone', 'DELETE FROM membership WHERE record_index = 2', /has 2 records, not 3/],
  ])('finds %s', async (_what, sql, finding) => {
    const database = new Sqlite(join(endpoint.directory, 'cloud.sqlite'));
    database.exec(sql);
    database.close();
    const { ok, findings } = await verify();
    expect(ok).toBe(false);
    expect(findings.map(({ what }) => what).join('\n')).toMatch(finding);
    expect(findings.every(({ clinic }) => clinic === toHex(enrolled.clinic.clinicId))).toBe(true);
    const byCommand = await run(['cloud', 'verify', '--data', endpoint.directory]);
    expect([byCommand.status, byCommand.error()]).toEqual([1, 'database-damaged']);
  });
});

describe('a backup', () => {
  it('is a private file, whole and verified, of which the endpoint can be restored; workstations send the rest again', async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
    const { clinic, owner, ownerToken, incarnation } = enrolled;
    const author = makeAuthor(clinic.clinicId, owner);
    const first = author.many(3);
    await sync(endpoint.url, ownerToken, { push: first });
    const folder = await mkdtemp(join(tmpdir(), 'xinglin-backup-'));
    const file = join(folder, 'cloud.sqlite');
    expect(await perform({ name: 'backup', file })).toMatchObject({ ok: true, clinics: 1, envelopes: 3 });
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    const rest = author.many(2);
    const before = await sync(endpoint.url, ownerToken, { push: rest, cursor: 3 });
    await rm(endpoint.directory, { recursive: true });
    await endpoint.restart({ data: folder, restored: true });
    const after = await sync(endpoint.url, ownerToken, { incarnation, cursor: 5 });
    expect(toHex(after.incarnation)).not.toBe(toHex(incarnation));
    expect(after).toMatchObject({ deviceHead: 3, head: 3, nextCursor: 0, more: true });
    const again = await sync(endpoint.url, ownerToken, { push: rest, incarnation: after.incarnation, cursor: 0 });
    expect(again).toMatchObject({ accepted: 2, head: 5 });
    expect(toHex(again.logHash)).toBe(toHex(before.logHash));
    await endpoint.stop();
    await rm(folder, { recursive: true });
  });
});
