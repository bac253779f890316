/** Orders of tests in real clinics: what is written, what waits, what is withdrawn and taken back. */
import { afterEach, describe, expect, it } from 'vitest';
import { orderResources } from '../../../electron/vault/records/results/order.ts';
import { Order } from '../../../shared/bridge/orders.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const LOINC = 'http://loinc.org';
const CBC = { text: '血常规', code: { system: LOINC, code: '58410-2' } };
const NOW = Date.UTC(2026, 5, 1, 17);

async function clinicWith(): Promise<{ vault: TestVault; patient: string }> {
  const vault = await testClinic(undefined, { clock: { now: () => NOW } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}

const waiting = async (vault: TestVault, patient: string): Promise<string[]> =>
  (await vault.ask('result.chart', { patient })).waiting.map(
    ({ test, partial }) => `${test.text}${partial ? ' partial' : ''}`,
  );

describe('orders', () => {
  it('are written as FHIR has them, and wait', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('order.place', {
      patient,
      orders: [{ ...CBC, urgency: 'urgent', note: 'fasting' }, { text: 'Look at the throat swab' }],
    });
    const [coded, plain] = await Promise.all(
      changes.map(async ({ type, id }) => parseJson((await vault.ask('record.json', { type, id })).json) as JsonObject),
    );
    expect(coded).toEqual({
      resourceType: 'ServiceRequest',
      id: changes[0]?.id,
      status: 'active',
      intent: 'order',
      category: [{ coding: [expect.objectContaining({ code: 'LAB' })] }],
      priority: 'urgent',
      code: { coding: [{ system: LOINC, code: '58410-2', display: '血常规' }], text: '血常规' },
      subject: { reference: `Patient/${patient}` },
      authoredOn: '2026-06-02T01:00:00+08:00',
      requester: { display: 'Dr Test' },
      note: [{ text: 'fasting' }],
    });
    expect(plain).toMatchObject({ priority: 'routine', code: { text: 'Look at the throat swab' } });
    expect((await vault.ask('result.chart', { patient })).waiting).toEqual([
      {
        id: changes[0]?.id,
        test: { text: '血常规', code: { system: LOINC, code: '58410-2' } },
        urgency: 'urgent',
        note: 'fasting',
        since: '2026-06-02T01:00:00+08:00',
        by: 'Dr Test',
        partial: false,
        conflicts: 0,
      },
      expect.objectContaining({ test: { text: 'Look at the throat swab' }, urgency: 'routine' }),
    ]);
  });

  it('belong to the visit that they were made in', () => {
    const setting = { patient: 'p', encounter: 'e', id: () => 'o', now: '2026-06-02T01:00:00+08:00', by: 'Dr Test' };
    expect(orderResources([Order.parse({ text: 'ESR' })], setting)).toMatchObject([
      { id: 'o', subject: { reference: 'Patient/p' }, encounter: { reference: 'Encounter/e' }, priority: 'routine' },
    ]);
  });

  it('are gone when they are taken back or withdrawn, and stand again after an undo', async () => {
    const { vault, patient } = await clinicWith();
    const placed = await vault.ask('order.place', { patient, orders: [CBC] });
    await vault.ask('record.undo', placed);
    expect(await waiting(vault, patient)).toEqual([]);

    const { changes } = await vault.ask('order.place', { patient, orders: [CBC] });
    const ids = changes.map(({ id }) => id);
    const turned = await vault.ask('order.turn', { ids, to: 'revoked' });
    expect(await waiting(vault, patient)).toEqual([]);
    await vault.ask('record.undo', turned);
    expect(await waiting(vault, patient)).toEqual(['血常规']);
    await vault.ask('order.turn', { ids, to: 'revoked' });
    await vault.ask('order.turn', { ids, to: 'active' });
    expect(await waiting(vault, patient)).toEqual(['血常规']);
  });

  it('are not withdrawn when they are done, and not all of several where one is', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('order.place', { patient, orders: [CBC, { text: 'ESR' }] });
    const ids = changes.map(({ id }) => id);
    await vault.ask('record.patch', { type: 'ServiceRequest', id: String(ids[0]), patch: { status: 'completed' } });
    await vault.refuse('order.turn', { ids, to: 'revoked' }, 'order-done');
    expect(await waiting(vault, patient)).toEqual(['ESR']);
  });

  it('are fulfilled by a report that names them, whatever their own status says', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('order.place', { patient, orders: [CBC] });
    const report = (status: string) => ({
      resource: {
        resourceType: 'DiagnosticReport',
        status,
        code: { text: '血常规' },
        subject: { reference: `Patient/${patient}` },
        basedOn: [{ reference: `ServiceRequest/${changes[0]?.id}` }],
      },
    });
    await vault.ask('record.create', report('cancelled'));
    expect(await waiting(vault, patient)).toEqual(['血常规']);
    await vault.ask('record.create', report('partial'));
    expect(await waiting(vault, patient)).toEqual(['血常规 partial']);
    await vault.ask('record.create', report('final'));
    await vault.ask('record.create', report('preliminary'));
    expect(await waiting(vault, patient)).toEqual([]);
  });

  it('are none where nobody ordered anything: proposals, and what is not to be done', async () => {
    const { vault, patient } = await clinicWith();
    for (const more of [{ intent: 'proposal' }, { intent: 'order', doNotPerform: true }])
      await vault.ask('record.create', {
        resource: {
          resourceType: 'ServiceRequest',
          status: 'active',
          code: { text: 'X' },
          subject: { reference: `Patient/${patient}` },
          ...more,
        },
      });
    expect(await waiting(vault, patient)).toEqual([]);
  });

  it('are a doctor’s: a nurse sees them, and neither places nor withdraws them', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('order.place', { patient, orders: [CBC] });
    await addUser(vault, 'Nurse Li', 'nurse');
    await firstLogin(vault, 'Nurse Li');
    expect(await waiting(vault, patient)).toEqual(['血常规']);
    await vault.refuse('order.place', { patient, orders: [CBC] }, 'not-allowed');
    await vault.refuse('order.turn', { ids: changes.map(({ id }) => id), to: 'revoked' }, 'not-allowed');
  });
});
