import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../../shared/access/roles.ts';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const WOMEN = { v: 1, where: { kind: 'sex', sex: 'female' } } as const;
const of = (where: Criterion) => ({ v: 1, where }) as const;

async function addPatient({ ask }: TestVault, gender: string, family = 'Wang'): Promise<string> {
  const { resource } = await ask('record.create', {
    resource: { resourceType: 'Patient', gender, name: [{ family }], telecom: [{ system: 'phone', value: '138' }] },
  });
  return String(resource.id);
}

async function keep({ ask }: TestVault, name: string, where: Criterion): Promise<string> {
  const { changes } = await ask('cohort.save', { name, definition: of(where) });
  return String(changes[0]?.id);
}

describe('cohorts of a clinic', () => {
  it('are counted and listed, with whoever was merged once', async () => {
    const vault = await testClinic();
    const [a, b, c] = [
      await addPatient(vault, 'female', 'An'),
      await addPatient(vault, 'female', 'Bo'),
      await addPatient(vault, 'male', 'Chen'),
    ];
    expect(await vault.ask('cohort.count', { definition: WOMEN })).toMatchObject({ n: 2, total: 3 });
    await vault.ask('patient.merge', { survivor: a, merged: b });
    expect(await vault.ask('cohort.count', { definition: WOMEN })).toMatchObject({ n: 1, total: 2 });
    const { rows, n } = await vault.ask('cohort.people', { definition: WOMEN });
    expect(n).toBe(1);
    expect(rows.map(({ hit }) => [hit.id, hit.phone])).toEqual([[a, '138']]);
    expect((await vault.ask('cohort.members', { definition: of({ kind: 'all', of: [] }) })).ids).toEqual([a, c].sort());
  });

  it('count a record of whoever was merged for the one who stayed', async () => {
    const vault = await testClinic();
    const [a, b] = [await addPatient(vault, 'female'), await addPatient(vault, 'male')];
    await vault.ask('record.create', {
      resource: {
        resourceType: 'Condition',
        subject: { reference: `Patient/${b}` },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }] },
      },
    });
    const hypertension = of({ kind: 'diagnosis', of: [{ code: 'I10' }] });
    await vault.ask('patient.merge', { survivor: a, merged: b });
    expect((await vault.ask('cohort.members', { definition: hypertension })).ids).toEqual([a]);
  });

  it('are kept, renamed, changed, retired and brought back', async () => {
    const vault = await testClinic();
    const id = await keep(vault, 'Women', WOMEN.where);
    const [first] = (await vault.ask('cohort.list', {})).kept;
    expect(first).toMatchObject({ id, name: 'Women', definition: { people: 'living', where: WOMEN.where } });
    const men = of({ kind: 'sex', sex: 'male' });
    const { changes } = await vault.ask('cohort.save', { id, seen: first?.seen ?? [], name: 'Men', definition: men });
    expect((await vault.ask('cohort.list', {})).kept).toMatchObject([{ id, name: 'Men', definition: men }]);
    await vault.ask('record.undo', { changes });
    expect((await vault.ask('cohort.list', {})).kept).toMatchObject([{ id, name: 'Women' }]);
    const retired = await vault.ask('cohort.use', { id, use: false });
    expect((await vault.ask('cohort.list', {})).kept).toEqual([]);
    await vault.ask('record.undo', retired);
    expect((await vault.ask('cohort.list', {})).kept).toHaveLength(1);
  });

  it('are made of each other: union, intersection, difference; a circle and one that is gone are told', async () => {
    const vault = await testClinic();
    const [a, b] = [await addPatient(vault, 'female'), await addPatient(vault, 'male')];
    const women = await keep(vault, 'Women', WOMEN.where);
    const men = await keep(vault, 'Men', { kind: 'sex', sex: 'male' });
    const [w, m] = [women, men].map((id) => ({ kind: 'cohort', id }) as const) as [Criterion, Criterion];
    const ids = async (where: Criterion) => (await vault.ask('cohort.members', { definition: of(where) })).ids;
    expect(await ids({ kind: 'any', of: [w, m] })).toEqual([a, b].sort());
    expect(await ids({ kind: 'all', of: [w, m] })).toEqual([]);
    expect(await ids({ kind: 'not', of: w })).toEqual([b]);
    await vault.refuse(
      'cohort.save',
      { id: women, name: 'Women', definition: of({ kind: 'not', of: w }) },
      'cohort-circle',
    );
    const both = await keep(vault, 'Both', { kind: 'any', of: [w, m] });
    const circle = of({ kind: 'cohort', id: both });
    await vault.refuse('cohort.save', { id: women, name: 'Women', definition: circle }, 'cohort-circle');
    await vault.ask('cohort.use', { id: men, use: false });
    await vault.refuse('cohort.count', { definition: circle }, 'cohort-missing');
  });

  it('know since when somebody is registered', async () => {
    const vault = await testClinic();
    const a = await addPatient(vault, 'female');
    expect((await vault.ask('cohort.members', { definition: of({ kind: 'registered', within: 1 }) })).ids).toEqual([a]);
  });

  it('are called in, each patient once', async () => {
    const vault = await testClinic();
    const [a, b] = [await addPatient(vault, 'female'), await addPatient(vault, 'female')];
    const first = await vault.ask('cohort.recall', { patients: [a], text: 'Come again', due: '2030-01-01' });
    expect(first).toMatchObject({ already: 0 });
    expect(first.changes).toHaveLength(1);
    const second = await vault.ask('cohort.recall', { patients: [a, b], text: 'Come again' });
    expect(second).toMatchObject({ already: 1 });
    const { items } = await vault.ask('task.list', {});
    expect(items.map(({ kind, text, patient }) => [kind, text, patient?.id])).toEqual([
      ['follow-up', 'Come again', a],
      ['follow-up', 'Come again', b],
    ]);
    const { rows } = await vault.ask('cohort.people', { definition: WOMEN });
    expect(rows.map(({ task }) => task?.text)).toEqual(['Come again', 'Come again']);
    await vault.ask('record.undo', { changes: second.changes });
    expect((await vault.ask('task.list', {})).items).toHaveLength(1);
  });

  it('are called in as a whole, with their progress, each patient once', async () => {
    const vault = await testClinic();
    for (let i = 0; i < 120; i++) await addPatient(vault, 'female');
    const [a] = (await vault.ask('cohort.members', { definition: WOMEN })).ids;
    await vault.ask('cohort.recall', { patients: [String(a)], text: 'Come again' });
    const input = { definition: WOMEN, text: 'Come again', due: '2030-01-01' };
    const { changes, already, left } = await vault.ask('cohort.recallAll', { job: 'r', ...input });
    expect([changes.length, already, left]).toEqual([119, 1, 0]);
    const told = vault.events.filter(({ name }) => name === 'progress').map(({ payload }) => payload);
    expect(told).toMatchObject([50, 100, 120].map((done) => ({ job: 'r', done, total: 120 })));
    await vault.ask('record.undo', { changes });
    const { rows } = await vault.ask('cohort.people', { definition: WOMEN, limit: 500 });
    expect(rows.filter(({ task }) => task).map(({ hit }) => hit.id)).toEqual([a]);
  });

  it('are called in no further once it is stopped, and what was done is named', async () => {
    const stop = (name: string): void => {
      if (name === 'progress') void vault.ask('job.cancel', { job: 'r' });
    };
    const vault: TestVault = await testClinic(undefined, { onEvent: stop });
    for (let i = 0; i < 120; i++) await addPatient(vault, 'female');
    const input = { definition: WOMEN, text: 'Come again' };
    const { changes, left } = await vault.ask('cohort.recallAll', { job: 'r', ...input });
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.length + left).toBe(120);
    expect(left).toBeGreaterThan(0);
    const { rows } = await vault.ask('cohort.people', { definition: WOMEN, limit: 500 });
    expect(rows.filter(({ task }) => task)).toHaveLength(changes.length);
  });

  it('are given up by their job, and by nothing else', async () => {
    const clinic = await testClinic();
    const { vault, ask } = clinic;
    await addPatient(clinic, 'female');
    const id = await keep(clinic, 'Women', WOMEN.where);
    const others = vault.ask('cohort.count', { definition: WOMEN, job: 'e' });
    const asked = [
      () => vault.ask('cohort.count', { definition: WOMEN, job: 'j' }),
      () => vault.ask('cohort.people', { definition: WOMEN, job: 'j' }),
      () => vault.ask('cohort.members', { definition: WOMEN, job: 'j' }),
      () => vault.ask('cohort.follow', { id, job: 'j' }),
    ];
    for (const one of asked) {
      // so small a clinic may be answered before it is given up: then once more
      let ended = false;
      for (let tries = 0; !ended && tries < 50; tries++) {
        const given = one();
        await ask('job.cancel', { job: 'j' });
        const result = await given;
        ended = !result.ok && result.error.code === 'cancelled';
      }
      expect(ended).toBe(true);
    }
    expect(await others).toMatchObject({ ok: true, value: { n: 1 } });
    // what was given up is asked again
    expect(await ask('cohort.people', { definition: WOMEN, job: 'j' })).toMatchObject({ n: 1 });
    expect((await ask('cohort.members', { definition: WOMEN, job: 'j' })).ids).toHaveLength(1);
    expect((await ask('cohort.follow', { id, job: 'j' })).counts).toMatchObject([{ n: 1 }]);
  });

  it('are followed: a count a day at most, and only where somebody entered or left', async () => {
    let now = Date.parse('2026-03-01T02:00:00Z');
    const vault = await testClinic(undefined, { clock: { now: () => now } });
    const [a] = [await addPatient(vault, 'female'), await addPatient(vault, 'male')];
    const id = await keep(vault, 'Women', WOMEN.where);
    const follow = async () => (await vault.ask('cohort.follow', { id })).counts;
    const first = { day: '2026-03-01', n: 1 };
    expect(await follow()).toEqual([first]);
    await addPatient(vault, 'female');
    // once a day
    expect(await follow()).toEqual([first]);
    now += 2 * 86_400_000;
    await vault.ask('record.delete', { type: 'Patient', id: a });
    const second = { day: '2026-03-03', n: 1, entered: 1, left: 1, since: '2026-03-01' };
    expect(await follow()).toEqual([first, second]);
    now += 86_400_000;
    expect(await follow()).toEqual([first, second]);
    const { json } = await vault.ask('fhir.search', { job: 'j', query: 'MeasureReport?_summary=count' });
    expect(JSON.parse(json)).toMatchObject({ total: 2 });
    // by another definition nobody entered and nobody left
    const [kept] = (await vault.ask('cohort.list', {})).kept;
    const everybody = of({ kind: 'all', of: [] });
    await vault.ask('cohort.save', { id, seen: kept?.seen ?? [], name: 'Women', definition: everybody });
    expect(await follow()).toEqual([{ day: '2026-03-04', n: 2 }]);
    const [edited] = (await vault.ask('cohort.list', {})).kept;
    await vault.ask('cohort.save', { id, seen: edited?.seen ?? [], name: 'Women', definition: WOMEN });
    expect(await follow()).toEqual([first, second, { day: '2026-03-04', n: 1 }]);
  });

  it('begin anew where a cohort in them is another', async () => {
    const vault = await testClinic();
    await addPatient(vault, 'female');
    const inner = await keep(vault, 'Inner', WOMEN.where);
    const outer = await keep(vault, 'Outer', { kind: 'cohort', id: inner });
    const follow = async () => (await vault.ask('cohort.follow', { id: outer })).counts.map(({ n }) => n);
    expect(await follow()).toEqual([1]);
    const seen = (await vault.ask('cohort.list', {})).kept.find(({ id }) => id === inner)?.seen ?? [];
    const men = of({ kind: 'sex', sex: 'male' });
    await vault.ask('cohort.save', { id: inner, seen, name: 'Inner', definition: men });
    expect(await follow()).toEqual([0]);
  });

  it('tell nobody by another definition what was counted by a closed one', async () => {
    const vault = await testClinic();
    const patient = await addPatient(vault, 'female');
    await vault.ask('record.create', {
      resource: {
        resourceType: 'Condition',
        subject: { reference: `Patient/${patient}` },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20' }] },
      },
    });
    const id = await keep(vault, 'B20', { kind: 'diagnosis', of: [{ code: 'B20' }] });
    expect((await vault.ask('cohort.follow', { id })).counts).toMatchObject([{ n: 1 }]);
    const report = { resource: 'MeasureReport', select: [{ column: [{ name: 'id', path: 'id' }] }] };
    expect((await vault.ask('view.preview', { job: 'v', definition: report })).rows).toHaveLength(1);
    await addUser(vault, 'Flora', 'front-desk');
    await addUser(vault, 'Nora', 'nurse');
    const { roles } = DEFAULT_ROLES;
    const { 'front-desk': desk, nurse } = roles;
    const write = { access: 'write', remove: false, sign: false, amend: false } as const;
    await vault.ask('roles.save', {
      table: {
        v: 1,
        roles: {
          ...roles,
          'front-desk': {
            groups: { ...desk.groups, administration: write },
            may: [...desk.may, 'analysis'],
          },
          nurse: {
            groups: { ...nurse.groups, medication: { ...write, access: 'none' } },
            may: [...nurse.may, 'analysis'],
          },
        },
      },
    });
    // who reads diagnoses, and no medication: a report does not say which it was counted by
    await firstLogin(vault, 'Nora');
    expect((await vault.ask('cohort.follow', { id })).counts).toMatchObject([{ n: 1 }]);
    await vault.refuse('view.preview', { job: 'v', definition: report }, 'not-allowed');
    await firstLogin(vault, 'Flora');
    await vault.refuse('cohort.follow', { id }, 'not-allowed');
    const [kept] = (await vault.ask('cohort.list', {})).kept;
    const men = of({ kind: 'sex', sex: 'male' });
    await vault.ask('cohort.save', { id, seen: kept?.seen ?? [], name: 'B20', definition: men });
    expect((await vault.ask('cohort.follow', { id })).counts).toEqual([]);
  });

  it('are written as a table', async () => {
    const vault = await testClinic();
    await addPatient(vault, 'female', 'An');
    const out = temporaryFolder();
    const { file, rows } = await vault.ask('cohort.export', { job: 'j', definition: WOMEN, out, locale: 'en' });
    expect(rows).toBe(1);
    const [head, line] = readFileSync(file, 'utf8').split(/\r?\n/);
    expect(head).toContain('Last visit');
    expect(line).toMatch(/^An,.*female.*138/);
  });

  it('are closed to a role that does not see all of what they touch, through a kept one as well', async () => {
    const vault = await testClinic();
    await addPatient(vault, 'female');
    const kept = await keep(vault, 'Pressure', { kind: 'value', of: [{ code: '8480-6' }] });
    await addUser(vault, 'Li', 'doctor');
    const closed = { access: 'none', remove: false, sign: false, amend: false } as const;
    const { doctor } = DEFAULT_ROLES.roles;
    const groups = { ...doctor.groups, results: closed };
    await vault.ask('roles.save', {
      table: { v: 1, roles: { ...DEFAULT_ROLES.roles, doctor: { ...doctor, groups } } },
    });
    await firstLogin(vault, 'Li');
    const values = of({ kind: 'any', of: [WOMEN.where, { kind: 'value', of: [{ code: '8480-6' }] }] });
    expect(await vault.ask('cohort.count', { definition: WOMEN })).toMatchObject({ n: 1 });
    await vault.refuse('cohort.count', { definition: values }, 'not-allowed');
    await vault.refuse('cohort.people', { definition: of({ kind: 'cohort', id: kept }) }, 'not-allowed');
    await vault.refuse('cohort.save', { name: 'Closed', definition: values }, 'not-allowed');
  });
});
