import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { touches } from '../../../renderer/bridge/live.tsx';
import { groupSeries, seriesRows } from '../../../renderer/records/observation/series.ts';
import { measuredWords, unitWords } from '../../../renderer/records/observation/units.ts';
import { readableDecimals } from '../../../renderer/records/values/decimals.ts';
import { registerWords, textWords, valueWords } from '../../../renderer/records/values/words.ts';
import type { ObservationSeries } from '../../../shared/bridge/records.ts';

const t = ((key: string) => key) as unknown as TFunction;

describe('a value with its unit in one text', () => {
  it('reads as people write it, and stays as it is where it is no such thing', () => {
    expect(measuredWords('23.1 kg/m2')).toBe('23.1 kg/m²');
    expect(measuredWords('<5 mm[Hg]')).toBe('<5 mmHg');
    expect(measuredWords('3 {score}')).toBe('3');
    expect(measuredWords('128/82 mmHg')).toBe('128/82 mmHg');
    expect(measuredWords('Never smoked')).toBe('Never smoked');
    expect(measuredWords('1 1')).toBe('1 1');
  });
});

describe('values in words', () => {
  it('read as people say them', () => {
    expect(valueWords({ system: 'phone', value: '138 0000', use: 'mobile' })).toBe('138 0000');
    expect(valueWords([{ family: '张', given: ['三'] }])).toBe('张三');
    expect(valueWords({ coding: [{ code: 'I10', display: 'Hypertension' }] })).toBe('Hypertension');
    expect(valueWords({ value: 7.2, unit: 'mmol/L' })).toBe('7.2 mmol/L');
    expect(valueWords({ line: ['1 Road'], city: 'York' })).toBe('1 Road, York');
    expect(valueWords({ reference: 'Patient/1', display: 'Anna' })).toBe('Anna');
    expect(valueWords({ start: '2020', end: '2021' })).toBe('2020 – 2021');
    expect(valueWords({ odd: { deep: true } })).toBe('odd: deep: true');
    expect(registerWords('gender', '{"gender":"male"}')).toBe('male');
    expect(registerWords('telecom/ab12', '{"system":"phone","value":"138 0000"}')).toBe('138 0000');
    expect(
      registerWords(
        'status',
        '{"clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"text":"confirmed"}}',
      ),
    ).toBe('active; confirmed');
    expect(
      registerWords(
        'value',
        '{"component":[{"code":{"text":"Systolic"},"valueQuantity":{"value":120,"unit":"mmHg"}}]}',
      ),
    ).toBe('Systolic 120 mmHg');
    expect(registerWords('gender', null)).toBeNull();
    expect(textWords(null)).toBeNull();
    expect(textWords('not json')).toBe('not json');
  });

  it('show as many digits as one can read, and those that were written', () => {
    expect(readableDecimals('132.05070916051065/84.9157280452851 mmHg')).toBe('132/84.9 mmHg');
    expect(readableDecimals('7.20')).toBe('7.20');
    expect(readableDecimals('0.00412')).toBe('0.004');
    expect(readableDecimals('1.250')).toBe('1.250');
  });

  it('end, however deep a value is', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 500; i += 1) deep = { a: deep };
    expect(valueWords(deep)).toContain('…');
  });

  it('carry units as people write them', () => {
    expect(unitWords('mm[Hg]')).toBe('mmHg');
    expect(unitWords('kg/m2')).toBe('kg/m²');
    expect(unitWords('{beats}/min')).toBe('/min');
    expect(unitWords('umol/L')).toBe('µmol/L');
    expect(unitWords(undefined)).toBe('');
  });
});

describe('observations', () => {
  const series = (key: string, category: string, points: [string, number][]): ObservationSeries => ({
    key,
    name: key,
    category,
    points: points.map(([date, value], i) => ({ id: `${key}${i}`, date, value, text: String(value) })),
  });

  it('put the parts of a blood pressure together, vitals first', () => {
    const groups = groupSeries(t, [
      series('urn:x|lab', 'laboratory', [['2024-01-01', 1]]),
      series('http://loinc.org|8462-4', 'vital-signs', [['2024-01-01', 80]]),
      series('http://loinc.org|8867-4', 'vital-signs', [['2024-01-01', 70]]),
      series('http://loinc.org|8480-6', 'vital-signs', [['2024-01-01', 120]]),
    ]);
    expect(groups.map((group) => group.name)).toEqual(['chart.bloodPressure', 'loinc.8867-4', 'urn:x|lab']);
    expect(groups[0]?.lines.map((line) => line.key)).toEqual(['http://loinc.org|8480-6', 'http://loinc.org|8462-4']);
  });

  it('make one row for each time, the newest first, and lose no value of the same moment', () => {
    const rows = seriesRows([
      series('a', '', [
        ['2024-01-01', 1],
        ['2024-02-01', 2],
        ['2024-02-01', 3],
      ]),
      series('b', '', [['2024-02-01', 9]]),
    ]);
    expect(rows.map((row) => row.date)).toEqual(['2024-02-01', '2024-02-01', '2024-01-01']);
    expect(
      rows
        .flatMap((row) => row.cells.map((cell) => cell?.value))
        .filter((value) => value !== undefined)
        .sort(),
    ).toEqual([1, 2, 3, 9]);
  });
});

describe('changes', () => {
  it('make just those answers old that they touch', () => {
    const changed = { types: ['Condition'], patients: ['p1'] };
    expect(touches(['patient.chart', { id: 'p1' }], changed)).toBe(true);
    expect(touches(['patient.chart', { id: 'p2' }], changed)).toBe(false);
    expect(touches(['patient.chart', { id: 'p2' }], { types: [], patients: [] })).toBe(true);
    expect(touches(['patient.search', { text: '' }], changed)).toBe(true);
    expect(touches(['record.history', { type: 'Patient', id: 'p1' }], changed)).toBe(false);
    for (const name of ['conflict.list', 'conflict.settled']) expect(touches([name, {}], changed), name).toBe(true);
    expect(touches(['text.search', { text: 'x' }], changed)).toBe(true);
    const same = { types: ['Patient'], patients: ['p1'] };
    expect(touches(['record.version', { type: 'Patient', id: 'p1', version: 1 }], same)).toBe(true);
    expect(touches(['record.version', { type: 'Patient', id: 'p1', version: 1 }], changed)).toBe(false);
    // a signature and an addendum stand with the record that they are about
    for (const type of ['Provenance', 'DocumentReference'])
      expect(touches(['record.get', { type: 'Encounter', id: 'e1' }], { types: [type], patients: ['p1'] })).toBe(true);
    expect(touches(['sync.status', {}], changed)).toBe(false);
  });
});
