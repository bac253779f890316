/** Who comes to a sample clinic today is there at whatever hour somebody makes it. */
import { describe, expect, it } from 'vitest';
import { oneOfEachName, todayOf } from '../../../electron/vault/sample/today.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { clinic, ofType } from './clinics.ts';

const PATIENTS = Array.from({ length: 20 }, (_, n) => `p${n}`);

describe('the day of a sample clinic', () => {
  it.each([
    ['just after midnight', '2026-11-29T16:01:00Z', 'Asia/Shanghai', '2026-11-30'],
    ['at noon', '2026-11-30T04:00:00Z', 'Asia/Shanghai', '2026-11-30'],
    ['just before midnight', '2026-11-30T15:58:00Z', 'Asia/Shanghai', '2026-11-30'],
    ['where clocks are put forward at midnight', '2026-09-06T04:05:00Z', 'America/Santiago', '2026-09-06'],
    ['where clocks are put back at midnight', '2026-04-05T02:58:00Z', 'America/Santiago', '2026-04-04'],
    ['before a day that is left out', '2011-12-29T22:00:00Z', 'Pacific/Apia', '2011-12-29'],
  ])('has who waits and who is expected, %s', (_, now, timeZone, day) => {
    const all = todayOf(PATIENTS, {
      now: Date.parse(now),
      timeZone,
      locale: 'en',
      by: { id: 'u', name: 'Dr Lin' },
    });
    const appointments = all.filter(({ resourceType }) => resourceType === 'Appointment');
    const days = (status: string) =>
      appointments.filter((one) => one.status === status).map(({ start }) => textIn(start).slice(0, 10));
    expect(days('arrived')).toEqual(Array(4).fill(day));
    expect(days('booked')).toEqual(Array(5).fill(day));
    for (const { start, end } of appointments)
      expect(Date.parse(textIn(end))).toBeGreaterThan(Date.parse(textIn(start)));
  });

  it('has nobody who is called as another one', () => {
    const all = ofType(clinic({ patients: 200, seed: 20260401, locale: 'en' }), 'Patient');
    const names = new Map(all.map(({ id, name }) => [id, name?.[0]?.text]));
    const known = oneOfEachName(all as object[] as JsonObject[]).map((id) => names.get(id));
    expect(known.length).toBeLessThan(200);
    expect([...new Set(known)]).toEqual(known);
    expect(new Set(names.values())).toEqual(new Set(known));
  });
});
