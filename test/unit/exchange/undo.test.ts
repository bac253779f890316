import { afterEach, describe, expect, it } from 'vitest';
import { importedId } from '../../../electron/vault/exchange/fhir/ids.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { about, folderOf, patient } from './support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

type Clinic = Awaited<ReturnType<typeof testClinic>>;

const observation = (id: string, subject: string, value: string): object =>
  about(id, subject, { status: 'final', code: { text: 'Glucose' }, valueString: value });

async function bring(clinic: Clinic, records: readonly object[], job = 'in') {
  const report = await clinic.ask('import.files', {
    job,
    paths: [folderOf({ 'x.ndjson': records })],
    system: 'urn:lab',
  });
  return { report, run: report.run ?? '' };
}

/** The records of a type as they are shown. */
async function all(clinic: Clinic, type: string): Promise<Record<string, unknown>[]> {
  const { json } = await clinic.ask('fhir.search', { job: 'search', query: `${type}?_count=100` });
  const { entry = [] } = JSON.parse(json) as { entry?: { resource: Record<string, unknown> }[] };
  return entry.map(({ resource }) => resource);
}

const BASE = [
  patient('1', { gender: 'female' }),
  patient('2', { gender: 'male' }),
  { resourceType: 'Organization', id: 'h', name: 'Hospital' },
  { resourceType: 'Location', id: 'l', managingOrganization: { reference: 'Organization/h' } },
  observation('o', 'Patient/1', 'a'),
];

describe('undoing an import', () => {
  it('deletes what it brought, final records too, and importing the same files again brings all back', async () => {
    const clinic = await testClinic();
    const { run } = await bring(clinic, BASE);
    const before = await Promise.all(['Patient', 'Observation', 'Organization', 'Location'].map((t) => all(clinic, t)));
    expect(await clinic.ask('import.undo', { job: 'u', run })).toEqual({
      deleted: 5,
      restored: 0,
      left: 0,
      records: [],
      cancelled: false,
    });
    for (const type of ['Patient', 'Observation', 'Organization', 'Location'])
      expect(await all(clinic, type)).toEqual([]);
    expect((await clinic.ask('import.list', {}))[0]).toMatchObject({ run, state: 'undone', undone: { deleted: 5 } });
    expect((await bring(clinic, BASE, 'again')).report).toMatchObject({ created: 5, updated: 0, unchanged: 0 });
    expect(
      await Promise.all(['Patient', 'Observation', 'Organization', 'Location'].map((t) => all(clinic, t))),
    ).toEqual(before);
  });

  it('gives records back what they were before it, and the import then says it again', async () => {
    const clinic = await testClinic();
    await bring(clinic, BASE);
    const changed = [patient('1', { gender: 'other', birthDate: '1980-01-01' }), observation('o', 'Patient/1', 'b')];
    const { run } = await bring(clinic, changed, 'second');
    expect(await clinic.ask('import.undo', { job: 'u', run })).toMatchObject({ deleted: 0, restored: 2, left: 0 });
    const [one] = (await all(clinic, 'Patient')).filter(({ gender }) => gender === 'female');
    expect(one?.birthDate).toBeUndefined();
    expect(await all(clinic, 'Observation')).toMatchObject([{ valueString: 'a' }]);
    expect((await bring(clinic, BASE, 'base')).report).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
    expect((await bring(clinic, changed, 'third')).report).toMatchObject({ updated: 2 });
    expect(await all(clinic, 'Observation')).toMatchObject([{ valueString: 'b' }]);
  });

  it('leaves what was edited since, and what stays refers to, and says why', async () => {
    const clinic = await testClinic();
    const { run } = await bring(clinic, BASE);
    const patients = await all(clinic, 'Patient');
    const [first, second] = ['female', 'male'].map((g) => String(patients.find(({ gender }) => gender === g)?.id));
    await clinic.ask('record.patch', { type: 'Patient', id: first ?? '', patch: { birthDate: '1970-01-01' } });
    await clinic.ask('record.create', {
      resource: {
        resourceType: 'Encounter',
        status: 'finished',
        class: { code: 'AMB' },
        subject: { reference: `Patient/${second}` },
        serviceProvider: { reference: `Organization/${String((await all(clinic, 'Organization'))[0]?.id)}` },
      },
    });
    const undone = await clinic.ask('import.undo', { job: 'u', run });
    expect(undone).toMatchObject({ deleted: 2, left: 3 });
    expect(undone.records.map(({ type, why }) => `${type} ${why}`).sort()).toEqual([
      'Organization in-use',
      'Patient edited',
      'Patient in-use',
    ]);
    expect(await all(clinic, 'Observation')).toEqual([]);
  });

  it('takes back what was edited and is again what came, and importing brings it back; what is changed stays', async () => {
    const clinic = await testClinic();
    const named = (id: string, more: object) => patient(id, { name: [{ text: `Quill ${id}` }], ...more });
    const came = [named('1', { gender: 'female' }), named('2', {}), named('3', {}), observation('o', 'Patient/1', 'a')];
    const { run } = await bring(clinic, came);
    const before = await all(clinic, 'Patient');
    const [first, second, third] = ['1', '2', '3'].map((one) => importedId('urn:lab', 'Patient', one));
    const patch = async (id = '', change: object) =>
      clinic.ask('record.patch', { type: 'Patient', id, patch: { ...change } });
    // another name and a date, then what came: the one by an edit, the other by taking the edit back
    await patch(first, { name: [{ text: 'Quill' }], birthDate: '1970-01-01' });
    await clinic.ask('record.restore', { type: 'Patient', id: first ?? '', version: 1 });
    await patch(second, { gender: 'male' });
    await patch(second, { gender: null });
    await patch(third, { gender: 'male' });
    await patch(third, { gender: 'other' });
    const undone = await clinic.ask('import.undo', { job: 'u', run });
    expect(undone).toMatchObject({ deleted: 3, left: 1, records: [{ id: third, why: 'edited' }] });
    expect(await all(clinic, 'Patient')).toMatchObject([{ id: third, gender: 'other' }]);
    expect((await bring(clinic, came, 'again')).report).toMatchObject({ created: 3, unchanged: 1 });
    const [still, ...others] = [third, first, second].map((one) => one ?? '');
    const here = await all(clinic, 'Patient');
    expect(here.filter(({ id }) => others.includes(String(id)))).toEqual(before.filter(({ id }) => id !== still));
    expect((await clinic.ask('vault.status', {})).conflicts).toBe(0);
  });

  it('gives back what it changed though that was edited and taken back since, and the import then says it again', async () => {
    const clinic = await testClinic();
    await bring(clinic, [patient('1', { name: [{ text: 'Quill' }], gender: 'female' })]);
    const changed = [patient('1', { name: [{ text: 'Quill' }, { text: 'Marsh' }], gender: 'other' })];
    const { run } = await bring(clinic, changed, 'second');
    const id = importedId('urn:lab', 'Patient', '1');
    await clinic.ask('record.patch', { type: 'Patient', id, patch: { name: [{ text: 'Quill' }], gender: 'male' } });
    await clinic.ask('record.restore', { type: 'Patient', id, version: 2 });
    expect(await all(clinic, 'Patient')).toMatchObject([{ gender: 'other', name: [{}, { text: 'Marsh' }] }]);
    expect(await clinic.ask('import.undo', { job: 'u', run })).toMatchObject({ restored: 1, left: 0 });
    expect(await all(clinic, 'Patient')).toMatchObject([{ gender: 'female', name: [{ text: 'Quill' }] }]);
    expect((await bring(clinic, changed, 'third')).report).toMatchObject({ updated: 1 });
    expect(await all(clinic, 'Patient')).toMatchObject([{ gender: 'other', name: [{}, { text: 'Marsh' }] }]);
  });

  it('leaves what somebody deleted, and what was in conflict and was decided since', async () => {
    const clinic = await testClinic();
    await bring(clinic, [patient('1', { gender: 'female' })]);
    const id = importedId('urn:lab', 'Patient', '1');
    await clinic.ask('record.patch', { type: 'Patient', id, patch: { gender: 'male' } });
    const { run } = await bring(clinic, [patient('1', { gender: 'other' }), patient('2')], 'second');
    const [waiting] = await clinic.ask('conflict.list', {});
    expect(waiting).toBeDefined();
    const gone = importedId('urn:lab', 'Patient', '2');
    await clinic.ask('record.delete', { type: 'Patient', id: gone });
    await clinic.ask('record.restore', { type: 'Patient', id, version: 3 });
    const undone = await clinic.ask('import.undo', { job: 'u', run });
    expect(undone).toMatchObject({ deleted: 0, restored: 0, left: 2 });
    expect(undone.records.map(({ why }) => why)).toEqual(['edited', 'edited']);
  });

  it('is stopped and goes on', async () => {
    const clinic = await testClinic();
    const { run } = await bring(
      clinic,
      Array.from({ length: 700 }, (_, i) => patient(`p${i}`)),
    );
    const undoing = clinic.ask('import.undo', { job: 'u', run });
    await clinic.ask('job.cancel', { job: 'u' });
    const stopped = await undoing;
    expect(stopped.cancelled).toBe(true);
    expect((await clinic.ask('import.list', {}))[0]?.state).toBe('undoing');
    expect(await clinic.ask('import.undo', { job: 'v', run })).toMatchObject({ deleted: 700, cancelled: false });
    expect(await clinic.vault.ask('import.undo', { job: 'w', run })).toMatchObject({
      ok: false,
      error: { code: 'import-not-undoable' },
    });
  });

  it('holds on every workstation, and so does bringing back', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const b = await joinClinic(a, url);
    const sync = async (): Promise<void> => {
      for (const one of [a, b, a]) await one.ask('sync.run', { untilIdle: true });
    };
    const { run } = await bring(a, BASE);
    await sync();
    expect(await all(b, 'Patient')).toHaveLength(2);
    await a.ask('import.undo', { job: 'u', run });
    await sync();
    expect(await all(b, 'Patient')).toHaveLength(0);
    expect((await bring(b, BASE)).report).toMatchObject({ created: 5 });
    await sync();
    expect(await all(a, 'Patient')).toEqual(await all(b, 'Patient'));
    expect(await all(a, 'Patient')).toHaveLength(2);
    expect((await a.ask('vault.status', {})).conflicts).toBe(0);
  });
});
