/** Series of one test in one unit. */
import { expect, it } from 'vitest';
import { inUsualUnits } from '../../../electron/vault/records/chart-units.ts';

const LOINC = 'http://loinc.org';

it('tells vital signs in the units of their fields, and what was written beside it', async () => {
  const key = `${LOINC}|8310-5`;
  const [series, ...others] = await inUsualUnits([
    {
      key,
      name: 'Temperature',
      unit: '°F',
      points: [{ id: 'a', date: '2026-01-02', text: '98.6', value: 98.6, unit: '°F' }],
    },
    {
      key: `${key} [°C]`,
      name: 'Temperature',
      unit: '°C',
      points: [
        { id: 'b', date: '2026-01-01', text: '36.50', value: 36.5, unit: '°C' },
        { id: 'c', date: '2026-01-03', text: '37', value: 37, unit: '°C' },
      ],
    },
  ]);
  expect(others).toEqual([]);
  expect(series).toMatchObject({ key, unit: '°C' });
  expect(series?.points.map(({ id, text, unit, written }) => [id, text, unit, written])).toEqual([
    ['b', '36.50', '°C', undefined],
    ['a', '37.0', '°C', '98.6 °F'],
    ['c', '37', '°C', undefined],
  ]);
});

it('tells a test with two units in the usual one, its range too, and leaves what cannot be said', async () => {
  const key = `${LOINC}|14771-0`;
  const point = (id: string, text: string, unit: string) => ({ id, date: id, text, value: Number(text), unit });
  const both = [
    { key, name: 'Glucose', unit: 'mg/dL', points: [{ ...point('2', '126', 'mg/dL'), low: 70, high: 99 }] },
    { key: `${key} [mmol/L]`, name: 'Glucose', unit: 'mmol/L', points: [point('1', '5.6', 'mmol/L')] },
    { key: `${key} [%]`, name: 'Glucose', unit: '%', points: [point('3', '5', '%')] },
  ];
  const [series, other] = await inUsualUnits(both);
  expect(series?.points.map(({ text, unit }) => [text, unit])).toEqual([
    ['5.6', 'mmol/L'],
    ['6.99', 'mmol/L'],
  ]);
  // 70 and 99 mg/dL, 180.156 g/mol
  expect(series?.points[1]?.low).toBeCloseTo(3.886, 3);
  expect(series?.points[1]?.high).toBeCloseTo(5.495, 3);
  expect(other).toMatchObject({ unit: '%' });
  // a clinic that knows one unit only keeps it
  expect(await inUsualUnits(both.slice(0, 1))).toEqual(both.slice(0, 1));
});
