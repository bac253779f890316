import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const EVERYBODY = { v: 1, where: { kind: 'all', of: [] } } as const;
const PATIENTS = { resource: 'Patient', select: [{ column: [{ name: 'id', path: 'getResourceKey()' }] }] };
const REGISTERED = { name: 'age-sex', column: 'female' } as const;

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
      ['export', 'cohort', 2, 1],
      ['export', 'cohort', 2, 1],
      ['export', 'measure-age-sex-records', 2, 1],
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
    expect(await noted(vault, ['export'])).toEqual([['export', 'view', first, 1]]);
    const [again, other] = [await page(0), await page(1, 'other')];
    expect(await noted(vault, ['export'])).toEqual([
      ['export', 'view', first, 1],
      ['export', 'view', again, 1],
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
      return rows.filter(({ event }) => event === 'export').map(({ outcome, records }) => [outcome, records]);
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
      ['export', 'view', rows.length, 1],
      ['patient.search', null, null, 1],
    ]);
  });
});
