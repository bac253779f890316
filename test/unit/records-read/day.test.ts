import { afterEach, describe, expect, it } from 'vitest';
import { clockTime, zonedIso } from '../../../electron/vault/records/dates.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

afterEach(cleanUp);

const register = async (vault: TestVault, family: string): Promise<string> => {
  const resource = { resourceType: 'Patient', name: [{ family }] };
  return String((await vault.ask('record.create', { resource })).resource.id);
};
const shown = async (vault: TestVault) =>
  (await vault.ask('appointment.day', {})).items.map(({ patient, status, walkIn }) => [patient.name, status, walkIn]);

/** An appointment at an hour of the clinic's day. */
async function book(vault: TestVault, patient: string, hour: string, day?: string): Promise<string> {
  const today = day ?? (await vault.ask('appointment.day', {})).day;
  const resource = {
    resourceType: 'Appointment',
    status: 'booked',
    start: new Date(`${today}T${hour}:00+08:00`).toISOString(), // as another program might write it
    end: `${today}T${hour.slice(0, 2)}:59:00+08:00`,
    description: 'Blood pressure',
    participant: [
      { actor: { display: 'Dr Lin' }, status: 'accepted' },
      { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
    ],
  };
  return String((await vault.ask('record.create', { resource })).resource.id);
}

describe('the clinic’s day', () => {
  it('has nobody at first, then whoever is booked or has come, in the order of their times', async () => {
    const vault = await testClinic();
    expect(await shown(vault)).toEqual([]);
    const [wang, li] = [await register(vault, 'Wang'), await register(vault, 'Li')];
    await book(vault, wang, '00:01');
    await book(vault, li, '09:00', '2020-01-01');
    const { id, before } = await vault.ask('appointment.arrive', { patient: li, reason: ' Cough ' });
    expect(before).toBeNull();
    const { items, today, day } = await vault.ask('appointment.day', {});
    expect(items).toMatchObject([
      { patient: { id: wang }, status: 'booked', walkIn: false, reason: 'Blood pressure', practitioner: 'Dr Lin' },
      { id, patient: { id: li }, status: 'arrived', walkIn: true, reason: 'Cough', conflicts: 0 },
    ]);
    expect(items[0]).toMatchObject({ start: `${day}T00:01:00+08:00`, end: `${day}T00:59:00+08:00` });
    expect(items[1]).not.toHaveProperty('practitioner');
    expect(items[1]?.since.slice(0, 10)).toBe(day);
    expect(day).toBe(today);
    expect(Date.now() - Date.parse(String(items[1]?.since))).toBeLessThan(60_000);
    const view = await vault.ask('record.get', { type: 'Appointment', id });
    expect(await vault.ask('record.check', { resource: view.resource })).toEqual({ errors: [], doubts: [] });
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
  });

  it('lets whoever is booked wait by that, once', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const booked = await book(vault, wang, '00:01');
    expect(await vault.ask('appointment.arrive', { patient: wang })).toEqual({ id: booked, before: 'booked' });
    await vault.refuse('appointment.arrive', { patient: wang }, 'already-waiting');
    expect(await shown(vault)).toEqual([['Wang', 'arrived', false]]);
    await vault.refuse('appointment.arrive', { patient: 'nobody' }, 'not-found');
  });

  it('moves people on and back by hand, and says where they were', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const { id } = await vault.ask('appointment.arrive', { patient: wang });
    const way = ['checked-in', 'arrived', 'noshow', 'arrived', 'cancelled', 'arrived'] as const;
    let before: string = 'arrived';
    for (const to of way) {
      expect(await vault.ask('appointment.move', { id, to })).toEqual({ before });
      expect(await shown(vault)).toEqual([['Wang', to, true]]);
      before = to;
    }
    await vault.ask('appointment.move', { id, to: 'arrived' }); // nothing to do
    expect((await vault.ask('record.history', { type: 'Appointment', id })).length).toBe(1 + way.length);
  });

  it('ends the waiting with the visit, in one go; it is not moved any more', async () => {
    const vault = await testClinic();
    const [wang, li] = [await register(vault, 'Wang'), await register(vault, 'Li')];
    const { id } = await vault.ask('appointment.arrive', { patient: wang });
    await vault.ask('appointment.move', { id, to: 'checked-in' });
    await vault.ask('appointment.arrive', { patient: li });
    const { encounter } = await vault.ask('visit.record', { patient: wang, complaint: 'Cough' });
    expect(await shown(vault)).toEqual([
      ['Wang', 'fulfilled', true],
      ['Li', 'arrived', true],
    ]);
    expect((await vault.ask('record.get', { type: 'Encounter', id: encounter })).resource).toMatchObject({
      appointment: [{ reference: `Appointment/${id}` }],
    });
    await vault.refuse('appointment.move', { id, to: 'arrived' }, 'not-waiting');
    // a second visit of the day stands by itself, and whoever comes back waits anew
    const again = await vault.ask('visit.record', { patient: wang, complaint: 'Form' });
    const second = (await vault.ask('record.get', { type: 'Encounter', id: again.encounter })).resource;
    expect(second).not.toHaveProperty('appointment');
    expect((await vault.ask('appointment.arrive', { patient: wang })).id).not.toBe(id);
  });

  it('leaves out whom nobody may see any more', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const { id } = await vault.ask('appointment.arrive', { patient: wang });
    await vault.ask('record.error', { type: 'Appointment', id, reason: 'Another patient' });
    expect(await shown(vault)).toEqual([]);
    await vault.ask('appointment.arrive', { patient: wang });
    await vault.ask('record.delete', { type: 'Patient', id: wang });
    expect(await shown(vault)).toEqual([]);
  });
});

describe('an appointment', () => {
  const TIME = { day: '2031-03-08', time: '09:30', minutes: 20 };

  it('is booked with somebody for a day, and stands there; at another time when it is moved', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const user = (await vault.ask('user.list', {})).find(({ self }) => self)?.id ?? '';
    const { id } = await vault.ask('appointment.book', { patient: wang, user, ...TIME, reason: 'Check' });
    const on = async (day: string) => (await vault.ask('appointment.day', { day })).items;
    expect(await on(TIME.day)).toMatchObject([
      {
        id,
        status: 'booked',
        walkIn: false,
        start: '2031-03-08T09:30:00+08:00',
        end: '2031-03-08T09:50:00+08:00',
        practitioner: 'Dr Test',
        user,
        reason: 'Check',
      },
    ]);
    expect((await vault.ask('appointment.day', {})).items).toEqual([]);
    const later = { day: '2031-03-09', time: '23:50', minutes: 30 };
    const shifted = await vault.ask('appointment.shift', { id, ...later });
    expect(await on(TIME.day)).toEqual([]);
    expect(await on(later.day)).toMatchObject([{ id, end: '2031-03-10T00:20:00+08:00' }]);
    await vault.ask('record.undo', shifted);
    expect((await on(TIME.day))[0]).toMatchObject({ start: '2031-03-08T09:30:00+08:00', user });
    await vault.ask('appointment.move', { id, to: 'cancelled' });
    await vault.refuse('appointment.shift', { id, ...later }, 'not-waiting');
    const view = await vault.ask('record.get', { type: 'Appointment', id });
    expect(await vault.ask('record.check', { resource: view.resource })).toEqual({ errors: [], doubts: [] });
  });

  it('with nobody in particular, or at a time that somebody else has, is told of as that', async () => {
    const vault = await testClinic();
    const [wang, li] = [await register(vault, 'Wang'), await register(vault, 'Li')];
    const user = (await vault.ask('user.list', {})).find(({ self }) => self)?.id ?? '';
    await vault.ask('appointment.book', { patient: wang, user, ...TIME });
    await vault.ask('appointment.book', { patient: li, ...TIME });
    expect(await vault.ask('conflict.list', {})).toEqual([]);
    await vault.ask('appointment.book', { patient: li, user, ...TIME, time: '09:45' });
    expect(await vault.ask('conflict.list', {})).toMatchObject([{ kind: 'rule', rule: 'double-booking' }]);
    await vault.refuse('appointment.book', { patient: 'nobody', ...TIME }, 'not-found');
    await vault.refuse('appointment.book', { patient: li, user: 'nobody', ...TIME }, 'not-found');
    await vault.refuse('appointment.book', { patient: li, ...TIME, time: '24:00' }, 'invalid-input');
    await vault.refuse('appointment.book', { patient: li, ...TIME, day: '2031-02-30' }, 'invalid-input');
  });

  it('goes from one to another and to nobody, keeps the room, and all of that is taken back at once', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const user = (await vault.ask('user.list', {})).find(({ self }) => self)?.id ?? '';
    const room = { actor: { display: 'Room 2', reference: 'Location/2' }, status: 'accepted' };
    const who = { actor: { reference: `Patient/${wang}` }, status: 'accepted' };
    const lin = { actor: { display: 'Dr Lin' }, status: 'accepted', required: 'required' };
    const resource = {
      resourceType: 'Appointment',
      status: 'booked',
      start: '2031-03-08T09:30:00+08:00',
      end: '2031-03-08T09:50:00+08:00',
      participant: [lin, who, room],
    };
    const { id } = (await vault.ask('record.create', { resource })).resource as { id: string };
    const participants = async () => (await vault.ask('record.get', { type: 'Appointment', id })).resource.participant;
    const given = await vault.ask('appointment.shift', { id, ...TIME, time: '10:00', user });
    expect(await participants()).toEqual([
      who,
      room,
      { actor: { display: 'Dr Test', identifier: expect.anything() }, status: 'accepted', required: 'required' },
    ]);
    await vault.ask('record.undo', given);
    expect(await participants()).toEqual([lin, who, room]);
    await vault.ask('appointment.shift', { id, ...TIME, user: null });
    expect(await participants()).toEqual([who, room]);
    await vault.ask('appointment.shift', { id, ...TIME, time: '11:00' });
    expect(await participants()).toEqual([who, room]);
    await vault.refuse('appointment.shift', { id, ...TIME, user: 'nobody' }, 'not-found');
    expect(await vault.ask('appointment.shift', { id, ...TIME, time: '11:00' })).toEqual({ changes: [] });
  });

  it('is found among the days of a week', async () => {
    const vault = await testClinic();
    const wang = await register(vault, 'Wang');
    const days = ['2031-02-26', '2031-02-28', '2031-03-04', '2031-03-05'];
    for (const day of days) await vault.ask('appointment.book', { patient: wang, ...TIME, day });
    const { items } = await vault.ask('appointment.day', { day: '2031-02-26', days: 7 });
    expect(items.map(({ start }) => start.slice(0, 10))).toEqual(days.slice(0, 3));
    await vault.refuse('appointment.day', { day: '2031-02-26', days: 15 }, 'invalid-input');
  });

  it('at a time that the clocks skip, is at what they show then, and longer by nothing over the change', async () => {
    const vault = await testVault();
    const clinic = { clinicName: 'Clinic', ownerName: 'Dr Test', passphrase: PASSPHRASE, locale: 'en' as const };
    await vault.ask('clinic.create', { ...clinic, timeZone: 'America/New_York', workstation: 'Desk' });
    const wang = await register(vault, 'Wang');
    const on = async (day: string) =>
      (await vault.ask('appointment.day', { day })).items.map(({ start, end }) => [start, end]);
    await vault.ask('appointment.book', { patient: wang, day: '2031-03-09', time: '02:30', minutes: 20 });
    await vault.ask('appointment.book', { patient: wang, day: '2031-03-09', time: '01:50', minutes: 20 });
    expect(await on('2031-03-09')).toEqual([
      ['2031-03-09T01:50:00-05:00', '2031-03-09T03:10:00-04:00'],
      ['2031-03-09T03:30:00-04:00', '2031-03-09T03:50:00-04:00'],
    ]);
  });
});

describe('the clock of a place', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-08', '09:30', '2026-03-08T09:30:00+08:00'],
    ['America/New_York', '2026-03-08', '01:30', '2026-03-08T01:30:00-05:00'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T03:30:00-04:00'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:30:00+02:00'],
    ['America/New_York', '2026-03-08', '09:30', '2026-03-08T09:30:00-04:00'],
    ['America/New_York', '2026-11-01', '09:30', '2026-11-01T09:30:00-05:00'],
    ['Asia/Kathmandu', '2026-06-01', '00:00', '2026-06-01T00:00:00+05:45'],
  ])('in %s on %s at %s', (zone, day, time, text) => {
    expect(zonedIso(zone, clockTime(zone, day, time))).toBe(text);
  });
});
