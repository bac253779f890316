/** Who comes to a sample clinic today is there at whatever hour somebody makes it. */
import { describe, expect, it } from 'vitest';
import { todayOf } from '../../../electron/vault/sample/today.ts';
import { textIn } from '../../../shared/records/members.ts';

const PATIENTS = Array.from({ length: 20 }, (_, n) => `p${n}`);

describe('the day of a sample clinic', () => {
  it.each([
    ['just after midnight', '2026-11-29T16:01:00Z'],
    ['at noon', '2026-11-30T04:00:00Z'],
    ['just before midnight', '2026-11-30T15:58:00Z'],
  ])('has who waits and who is expected, %s', (_, now) => {
    const all = todayOf(PATIENTS, {
      now: Date.parse(now),
      timeZone: 'Asia/Shanghai',
      locale: 'en',
      by: { id: 'u', name: 'Dr Lin' },
    });
    const appointments = all.filter(({ resourceType }) => resourceType === 'Appointment');
    const days = (status: string) =>
      appointments.filter((one) => one.status === status).map(({ start }) => textIn(start).slice(0, 10));
    expect(days('arrived')).toEqual(Array(4).fill('2026-11-30'));
    expect(days('booked')).toEqual(Array(5).fill('2026-11-30'));
    for (const { start, end } of appointments)
      expect(Date.parse(textIn(end))).toBeGreaterThan(Date.parse(textIn(start)));
  });
});
