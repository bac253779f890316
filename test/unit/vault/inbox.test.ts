import { afterEach, describe, expect, it } from 'vitest';
import type { Conflict } from '../../../shared/bridge/index.ts';
import { type ClinicOfVaults, clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, type TestVault } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const PATIENT = { resourceType: 'Patient', name: [{ family: 'Zhang', given: ['San'] }], gender: 'unknown' };

async function patientOn({ vaults, sync }: ClinicOfVaults, resource: object = PATIENT) {
  const { resource: made } = await first(vaults).ask('record.create', { resource: resource as typeof PATIENT });
  await sync();
  return { type: String(made.resourceType), id: String(made.id) };
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('nothing there');
  return one;
}

/** The inbox of all workstations, which must be the same. */
async function inboxOf(vaults: readonly TestVault[]): Promise<Conflict[]> {
  const inboxes = await Promise.all(vaults.map((vault) => vault.ask('conflict.list', {})));
  for (const inbox of inboxes) expect(inbox).toEqual(inboxes[0]);
  return inboxes[0] ?? [];
}

const json = (text: string | null | undefined) => JSON.parse(text ?? 'null');

describe('the inbox', () => {
  it('shows a conflict with base and authors, is settled everywhere by one, and stands again everywhere when that is taken back', async () => {
    const clinic = await clinicOfVaults(3);
    const [a, b, c] = clinic.vaults as [TestVault, TestVault, TestVault];
    const key = await patientOn(clinic);
    await a.ask('record.patch', { ...key, patch: { gender: 'male' } });
    await b.ask('record.patch', { ...key, patch: { gender: 'female' } });
    await clinic.sync();
    const [conflict] = await inboxOf(clinic.vaults);
    expect(conflict).toMatchObject({ kind: 'register', register: 'gender', combined: null, others: [] });
    expect(json(conflict?.base)).toEqual({ gender: 'unknown' });
    const said = (of: Conflict | undefined) =>
      of?.values.map(({ value, by }) => [json(value).gender, by.device]).sort();
    const both = [
      ['female', 'Room 1'],
      ['male', 'Desk'],
    ];
    expect(said(conflict)).toEqual(both);
    expect((await c.ask('patient.search', { text: 'zhang' })).hits[0]?.conflicts).toBe(1);
    expect((await c.ask('vault.status', {})).conflicts).toBe(1);

    const id = conflict?.id ?? '';
    await c.ask('conflict.resolve', { id, decision: { value: '{"gender":"other"}' } });
    expect(await c.ask('conflict.list', {})).toEqual([]);
    await c.refuse('conflict.resolve', { id, decision: { value: null } }, 'not-found');
    await clinic.sync();
    expect(await inboxOf(clinic.vaults)).toEqual([]);
    const settled = await Promise.all(clinic.vaults.map((vault) => vault.ask('conflict.settled', {})));
    expect(settled[1]).toEqual(settled[0]);
    expect(settled[0]).toMatchObject([
      { id, register: 'gender', value: '{"gender":"other"}', by: { device: 'Room 2' } },
    ]);

    await a.refuse('conflict.undo', { id, write: 'f'.repeat(64) }, 'not-found');
    await a.ask('conflict.undo', { id, write: settled[0]?.[0]?.write ?? '' });
    await clinic.sync();
    const [again] = await inboxOf(clinic.vaults);
    expect(said(again)).toEqual(both);
    expect(again).toMatchObject({ id, base: conflict?.base });
    expect(await b.ask('conflict.settled', {})).toEqual([]);
    const history = await b.ask('record.history', key);
    expect(history.map(({ what }) => what)).toEqual(['create', 'update', 'update', 'resolve', 'undo', 'undo']);
    for (const vault of clinic.vaults)
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });

    // a decision on what was taken back can be taken back again
    const keep = again?.values.find(({ by }) => by.device === 'Desk')?.write ?? '';
    await b.ask('conflict.resolve', { id, decision: { keep } });
    const [second] = await b.ask('conflict.settled', {});
    await b.ask('conflict.undo', { id, write: second?.write ?? '' });
    expect(said(first(await b.ask('conflict.list', {})))).toEqual(both);
  }, 60_000);

  it('asks again where two decided differently at the same time', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await patientOn(clinic);
    await a.ask('record.patch', { ...key, patch: { gender: 'male' } });
    await b.ask('record.patch', { ...key, patch: { gender: 'female' } });
    await clinic.sync();
    const conflict = first(await inboxOf(clinic.vaults));
    for (const vault of [a, b])
      await vault.ask('conflict.resolve', {
        id: conflict.id,
        decision: { keep: conflict.values[vault === a ? 0 : 1]?.write ?? '' },
      });
    await clinic.sync();
    const open = first(await inboxOf(clinic.vaults));
    expect(open.values.map(({ value, by }) => [value, by.device]).sort()).toHaveLength(2);
    expect(json(open.base)).toEqual({ gender: 'unknown' });
    await b.ask('conflict.resolve', { id: open.id, decision: { keep: open.values[0]?.write ?? '' } });
    await clinic.sync();
    expect(await inboxOf(clinic.vaults)).toEqual([]);
  }, 60_000);

  it('keeps an edit that a deletion had not seen, and takes either decision back', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await patientOn(clinic);
    await a.ask('record.delete', key);
    await b.ask('record.patch', { ...key, patch: { gender: 'female' } });
    await clinic.sync();
    const conflict = first(await inboxOf(clinic.vaults));
    expect(conflict.kind).toBe('delete-edit');
    const deletion = conflict.values.find(({ value }) => value === null)?.write ?? '';
    for (const decision of [{ keep: deletion }, { value: '{}' }]) {
      await a.ask('conflict.resolve', { id: conflict.id, decision });
      expect((await a.ask('record.get', key)).deleted).toBe('keep' in decision);
      const [settled] = await a.ask('conflict.settled', {});
      await a.ask('conflict.undo', { id: conflict.id, write: settled?.write ?? '' });
      await clinic.sync();
      const open = first(await inboxOf(clinic.vaults));
      expect(open.values.map(({ value, by }) => [value === null, by.device]).sort()).toEqual([
        [false, 'Room 1'],
        [true, 'Desk'],
      ]);
    }
  }, 60_000);

  it('proposes what keeps both changes', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await patientOn(clinic, {
      ...PATIENT,
      address: [{ use: 'home', line: ['1 Long Street'], city: 'York' }],
    });
    const address = (more: object) => ({ address: [{ use: 'home', line: ['1 Long Street'], city: 'York', ...more }] });
    await a.ask('record.patch', { ...key, patch: address({ postalCode: 'YO1 7AB' }) });
    await b.ask('record.patch', { ...key, patch: address({ line: ['2 Long Street'] }) });
    await clinic.sync();
    const conflict = first(await inboxOf(clinic.vaults));
    const combined = { use: 'home', line: ['2 Long Street'], city: 'York', postalCode: 'YO1 7AB' };
    expect(json(conflict.combined)).toEqual(combined);
    await b.ask('conflict.resolve', { id: conflict.id, decision: { value: conflict.combined } });
    await clinic.sync();
    expect(await inboxOf(clinic.vaults)).toEqual([]);
    expect((await a.ask('record.get', key)).resource).toMatchObject({ address: [combined] });
  }, 60_000);

  it('counts everything open in a chart on its patient, and lists an allergy with every value', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const patient = await patientOn(clinic);
    const subject = { reference: `Patient/${patient.id}` };
    const coded = (system: string, code: string) => ({
      coding: [{ system: `http://terminology.hl7.org/CodeSystem/allergyintolerance-${system}`, code }],
    });
    const clinicalStatus = coded('clinical', 'active');
    const allergy = await patientOn(clinic, {
      resourceType: 'AllergyIntolerance',
      patient: subject,
      clinicalStatus,
      code: { text: 'Antibiotics' },
    });
    await a.ask('record.patch', { ...allergy, patch: { code: { text: 'Penicillin' } } });
    await b.ask('record.patch', { ...allergy, patch: { code: { text: 'Amoxicillin' } } });
    await a.ask('record.patch', { ...patient, patch: { gender: 'male' } });
    await b.ask('record.patch', { ...patient, patch: { gender: 'female' } });
    await clinic.sync();
    for (const vault of clinic.vaults) {
      const chart = await vault.ask('patient.chart', { id: patient.id });
      expect(chart.allergies.map(({ text, conflicts }) => [text, conflicts]).sort()).toEqual([
        ['Amoxicillin', 1],
        ['Penicillin', 1],
      ]);
      expect([chart.conflicts, chart.hit.conflicts, chart.patient.conflicts]).toEqual([2, 2, 1]);
      expect(chart.allergiesAsked).toBe('listed');
    }
    // one says that it was an error, the other knows more: it is not hidden as long as nobody decided
    await a.ask('record.error', { ...allergy, reason: 'another patient' });
    await b.ask('record.patch', {
      ...allergy,
      patch: { clinicalStatus, criticality: 'high', verificationStatus: coded('verification', 'confirmed') },
    });
    await clinic.sync();
    const chart = await a.ask('patient.chart', { id: patient.id });
    expect(chart.allergies.map(({ text }) => text)).toEqual(expect.arrayContaining(['Amoxicillin', 'Penicillin']));
    // and one that was deleted here while it was edited there
    await a.ask('record.delete', allergy);
    await b.ask('record.patch', { ...allergy, patch: { criticality: 'low' } });
    await clinic.sync();
    for (const vault of clinic.vaults)
      expect((await vault.ask('patient.chart', { id: patient.id })).allergies.length).toBeGreaterThanOrEqual(2);
  }, 60_000);
});
