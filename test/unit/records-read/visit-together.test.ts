import { afterEach, describe, expect, it } from 'vitest';
import { parseJson } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function register(vault: TestVault): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }], birthDate: '1980-02-03' };
  return String((await vault.ask('record.create', { resource })).resource.id);
}
const dayAfter = async (vault: TestVault, days: number): Promise<string> => {
  const { today } = await vault.ask('appointment.day', {});
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
};

describe('a visit with what it sets going', () => {
  it('orders tests and has somebody come again on a day, in one change', async () => {
    const vault = await testClinic();
    const patient = await register(vault);
    const due = await dayAfter(vault, 14);
    const before = (await vault.ask('vault.verify', {})).envelopes;
    const { encounter } = await vault.ask('visit.record', {
      patient,
      complaint: 'Tired',
      orders: [{ text: 'HbA1c', code: { system: 'http://loinc.org', code: '4548-4' }, urgency: 'urgent' }],
      followUp: { day: due, text: 'Results' },
    });
    expect((await vault.ask('vault.verify', {})).envelopes - before).toBe(1);
    const { waiting } = await vault.ask('result.chart', { patient });
    expect(waiting).toMatchObject([{ test: { text: 'HbA1c' }, urgency: 'urgent' }]);
    const order = parseJson(
      (await vault.ask('record.json', { type: 'ServiceRequest', id: String(waiting[0]?.id) })).json,
    );
    expect(order).toMatchObject({
      encounter: { reference: `Encounter/${encounter}` },
      requester: { display: 'Dr Test' },
    });
    const { items } = await vault.ask('task.list', { patient });
    expect(items).toMatchObject([{ kind: 'follow-up', text: 'Results', due, requester: 'Dr Test' }]);
  });

  it('books the next appointment where a time is given', async () => {
    const vault = await testClinic();
    const patient = await register(vault);
    const state = await vault.ask('session.state', {});
    const user = state.kind === 'open' ? state.user.id : '';
    const day = await dayAfter(vault, 7);
    await vault.ask('visit.record', {
      patient,
      complaint: 'Tired',
      followUp: { day, at: { time: '09:30', minutes: 20, user } },
    });
    const { items } = await vault.ask('appointment.day', { day });
    expect(items).toMatchObject([{ patient: { id: patient }, status: 'booked', reason: 'Follow-up', user }]);
    expect(items[0]?.start.slice(11, 16)).toBe('09:30');
    expect((await vault.ask('task.list', { patient })).items).toEqual([]);
    const wrong = { day, at: { time: '09:30', minutes: 20, user: 'nobody' } };
    await vault.refuse('visit.record', { patient, complaint: 'x', followUp: wrong }, 'not-found');
    expect((await vault.ask('patient.chart', { id: patient })).timeline).toHaveLength(1);
  });

  it('writes all of it or nothing, by the rights of whoever writes', async () => {
    const vault = await testClinic();
    const patient = await register(vault);
    await addUser(vault, 'Li', 'nurse');
    await firstLogin(vault, 'Li');
    const day = await dayAfter(vault, 7);
    await vault.refuse('visit.record', { patient, complaint: 'x', followUp: { day } }, 'not-allowed');
    expect((await vault.ask('task.list', { patient })).items).toEqual([]);
  });
});
