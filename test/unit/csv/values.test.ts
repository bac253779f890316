import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, isRounded, isShortened } from '../../../electron/vault/exchange/csv/cell.ts';
import { fhirDate } from '../../../electron/vault/exchange/csv/date.ts';
import { amountOf, decimalText, jsonNumber } from '../../../electron/vault/exchange/csv/decimal.ts';
import { canonicalJson } from '../../../shared/records/json.ts';

describe('cells', () => {
  it.each([
    ['="00123"', '00123'],
    ["'00123", '00123'],
    ["'=1+1", '=1+1'],
    ["''tis", "'tis"],
    ["'t Hooft", "'t Hooft"],
    ['\u00A0张三\u3000', '张三'],
    ['a\u200Bb\uFEFF', 'ab'],
  ])('%j is %j', (cell, text) => expect(cellText(cell)).toBe(text));

  it('knows numbers that Excel has spoiled', () => {
    expect(['1.38E+10', '1E+17', '3.20106E+17', '１．３８Ｅ＋１０'].map(isShortened)).toEqual([true, true, true, true]);
    expect(['13800138000', 'E10', '1.5'].map(isShortened)).toEqual([false, false, false]);
    expect(isRounded('110101199003070000')).toBe(true);
    expect(isRounded('11010119900307001X')).toBe(false);
  });
});

describe('numbers', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['１２．０', '12.0'],
    ['007', '7'],
    ['.50', '0.50'],
    ['-0.0', '-0.0'],
    ['+5', '5'],
    ['1 234', '1234'],
    ['1,23', undefined],
    ['1.2.3', undefined],
    ['12a', undefined],
    ['', undefined],
    ['-', undefined],
  ])('%j is %j', (text, decimal) => expect(decimalText(text)).toBe(decimal));

  it('reads decimal commas where the mapping says so', () => {
    expect(decimalText('1.234,50', ',')).toBe('1234.50');
    expect(decimalText('5,6', ',')).toBe('5.6');
    expect(decimalText('5.6', ',')).toBe(undefined);
  });

  it('keeps the digits that were written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,20})?$/), (text) => {
        expect(decimalText(text)).toBe(text);
        expect(canonicalJson(jsonNumber(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['<5.6 mmol/L', { comparator: '<', value: '5.6', unit: 'mmol/L' }],
    ['≥90%', { comparator: '>=', value: '90', unit: '%' }],
    ['37.20℃', { value: '37.20', unit: '℃' }],
    ['5.6↑', { value: '5.6', unit: '' }],
    ['1:20', undefined],
    ['2+', undefined],
    ['3-5', undefined],
    ['阴性', undefined],
  ])('the amount in %j is %j', (text, amount) => expect(amountOf(text)).toEqual(amount));
});

describe('dates', () => {
  const zone = 'Asia/Shanghai';
  const read = (text: string, as: 'date' | 'dateTime' | 'instant' = 'date', options: object = {}) => {
    const found = fhirDate(text, as, { zone, ...options });
    return 'date' in found ? found.date : found.trouble;
  };

  it.each([
    ['2024-3-5', '2024-03-05'],
    ['2024/03/05', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４－０３－０５', '2024-03-05'],
    ['2024年3月', '2024-03'],
    ['1960', '1960'],
    ['5 Mar 2024', '2024-03-05'],
    ['2024-02-30', 'no-date'],
    ['03/04/2024', 'ambiguous'],
    ['昨天', 'no-date'],
    // Excel's day numbers: 1900-02-28, the day that never was, 1900-03-01, the first of 2000
    ['59', '1900-02-28'],
    ['60', 'no-day-60'],
    ['61', '1900-03-01'],
    ['36526', '2000-01-01'],
    ['45356', '2024-03-05'],
    ['999999', 'no-date'],
  ])('%j is %j', (text, date) => expect(read(text)).toBe(date));

  it('counts from 1904 where the mapping says so', () =>
    expect(read('43894', 'date', { from1904: true })).toBe('2024-03-05'));

  it('says times with the zone of the clinic, over its changes', () => {
    expect(read('2024-3-5 9:05', 'dateTime')).toBe('2024-03-05T09:05:00+08:00');
    expect(read('2024-3-5 下午3:05', 'dateTime')).toBe('2024-03-05T15:05:00+08:00');
    expect(read('45356.5', 'dateTime')).toBe('2024-03-05T12:00:00+08:00');
    expect(read('2024-07-01 08:00', 'dateTime', { zone: 'America/New_York' })).toBe('2024-07-01T08:00:00-04:00');
    expect(read('2024-01-01T08:00:00Z', 'dateTime')).toBe('2024-01-01T08:00:00Z');
    expect(read('2024-3-5 9:05', 'date')).toBe('2024-03-05');
  });

  it('reads day before month, or two digits of a year, only where that is said', () => {
    expect(read('03/04/2024', 'date', { formats: ['d/M/yyyy'] })).toBe('2024-04-03');
    expect(read('03/04/2024', 'date', { formats: ['M/d/yyyy'] })).toBe('2024-03-04');
    expect(read('03/04/31', 'date', { formats: ['d/M/yy'] })).toBe('century');
    expect(read('03/04/31', 'date', { formats: ['d/M/yy'], pivot: 30 })).toBe('1931-04-03');
    expect(read('03/04/30', 'date', { formats: ['d/M/yy'], pivot: 30 })).toBe('2030-04-03');
  });

  it('every day comes back, in every form and as a day number', () => {
    const day = fc.date({
      min: new Date('1900-03-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-').map((part) => String(Number(part)));
        const serial = String(Math.floor(date.getTime() / 86_400_000) + 25_569);
        for (const text of [iso, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, iso.replaceAll('-', '')])
          expect(read(text)).toBe(iso);
        if (serial.length === 5) expect(read(serial)).toBe(iso);
        expect(read(`${d}.${m}.${y}`, 'date', { formats: ['d.M.yyyy'] })).toBe(iso);
      }),
    );
  });
});
