import { describe, expect, it } from 'vitest';
import {
  ageOn,
  ageUnit,
  dayOf,
  formatAgo,
  formatBytes,
  formatClock,
  formatDay,
  formatMoney,
  formatTime,
  formatWeekday,
  type Manner,
} from '../../../renderer/locales/format.ts';

const zh: Manner = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' };
const en: Manner = { locale: 'en', timeZone: 'Asia/Shanghai' };

describe('days and times', () => {
  it('are as exact as the record says', () => {
    expect(formatDay('1974', zh)).toBe('1974年');
    expect(formatDay('1974', en)).toBe('1974');
    expect(formatDay('1974-03', en)).toBe('March 1974');
    expect(formatDay('1974-03-05', zh)).toBe('1974/03/05');
    expect(formatDay('1974-03-05', en)).toBe('Mar 5, 1974');
    expect(formatDay('about 1974', en)).toBe('about 1974');
  });

  it('count in the clinic’s time zone, whatever the workstation’s', () => {
    expect(formatDay('2024-02-28T23:30:00Z', en)).toBe('Feb 29, 2024');
    expect(formatTime('2024-02-28T23:30:00Z', en)).toBe('Feb 29, 2024 07:30');
    expect(formatTime('2024-02-28', zh)).toBe('2024/02/28');
    expect(dayOf(new Date('2024-02-28T23:30:00Z'), 'America/New_York')).toBe('2024-02-28');
  });

  it('have their day of the week in full, and short above a column', () => {
    expect([formatWeekday('2026-11-25', en), formatWeekday('2026-11-25', zh)]).toEqual(['Wednesday', '星期三']);
    expect([formatWeekday('2026-11-25', en, 'short'), formatWeekday('2026-11-25', zh, 'short')]).toEqual([
      'Wed',
      '周三',
    ]);
  });

  it('show only the hour of what is today', () => {
    const now = new Date('2024-03-01T06:00:00Z');
    for (const manner of [en, zh]) expect(formatClock('2024-03-01T01:14:00Z', now, manner)).toBe('09:14');
    expect(formatClock('2024-02-28T01:14:00Z', now, en)).toBe('Feb 28, 2024 09:14');
  });

  it('are told relatively in whole days of the clinic', () => {
    const now = new Date('2024-03-01T01:00:00Z');
    expect(formatAgo('2024-03-01T00:58:00Z', now, en)).toBe('2 min. ago');
    expect(formatAgo('2024-03-01T00:59:50Z', now, en)).toBe('just now');
    expect(formatAgo('2024-03-01T01:00:40Z', now, en)).toBe('just now');
    expect(formatAgo('2024-03-01T00:59:50Z', now, zh)).toBe('刚刚');
    expect(formatAgo('2024-02-29T14:00:00Z', now, en)).toBe('11 hr. ago');
    expect(formatAgo('2024-02-24T14:00:00Z', now, en)).toBe('6 days ago');
    expect(formatAgo('2024-03-01', now, zh)).toBe('今天');
    expect(formatAgo('2024-02-29', now, zh)).toBe('昨天');
    expect(formatAgo('2023-11-28', now, zh)).toBe('3个月前');
    expect(formatAgo('2020', now, en)).toBe('4 yr. ago');
    expect(formatAgo('never', now, en)).toBe('');
  });
});

describe('ages', () => {
  it('turn on the birthday', () => {
    expect(ageOn('1974-03-05', '2024-03-04')?.years).toBe(49);
    expect(ageOn('1974-03-05', '2024-03-05')).toEqual({ years: 50, months: 0, days: 0 });
  });

  it('know leap days and ends of months', () => {
    expect(ageOn('2020-02-29', '2021-02-28')).toEqual({ years: 0, months: 11, days: 30 });
    expect(ageOn('2024-01-31', '2024-03-01')).toEqual({ years: 0, months: 1, days: 1 });
  });

  it('take partial dates from their first day and nothing from the future', () => {
    expect(ageOn('1974', '2024-06-01')?.years).toBe(50);
    expect(ageOn('2025-01-01', '2024-06-01')).toBeUndefined();
    expect(ageOn('unknown', '2024-06-01')).toBeUndefined();
  });

  it('are told in the unit that fits', () => {
    expect(ageUnit({ years: 45, months: 3, days: 2 })).toEqual({ unit: 'years', count: 45 });
    expect(ageUnit({ years: 2, months: 3, days: 2 })).toEqual({ unit: 'months', count: 27 });
    expect(ageUnit({ years: 0, months: 0, days: 9 })).toEqual({ unit: 'days', count: 9 });
  });
});

describe('amounts', () => {
  it('of money carry their currency, and none where there is none', () => {
    expect(formatMoney(1234.5, 'EUR', 'en')).toBe('€1,234.50');
    expect(formatMoney(1234.5, 'CNY', 'zh-CN')).toBe('¥1,234.50');
    expect(formatMoney(1234.5, 'XXX', 'en')).toBe('1,234.50');
    expect(formatMoney(0.054, 'XXX', 'zh-CN')).toBe('0.05');
  });

  it('read as people write them', () => {
    expect(formatBytes(0, 'en')).toBe('0 B');
    expect(formatBytes(1_300_000, 'en')).toBe('1.3 MB');
    expect(formatBytes(48_000_000, 'zh-CN')).toBe('48 MB');
  });
});
