import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const EVERYBODY = { v: 1, where: { kind: 'all', of: [] } } as const;
const PATIENTS = { resource: 'Patient', select: [{ column: [{ name: 'id', path: 'getResourceKey()' }] }] };
const REGISTERED = { name: 'age-sex', column: 'female' } as const;
/** What leaves without a file, and what the trail calls it. */
const LEAVING = [
  ['cohort.people', { definition: EVERYBODY, leaving: true }, 'cohort'],
  ['cohort.members', { definition: EVERYBODY }, 'cohort'],
  ['measures.records', { ...REGISTERED, leaving: true }, 'measure-age-sex-records'],
  ['view.page', { definition: PATIENTS }, 'view'],
] as const;

async function clinicWith(patients: number): Promise<TestVault> {
  const vault = await testClinic();
  for (let n = 0; n < patients; n++)
    await vault.ask('record.create', {
      resource: { resourceType: 'Patient', gender: 'female', birthDate: '1980-01-01' },
    });
  return vault;
}

async function noted({ ask }: TestVault, events: readonly string[]): Promise<unknown[]> {
  const { rows } = await ask('audit.list', { filter: {} });
  return rows
    .filter(({ event }) => events.includes(event))
    .map(({ event, what, type, records, times }) => [event, what ?? type ?? null, records ?? null, times])
    .toReversed();
}

describe('rows of patients', () => {
  it('are shown to whoever analyses, but leave the program only for who may export', async () => {
    const vault = await clinicWith(1);
    await addUser(vault, 'Li', 'doctor');
    const { doctor } = DEFAULT_ROLES.roles;
    const may = doctor.may.filter((one) => one !== 'export');
    await vault.ask('roles.save', { table: { v: 1, roles: { ...DEFAULT_ROLES.roles, doctor: { ...doctor, may } } } });
    await firstLogin(vault, 'Li');
    expect((await vault.ask('cohort.people', { definition: EVERYBODY })).rows).toHaveLength(1);
    expect((await vault.ask('measures.records', REGISTERED)).records).toHaveLength(1);
    await vault.refuse('cohort.people', { definition: EVERYBODY, leaving: true }, 'not-allowed');
    await vault.refuse('cohort.members', { definition: EVERYBODY }, 'not-allowed');
    await vault.refuse('measures.records', { ...REGISTERED, leaving: true }, 'not-allowed');
  });

  it('stand in the trail as an export where they leave', async () => {
    const vault = await clinicWith(2);
    await vault.ask('cohort.people', { definition: EVERYBODY, leaving: true });
    await vault.ask('cohort.members', { definition: EVERYBODY });
    await vault.ask('measures.records', { ...REGISTERED, leaving: true });
    expect(await noted(vault, ['export', 'analysis.read'])).toEqual([
      ['export', 'begun-cohort', null, 1],
      ['export', 'cohort', 2, 1],
      ['export', 'begun-cohort', null, 1],
      ['export', 'cohort', 2, 1],
      ['export', 'begun-measure-age-sex-records', null, 1],
      ['export', 'measure-age-sex-records', 2, 1],
    ]);
  });

  it('stand there before one of them is read, and as reading where they are only shown', async () => {
    const vault = await clinicWith(2);
    const asking = LEAVING.map(([name, input]) => vault.vault.ask(name, input));
    const there = noted(vault, ['export']);
    await Promise.all(asking);
    expect(await there).toEqual(LEAVING.map(([, , what]) => ['export', `begun-${what}`, null, 1]));
    await vault.ask('cohort.people', { definition: EVERYBODY });
    await vault.ask('measures.records', REGISTERED);
    await vault.ask('view.preview', { job: 'p', definition: PATIENTS });
    expect(await noted(vault, ['analysis.read'])).toEqual([
      ['analysis.read', 'cohort-list', null, 1],
      ['analysis.read', 'age-sex-records', null, 1],
      ['analysis.read', 'view', null, 1],
    ]);
  });

  it.each(LEAVING)(
    'do not leave as %s once the screen is locked, or one of them is erased',
    async (name, input, what) => {
      const vault = await clinicWith(2);
      const { rows } = await vault.ask('cohort.people', { definition: EVERYBODY });
      const asking = vault.vault.ask(name, input);
      await vault.ask('session.lock', {});
      expect(await asking).toMatchObject({ error: { code: 'export-overtaken' } });
      await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
      const again = vault.vault.ask(name, input);
      const id = rows[0]?.hit.id ?? '';
      await vault.ask('record.redact', { type: 'Patient', id, reason: 'asked for', chart: true });
      expect(await again).toMatchObject({ error: { code: 'export-overtaken' } });
      const ended = (await vault.ask('audit.list', { filter: { events: ['export'] } })).rows;
      expect(ended.toReversed().map((row) => [row.what, row.outcome, row.records, row.error])).toEqual([
        [`begun-${what}`, 'done', undefined, undefined],
        [what, 'failed', 0, 'export-overtaken'],
        [`begun-${what}`, 'done', undefined, undefined],
        [what, 'failed', 0, 'export-overtaken'],
      ]);
    },
  );

  it('stand in the trail as an export that failed where they could not be read', async () => {
    const vault = await clinicWith(1);
    const twice = { resource: 'Patient', select: [{ column: [{ name: 'id', path: "gender | 'a'" }] }] };
    expect((await vault.vault.ask('view.page', { definition: twice })).ok).toBe(false);
    const { rows } = await vault.ask('audit.list', { filter: { events: ['export'] } });
    expect(rows.map((row) => [row.what, row.outcome, row.records, row.error])).toEqual([
      ['view', 'failed', 0, 'view-invalid'],
      ['begun-view', 'done', undefined, undefined],
    ]);
  });

  it('leave whole, whatever window is asked for', async () => {
    const vault = await clinicWith(3);
    const people = await vault.ask('cohort.people', { definition: EVERYBODY, offset: 2, limit: 1, leaving: true });
    expect([people.n, new Set(people.rows.map(({ hit }) => hit.id)).size]).toEqual([3, 3]);
    const { records, after } = await vault.ask('measures.records', { ...REGISTERED, limit: 1, leaving: true });
    expect([records.length, after]).toEqual([3, null]);
  });

  it('stand in the trail as one export, however many pages there are, and wherever it ends', async () => {
    const vault = await clinicWith(4);
    const page = async (after: number, name = 'one') =>
      (await vault.ask('view.page', { definition: { ...PATIENTS, name }, after })).rows.length;
    const first = (await page(0)) + (await page(1)) + (await page(2));
    const begun = ['export', 'begun-view', null, 1];
    expect(await noted(vault, ['export'])).toEqual([begun, ['export', 'view', first, 1]]);
    const [again, other] = [await page(0), await page(1, 'other')];
    expect(await noted(vault, ['export'])).toEqual([
      begun,
      ['export', 'view', first, 1],
      begun,
      ['export', 'view', again, 1],
      begun,
      ['export', 'view', other, 1],
    ]);
  });

  it('stand in the trail as an export that failed where nobody comes for the last, and as one, whatever is saved meanwhile', async () => {
    const vault = await testClinic();
    const file = join(temporaryFolder(), 'patients.ndjson');
    const line = (n: number) => JSON.stringify({ resourceType: 'Patient', id: `p${n}`, gender: 'other' });
    writeFileSync(file, Array.from({ length: 2001 }, (_, n) => `${line(n)}\n`).join(''));
    await vault.ask('import.files', { job: 'i', paths: [file] });
    const exports = async () => {
      const { rows } = await vault.ask('audit.list', { filter: {} });
      return rows.filter(({ what }) => what === 'view').map(({ outcome, records }) => [outcome, records]);
    };
    const { next } = await vault.ask('view.page', { definition: PATIENTS });
    await vault.ask('record.create', { resource: { resourceType: 'Patient', gender: 'female' } });
    await vault.ask('view.page', { definition: PATIENTS, after: next ?? 0 });
    expect(await exports()).toEqual([['done', 2002]]);
    await vault.ask('view.page', { definition: PATIENTS });
    expect(await exports()).toEqual([
      ['failed', 2000],
      ['done', 2002],
    ]);
  });

  it('stand in the trail wherever one begins to read them', async () => {
    const vault = await clinicWith(3);
    for (const offset of [1, 2])
      expect((await vault.ask('cohort.people', { definition: EVERYBODY, offset })).rows).toHaveLength(3 - offset);
    const { rows } = await vault.ask('view.page', { definition: PATIENTS, after: 1 });
    expect(rows.length).toBeGreaterThan(0);
    await vault.ask('patient.list', { filter: { gender: 'female' }, offset: 1 });
    expect(await noted(vault, ['export', 'analysis.read', 'patient.search'])).toEqual([
      ['analysis.read', 'cohort-list', null, 2],
      ['export', 'begun-view', null, 1],
      ['export', 'view', rows.length, 1],
      ['patient.search', null, null, 1],
    ]);
  });
});
