import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageAt, dayIn, parseMoment, zonedIso } from '../../../electron/vault/records/dates.ts';

describe('parseMoment', () => {
  it.each([
    ['2019', { at: Date.UTC(2019, 0, 1), day: '2019-01-01' }],
    ['2019-05', { at: Date.UTC(2019, 4, 1), day: '2019-05-01' }],
    ['2019-05-17', { at: Date.UTC(2019, 4, 17), day: '2019-05-17' }],
    ['2019-05-17T23:30:00-04:00', { at: Date.UTC(2019, 4, 18, 3, 30) }],
    ['2019-05-17T23:30:00.123456Z', { at: Date.UTC(2019, 4, 17, 23, 30, 0, 123) }],
    ['2016-12-31T23:59:60Z', { at: Date.UTC(2016, 11, 31, 23, 59, 59) }],
    ['2019-05-17T08:00:00', { at: Date.UTC(2019, 4, 17, 8), day: '2019-05-17' }],
  ])('reads %s', (text, moment) => {
    expect(parseMoment(text)).toEqual({ ...moment, text });
  });

  it.each([
    '',
    '19',
    '2019-13',
    '2019-02-30',
    '2019-5-1',
    '17.05.2019',
    '2019-02-30T10:00:00Z',
    '2019-05-17T25:00:00Z',
    '0000-00-00',
    'yesterday at noon',
  ])('takes %j for no date', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });
});

const ZONES = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Asia/Gaza',
  'UTC',
];

describe('dayIn', () => {
  it('equals Intl for any instant in any zone, in whatever order they are asked', () => {
    const days = ZONES.map((zone) => dayIn(zone));
    const formats = ZONES.map(
      (timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    );
    fc.assert(
      fc.property(
        fc.nat(ZONES.length - 1),
        fc.integer({ min: Date.UTC(1850, 0), max: Date.UTC(2100, 0) }),
        (zone, ms) => {
          expect(days[zone]?.(ms)).toBe(formats[zone]?.format(ms));
        },
      ),
      { numRuns: 20_000, seed: 7 },
    );
  });

  it('is right around every change of the clock', () => {
    for (const timeZone of ZONES) {
      const day = dayIn(timeZone);
      const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
      // every 7 minutes and 13 seconds of two years catches each side of each change
      for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2024, 11, 31); ms += 433_000) {
        if (day(ms) !== format.format(ms)) expect.fail(`${timeZone} ${ms}: ${day(ms)} is not ${format.format(ms)}`);
      }
    }
  }, 60_000);

  it('knows that Samoa had no 30 December 2011', () => {
    const day = dayIn('Pacific/Apia');
    expect(day(Date.parse('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(day(Date.parse('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });
});

describe('zonedIso', () => {
  it('names the same instant, in the clinic and at its offset', () => {
    expect(zonedIso('Asia/Shanghai', Date.UTC(2026, 2, 1, 1, 30))).toBe('2026-03-01T09:30:00+08:00');
    expect(zonedIso('America/St_Johns', Date.UTC(2026, 6, 1))).toBe('2026-06-30T21:30:00-02:30');
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 4e9 }), (zone, seconds) => {
        expect(Math.abs(Date.parse(zonedIso(zone, seconds * 1000)) - seconds * 1000)).toBeLessThan(60_000);
      }),
    );
  });
});

describe('ageAt', () => {
  it.each([
    ['1980-05-01', '2026-04-30', 45, 11],
    ['1980-05-01', '2026-05-01', 46, 0],
    ['2024-02-29', '2025-02-28', 1, 0],
    ['2026-01-31', '2026-02-27', 0, 0],
    ['2026-01-31', '2026-02-28', 0, 1],
    ['1980', '2026-01-01', 46, 0],
    ['1980-06', '2026-05-31', 45, 11],
    ['2026-05-01', '2026-05-01', 0, 0],
  ])('%s at %s', (birth, day, years, months) => {
    expect(ageAt(birth, day)).toEqual({ years, months });
  });

  it('is unknown before birth and for what is no date', () => {
    expect(ageAt('2026-05-02', '2026-05-01')).toBeUndefined();
    expect(ageAt('May 1980', '2026-05-01')).toBeUndefined();
  });
});
