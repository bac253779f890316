import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clocksChange } from '../../../renderer/locales/format.ts';
import {
  hoursOf,
  isPlanned,
  minuteOf,
  placed,
  snapped,
  stopAt,
  stopsOf,
  timeAt,
  weekOf,
} from '../../../renderer/records/appointment/grid.ts';
import { dayColumns, staffColumns } from '../../../renderer/screens/appointments/columns.ts';
import type { DayItem } from '../../../shared/bridge/appointments.ts';

const item = (id: string, from: number, minutes: number, more: Partial<DayItem> = {}): DayItem => ({
  id,
  patient: { id: 'p', name: 'Wang', conflicts: 0 },
  status: 'booked',
  start: `2031-03-10T${timeAt(from)}:00+08:00`,
  end: new Date(Date.parse(`2031-03-10T${timeAt(from)}:00Z`) + minutes * 60_000)
    .toISOString()
    .replace('.000Z', '+08:00'),
  since: '2031-03-01T00:00:00+08:00',
  walkIn: false,
  user: 'u1',
  conflicts: 0,
  ...more,
});

/** Days of a clinic with everything that can be booked in them, midnight and all. */
const days = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 720 })), { maxLength: 40 })
  .map((spans) => spans.map(([from, minutes], n) => item(`a${n}`, from, minutes)));

describe('appointments on the hours', () => {
  it('stand side by side where they overlap, in no more lanes than are needed, each with a part of its own', () => {
    fc.assert(
      fc.property(days, (items) => {
        const blocks = placed(items);
        expect(blocks.map((one) => one.item.id).sort()).toEqual(items.map(({ id }) => id).sort());
        for (const one of blocks) {
          expect(one.lane).toBeLessThan(one.lanes);
          expect(one.until).toBeGreaterThan(one.from);
          expect(one.until).toBeLessThanOrEqual(1440);
          const beside = blocks.filter((other) => other.from < one.until && one.from < other.until);
          expect(new Set(beside.map(({ lanes }) => lanes)).size).toBe(1);
          expect(beside.filter(({ lane }) => lane === one.lane)).toEqual([one]);
        }
        const most = Math.max(
          0,
          ...blocks.map(({ from }) => blocks.filter((one) => one.from <= from && from < one.until).length),
        );
        expect(Math.max(0, ...blocks.map(({ lanes }) => lanes))).toBe(most);
      }),
    );
  });

  it('can all be reached by the keys, as can every time that is free, and nothing twice', () => {
    fc.assert(
      fc.property(days, (items) => {
        const blocks = placed(items);
        const hours = hoursOf(blocks);
        const stops = stopsOf(blocks, hours);
        expect(stops.flatMap((stop) => stop.item?.id ?? []).sort()).toEqual(items.map(({ id }) => id).sort());
        for (let minute = hours.from; minute < hours.until; minute += 10) {
          const free = blocks.every((one) => minute < one.from || minute >= one.until);
          expect(stops.filter((stop) => !stop.item && stop.minute === minute).length).toBe(free ? 1 : 0);
        }
        expect(stops.map(({ minute }) => minute)).toEqual(stops.map(({ minute }) => minute).sort((a, b) => a - b));
      }),
    );
  });

  it('are as long as they take where the clocks are changed in between', () => {
    const over = { start: '2031-03-09T01:50:00-05:00', end: '2031-03-09T03:10:00-04:00' };
    expect(placed([item('a', 0, 20, over)])).toMatchObject([{ from: 110, until: 130 }]);
  });

  it('are those that were planned, and not called off', () => {
    expect(isPlanned(item('a', 600, 20))).toBe(true);
    expect(isPlanned(item('a', 600, 20, { status: 'noshow' }))).toBe(true);
    expect(isPlanned(item('a', 600, 20, { status: 'cancelled' }))).toBe(false);
    expect(isPlanned(item('a', 600, 20, { walkIn: true }))).toBe(false);
  });

  it('show the usual hours, and whole ones before and after where somebody is expected then', () => {
    expect(hoursOf([])).toEqual({ from: 480, until: 1080 });
    expect(hoursOf(placed([item('a', 450, 20), item('b', 1075, 20)]))).toEqual({ from: 420, until: 1140 });
  });
});

describe('times of the calendar', () => {
  it('are rounded, within the day', () => {
    expect([604, 606, -50, 2000].map(snapped)).toEqual([600, 610, 0, 1430]);
    expect(minuteOf(timeAt(605))).toBe(605);
  });

  it('lead to the one there, or to the last before it', () => {
    const stops = stopsOf(placed([item('a', 600, 30)]), { from: 480, until: 1080 });
    expect(stopAt(stops, 620)).toMatchObject({ minute: 600, item: { id: 'a' } });
    expect(stopAt(stops, 635)).toEqual({ minute: 630 });
    expect(stopAt(stops, 0)).toEqual({ minute: 480 });
  });

  it('stand in weeks from Monday on, over the end of a year', () => {
    const week = weekOf('2027-01-01');
    expect([week.length, week[0], week[6]]).toEqual([7, '2026-12-28', '2027-01-03']);
    expect(weekOf('2026-12-28')).toEqual(week);
    expect(weekOf('2027-01-03')).toEqual(week);
  });

  it.each([
    ['America/New_York', '2026-03-08', true],
    ['America/New_York', '2026-03-09', false],
    ['America/New_York', '2026-11-01', true],
    ['Europe/Berlin', '2026-03-29', true],
    ['Europe/Berlin', '2026-03-28', false],
    ['Australia/Lord_Howe', '2026-04-05', true],
    ['Asia/Shanghai', '2026-03-29', false],
    ['UTC', '2026-03-29', false],
  ])('in %s the clocks are changed on %s: %s', (zone, day, changed) => {
    expect(clocksChange(day, zone)).toBe(changed);
  });
});

describe('columns', () => {
  const items = [
    item('mine', 600, 20),
    item('nobodys', 600, 20, { user: undefined } as Partial<DayItem>),
    item('gone', 600, 20, { user: 'u9', practitioner: 'Dr Old' }),
    item('next', 600, 20, { start: '2031-03-11T10:00:00+08:00', end: '2031-03-11T10:20:00+08:00' }),
  ];

  it('are the days of a week, with everybody who comes on them', () => {
    const columns = dayColumns(['2031-03-10', '2031-03-11'], items);
    expect(columns.map((one) => one.items.map(({ id }) => id))).toEqual([['mine', 'nobodys', 'gone'], ['next']]);
  });

  it('are whoever sees patients, nobody in particular, and who did; there nothing is put down', () => {
    const columns = staffColumns(
      '2031-03-10',
      [
        { id: 'u1', name: 'Dr Lin' },
        { id: 'u2', name: 'Nurse' },
      ],
      items,
    );
    expect(columns.map(({ name, user, open, items: all }) => [name, user, open, all.map(({ id }) => id)])).toEqual([
      ['Dr Lin', 'u1', true, ['mine']],
      ['Nurse', 'u2', true, []],
      [undefined, null, true, ['nobodys']],
      ['Dr Old', 'u9', false, ['gone']],
    ]);
  });
});
