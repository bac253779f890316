import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function clinicWith(): Promise<{ vault: TestVault; patient: string }> {
  // late on a day in Shanghai that is still the day before in Greenwich
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 17) } });
  const resource = { resourceType: 'Patient', name: [{ text: 'Wang Lan' }] };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}

const json = async (vault: TestVault, id: string): Promise<JsonObject> =>
  JSON.parse((await vault.ask('record.json', { type: 'Task', id })).json);
const idOf = ({ changes }: { changes: readonly { id: string }[] }): string => String(changes[0]?.id);
const texts = async (vault: TestVault, patient?: string) =>
  (await vault.ask('task.list', patient === undefined ? {} : { patient })).items.map(({ text }) => text);

describe('tasks', () => {
  it('are written as FHIR has them, and listed with whom they are for', async () => {
    const { vault, patient } = await clinicWith();
    const [me] = await vault.ask('user.list', {});
    const added = await vault.ask('task.add', {
      text: ' Call about the potassium ',
      kind: 'follow-up',
      patient,
      due: '2026-06-09',
      user: me?.id ?? '',
    });
    const id = idOf(added);
    const person = { display: 'Dr Test', identifier: { system: 'urn:xinglin:user', value: me?.id } };
    expect(await json(vault, id)).toEqual({
      resourceType: 'Task',
      id,
      status: 'requested',
      intent: 'order',
      code: { coding: [expect.objectContaining({ code: 'follow-up' })] },
      description: 'Call about the potassium',
      for: { reference: `Patient/${patient}` },
      authoredOn: '2026-06-02T01:00:00+08:00',
      requester: person,
      owner: person,
      restriction: { period: { end: '2026-06-09' } },
    });
    const { today, items, more } = await vault.ask('task.list', {});
    expect({ today, more }).toEqual({ today: '2026-06-02', more: false });
    expect(items).toEqual([
      expect.objectContaining({
        id,
        kind: 'follow-up',
        status: 'open',
        due: '2026-06-09',
        owner: 'Dr Test',
        user: me?.id,
        requester: 'Dr Test',
        patient: expect.objectContaining({ id: patient, name: 'Wang Lan' }),
      }),
    ]);
    await vault.refuse('task.add', { text: 'x', patient: 'nobody' }, 'not-found');
    await vault.refuse('task.add', { text: 'x', user: 'nobody' }, 'not-found');
    await vault.refuse('task.add', { text: '  ' }, 'invalid-input');
  });

  it('stand in the order in which they are due, those without a day last, and of one patient where one is named', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('task.add', { text: 'Any day' });
    await vault.ask('task.add', { text: 'Later', patient, due: '2026-07-01' });
    await vault.ask('task.add', { text: 'Overdue', due: '2026-05-01' });
    expect(await texts(vault)).toEqual(['Overdue', 'Later', 'Any day']);
    expect(await texts(vault, patient)).toEqual(['Later']);
    await vault.ask('record.delete', { type: 'Patient', id: patient });
    expect(await texts(vault)).toEqual(['Overdue', 'Any day']);
  });

  it('are done, taken back, edited and dropped; what is over is not edited', async () => {
    const { vault, patient } = await clinicWith();
    const id = idOf(await vault.ask('task.add', { text: 'Weigh again', patient, due: '2026-06-03' }));
    const done = await vault.ask('task.turn', { id, to: 'done' });
    expect(await json(vault, id)).toMatchObject({
      status: 'completed',
      executionPeriod: { end: '2026-06-02T01:00:00+08:00' },
    });
    expect(await texts(vault)).toEqual([]);
    expect((await vault.ask('task.turn', { id, to: 'done' })).changes).toEqual([]);
    await vault.refuse('task.edit', { id, text: 'Weigh' }, 'task-closed');
    await vault.ask('record.undo', done);
    expect(await json(vault, id)).not.toHaveProperty('executionPeriod');
    const edited = await vault.ask('task.edit', { id, text: 'Weigh and measure', due: null });
    expect(await json(vault, id)).toMatchObject({ description: 'Weigh and measure' });
    expect(await json(vault, id)).not.toHaveProperty('restriction');
    await vault.ask('record.undo', edited);
    expect(await json(vault, id)).toMatchObject({
      description: 'Weigh again',
      restriction: { period: { end: '2026-06-03' } },
    });
    await vault.ask('task.turn', { id, to: 'dropped' });
    expect(await json(vault, id)).toMatchObject({ status: 'cancelled' });
    await vault.ask('task.turn', { id, to: 'open' });
    expect(await texts(vault)).toEqual(['Weigh again']);
    await vault.refuse('task.turn', { id: 'nothing', to: 'done' }, 'not-found');
  });

  it('that came from elsewhere are listed by what they say of themselves', async () => {
    const { vault } = await clinicWith();
    const task = (more: JsonObject) => ({ resourceType: 'Task', intent: 'order', ...more });
    await vault.ask('record.create', {
      resource: task({ status: 'in-progress', code: { coding: [{ display: 'Fulfil the order' }] } }),
    });
    await vault.ask('record.create', { resource: task({ status: 'failed', description: 'Too late' }) });
    const { items } = await vault.ask('task.list', {});
    expect(items).toMatchObject([{ kind: 'general', text: 'Fulfil the order', status: 'open' }]);
  });

  it('stand on the chart beside when the patient is expected; what a role does not see is left out', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('task.add', { text: 'Weigh again', patient, due: '2026-06-03' });
    const slot = { patient, minutes: 15, time: '09:00' };
    await vault.ask('appointment.book', { ...slot, day: '2026-06-09', reason: 'Stitches' });
    await vault.ask('appointment.book', { ...slot, day: '2026-06-03' });
    await vault.ask('appointment.book', { ...slot, day: '2026-06-01', reason: 'Was yesterday' });
    const off = await vault.ask('appointment.book', { ...slot, day: '2026-06-04' });
    await vault.ask('appointment.move', { id: off.id, to: 'cancelled' });
    const due = await vault.ask('patient.due', { id: patient });
    expect(due).toMatchObject({ today: '2026-06-02', tasks: [{ text: 'Weigh again' }] });
    expect(due.appointments.map(({ start, reason }) => [start, reason])).toEqual([
      ['2026-06-03T09:00:00+08:00', undefined],
      ['2026-06-09T09:00:00+08:00', 'Stitches'],
    ]);
    await addUser(vault, 'Desk', 'front-desk');
    await firstLogin(vault, 'Desk');
    const seen = await vault.ask('patient.due', { id: patient });
    expect(seen.tasks).toEqual([]);
    expect(seen.appointments).toHaveLength(2);
  });

  it('are a nurse’s to write, and not the front desk’s to see', async () => {
    const { vault, patient } = await clinicWith();
    await addUser(vault, 'Nurse', 'nurse');
    await addUser(vault, 'Desk', 'front-desk');
    await firstLogin(vault, 'Nurse');
    const added = await vault.ask('task.add', { text: 'Change the dressing', patient });
    await vault.ask('record.undo', added);
    expect(await texts(vault)).toEqual([]);
    await firstLogin(vault, 'Desk');
    await vault.refuse('task.list', {}, 'not-allowed');
    await vault.refuse('task.add', { text: 'x' }, 'not-allowed');
  });
});
