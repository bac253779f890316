import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../../shared/access/roles.ts';
import type { ViewDefinition } from '../../../../shared/bridge/views.ts';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const PATIENTS: ViewDefinition = {
  resource: 'Patient',
  select: [
    {
      column: [
        { name: 'id', path: 'getResourceKey()' },
        { name: 'gender', path: 'gender' },
      ],
    },
  ],
};
const PROBLEMS: ViewDefinition = {
  resource: 'Condition',
  select: [
    {
      column: [
        { name: 'patient', path: 'subject.getReferenceKey(Patient)' },
        { name: 'code', path: 'code.coding.code.first()' },
        { name: 'day', path: '%clinicDay' },
      ],
    },
  ],
};

async function create(vault: TestVault, resource: { resourceType: string; [key: string]: unknown }): Promise<string> {
  return String((await vault.ask('record.create', { resource })).resource.id);
}

async function problem(vault: TestVault, patient: string, code: string): Promise<string> {
  const about = { subject: { reference: `Patient/${patient}` }, recordedDate: '2026-03-01T17:30:00Z' };
  return create(vault, { resourceType: 'Condition', ...about, code: { coding: [{ system: 'urn:c', code }] } });
}

const preview = (vault: TestVault, definition: ViewDefinition, rows = 100) =>
  vault.ask('view.preview', { job: 'j', definition, rows });

describe('rows of a clinic', () => {
  it('have neither deleted records nor patients who were merged, whose records are of the survivor', async () => {
    const vault = await testClinic();
    const [a, b, c] = [
      await create(vault, { resourceType: 'Patient', gender: 'female', name: [{ family: 'A' }] }),
      await create(vault, { resourceType: 'Patient', gender: 'female', name: [{ family: 'A' }] }),
      await create(vault, { resourceType: 'Patient', gender: 'male', name: [{ family: 'C' }] }),
    ];
    await problem(vault, a, 'I10');
    await problem(vault, b, 'E11');
    const gone = await problem(vault, c, 'J06');
    await vault.ask('patient.merge', { survivor: a, merged: b, take: [] });
    await vault.ask('record.delete', { type: 'Condition', id: gone });
    const patients = await preview(vault, PATIENTS);
    expect(patients.rows.toSorted()).toEqual(
      [
        [a, 'female'],
        [c, 'male'],
      ].toSorted(),
    );
    const problems = await preview(vault, PROBLEMS);
    // 17:30 in London is the next day in Shanghai
    expect(problems.rows.toSorted()).toEqual([
      [a, 'E11', '2026-03-02'],
      [a, 'I10', '2026-03-02'],
    ]);
    expect(problems.columns.map(({ type }) => type)).toEqual(['id', 'code', 'date']);
    await vault.ask('patient.unmerge', { id: b, move: [] });
    expect((await preview(vault, PROBLEMS)).rows.toSorted()).toEqual(
      [
        [a, 'I10', '2026-03-02'],
        [b, 'E11', '2026-03-02'],
      ].toSorted(),
    );
  });

  it('come in pages, and the first of them only where nobody wants more', async () => {
    const vault = await testClinic();
    for (let n = 0; n < 5; n += 1) await create(vault, { resourceType: 'Patient', gender: 'female' });
    const first = await preview(vault, PATIENTS, 2);
    expect([first.rows.length, first.more]).toEqual([2, true]);
    const all = await preview(vault, PATIENTS, 5);
    expect([all.rows.length, all.more]).toEqual([5, false]);
    const page = await vault.ask('view.page', { definition: PATIENTS });
    expect([page.rows.length, page.next]).toEqual([5, null]);
    await vault.refuse('view.page', { definition: { resource: 'Patient' } }, 'view-invalid');
  });
});

describe('views that are kept', () => {
  it('are records of the clinic: checked, changed, retired, and taken back', async () => {
    const vault = await testClinic();
    await vault.refuse('view.save', { name: 'bad', definition: { resource: 'Patient' } }, 'view-invalid');
    const { changes } = await vault.ask('view.save', { name: 'mine', definition: PATIENTS });
    expect(changes).toEqual([{ type: 'Library', id: expect.any(String), write: expect.any(String) }]);
    await vault.refuse('view.save', { name: 'Mine', definition: PATIENTS }, 'already-exists');
    const [kept] = (await vault.ask('view.list', {})).kept;
    expect(kept).toMatchObject({ name: 'mine', definition: PATIENTS });
    const edit = { id: kept?.id ?? '', seen: kept?.seen ?? [], name: 'ours', definition: PROBLEMS };
    await vault.ask('view.save', edit);
    const [edited] = (await vault.ask('view.list', {})).kept;
    expect(edited).toMatchObject({ id: kept?.id, name: 'ours', definition: PROBLEMS });
    const retired = await vault.ask('view.use', { ids: [edit.id], use: false });
    expect((await vault.ask('view.list', {})).kept).toEqual([]);
    await vault.ask('record.undo', retired);
    expect((await vault.ask('view.list', {})).kept).toHaveLength(1);
    await vault.refuse('view.use', { ids: ['nobody'], use: false }, 'not-found');
  });

  it('are checked without being kept', async () => {
    const vault = await testClinic();
    expect(await vault.ask('view.check', { definition: PATIENTS })).toEqual({
      ok: true,
      resource: 'Patient',
      columns: [
        { name: 'id', type: 'id', collection: false },
        { name: 'gender', type: 'code', collection: false },
      ],
    });
    expect(await vault.ask('view.check', { definition: {} })).toEqual({
      ok: false,
      fault: { code: 'resource', place: 'resource' },
    });
  });
});

describe('who may', () => {
  it('sees rows of types that their role reads, and exports only where it may', async () => {
    const vault = await testClinic();
    const patient = await create(vault, { resourceType: 'Patient', gender: 'female' });
    await problem(vault, patient, 'I10');
    const table = structuredClone(DEFAULT_ROLES);
    table.roles['front-desk'].may.push('analysis');
    await vault.ask('roles.save', { table });
    for (const [name, role] of [
      ['Nora', 'nurse'],
      ['Flora', 'front-desk'],
      ['Dora', 'doctor'],
    ] as const)
      await addUser(vault, name, role);
    await firstLogin(vault, 'Nora');
    await vault.refuse('view.preview', { job: 'j', definition: PATIENTS }, 'not-allowed');
    await vault.refuse('view.save', { name: 'v', definition: PATIENTS }, 'not-allowed');
    // the front desk reads registrations and no diagnoses, and here it may analyse, not export
    await firstLogin(vault, 'Flora');
    expect((await preview(vault, PATIENTS)).rows).toHaveLength(1);
    await vault.refuse('view.preview', { job: 'j', definition: PROBLEMS }, 'not-allowed');
    await vault.refuse('view.page', { definition: PATIENTS }, 'not-allowed');
    await firstLogin(vault, 'Dora');
    expect((await preview(vault, PROBLEMS)).rows).toHaveLength(1);
    expect((await vault.ask('view.page', { definition: PROBLEMS })).rows).toHaveLength(1);
  });

  it('is an analyst, of rows without names alone', async () => {
    const vault = await testClinic();
    const patient = await create(vault, {
      resourceType: 'Patient',
      gender: 'female',
      name: [{ family: 'Kanarienvogel' }],
    });
    const other = await create(vault, {
      resourceType: 'Patient',
      gender: 'female',
      name: [{ family: 'Kanarienvogel' }],
    });
    await problem(vault, patient, 'I10');
    await problem(vault, other, 'E11');
    await vault.ask('patient.merge', { survivor: patient, merged: other, take: [] });
    await vault.ask('view.save', { name: 'mine', definition: PATIENTS });
    await addUser(vault, 'Ann', 'analyst');
    await vault.ask('analysis.refresh', {});
    await firstLogin(vault, 'Ann');
    const { shipped, kept } = await vault.ask('view.list', {});
    expect(shipped.length).toBeGreaterThan(5);
    expect(kept).toEqual([]);
    const [[key = '']] = (await preview(vault, PATIENTS)).rows as [[string]];
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect((await preview(vault, PROBLEMS)).rows.map(([one]) => one)).toEqual([key, key]);
    const names = { resource: 'Patient', select: [{ column: [{ name: 'n', path: 'name.family', collection: true }] }] };
    expect((await preview(vault, names)).rows).toEqual([[[]]]);
    expect((await vault.ask('view.page', { definition: PATIENTS })).rows).toHaveLength(1);
    await vault.refuse('view.save', { name: 'v', definition: PATIENTS }, 'not-allowed');
  });

  it('stands in the audit trail', async () => {
    const vault = await testClinic();
    await create(vault, { resourceType: 'Patient', gender: 'female' });
    await preview(vault, PATIENTS);
    await vault.ask('view.page', { definition: PATIENTS });
    const { rows } = await vault.ask('audit.list', { filter: {} });
    const noted = rows.filter(({ what }) => what === 'view').map(({ event, type }) => [event, type]);
    expect(noted.toSorted()).toEqual([
      ['analysis.read', 'Patient'],
      ['export', 'Patient'],
    ]);
  });
});
