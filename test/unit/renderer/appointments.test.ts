import { describe, expect, it } from 'vitest';
import { daysAfter, isWhole, others, planOf } from '../../../renderer/records/appointment/plan.ts';
import type { DayItem } from '../../../shared/bridge/appointments.ts';

const item = (id: string, start: string, end: string, more: Partial<DayItem> = {}): DayItem => ({
  id,
  patient: { id: 'p', name: 'Wang', conflicts: 0 },
  status: 'booked',
  start: `2031-03-10T${start}:00+08:00`,
  end: `2031-03-10T${end}:00+08:00`,
  since: '2031-03-01T00:00:00+08:00',
  walkIn: false,
  user: 'u1',
  conflicts: 0,
  ...more,
});

describe('the plan of an appointment', () => {
  it('knows the days around a day, over months and years', () => {
    expect(daysAfter('2031-02-28', 1)).toBe('2031-03-01');
    expect(daysAfter('2032-01-01', -1)).toBe('2031-12-31');
  });

  it('is whole with a day and a time', () => {
    expect(isWhole({ day: '2031-03-10', time: '09:30', minutes: 20 })).toBe(true);
    expect(isWhole({ day: '', time: '09:30', minutes: 20 })).toBe(false);
    expect(isWhole({ day: '2031-03-10', time: '', minutes: 20 })).toBe(false);
  });

  it('is read from an appointment', () => {
    expect(planOf(item('a', '09:30', '09:50'))).toEqual({ day: '2031-03-10', time: '09:30', minutes: 20 });
  });

  it('meets those of the same person that overlap, and neither itself nor what only touches', () => {
    const items = [
      item('before', '09:00', '10:00'),
      item('into', '09:50', '10:05'),
      item('other', '10:00', '10:20', { user: 'u2' }),
      item('over', '10:00', '10:20', { status: 'cancelled' }),
      item('itself', '10:00', '10:20'),
      item('behind', '10:20', '10:40'),
    ];
    const plan = { day: '2031-03-10', time: '10:00', minutes: 20 };
    expect(others(items, plan, 'u1', 'itself').map(({ id }) => id)).toEqual(['into']);
    expect(others(items, plan, '')).toEqual([]);
  });
});
