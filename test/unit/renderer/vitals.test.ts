import { describe, expect, it } from 'vitest';
import {
  checkVitals,
  emptyVitals,
  indexOf,
  isEmptyVitals,
  isImpossible,
  lastOf,
  measuredOf,
  pressureHint,
  toVitalsInput,
} from '../../../renderer/records/observation/vitals-form.ts';
import { VitalsInput } from '../../../shared/bridge/vitals.ts';
import { LIMITS } from '../../../shared/records/observation/limits.ts';
import { bodyMassIndex } from '../../../shared/records/observation/vital-signs.ts';

describe('vital signs', () => {
  const measured = (systolic: string, diastolic: string) => checkVitals({ ...emptyVitals, systolic, diastolic });

  it('want both pressures in their order, and numbers', () => {
    expect(measured('120', '')).toEqual({ diastolic: 'both' });
    expect(measured('80', '120')).toEqual({ diastolic: 'swapped' });
    expect(measured('1200', '8')).toEqual({ systolic: 'systolicRange', diastolic: 'diastolicRange' });
    expect(checkVitals({ ...emptyVitals, pulse: 'fast', weight: '70.125' })).toEqual({
      pulse: 'number',
      weight: 'number',
    });
    expect(checkVitals({ ...emptyVitals, temperature: '３６．５', weight: '70,5' })).toEqual({});
    expect([isEmptyVitals(emptyVitals), isEmptyVitals({ ...emptyVitals, waist: '80' })]).toEqual([true, false]);
  });

  it('are sent with the decimals that were written', () => {
    const form = { ...emptyVitals, systolic: '128', diastolic: '82', temperature: '36.50', weight: '70,5' };
    expect(VitalsInput.parse(toVitalsInput(form))).toEqual({
      systolic: 128,
      diastolic: 82,
      temperature: '36.50',
      weight: '70.5',
    });
  });

  it('may be typed in another unit of their kind, kept as typed, and compared in the usual one', () => {
    const form = { ...emptyVitals, temperature: '98.6 F', weight: '154磅', height: '70in', glucose: '126mg/dl' };
    expect(checkVitals(form)).toEqual({});
    expect(VitalsInput.parse(toVitalsInput(form))).toEqual({
      temperature: '98.6 [degF]',
      weight: '154 [lb_av]',
      height: '70 [in_i]',
      glucose: '126 mg/dL',
    });
    // NIST SP 811: 154 lb are 69.85 kg, 70 in are 177.8 cm
    expect(indexOf(form, undefined)).toBe('22.1');
    expect([measuredOf('temperature', '98.6°F')?.usual, measuredOf('weight', '3200g')?.usual]).toEqual([37, 3.2]);
    // 126 mg/dL of glucose, 180.156 g/mol
    expect(measuredOf('glucose', '126 mg/dL')?.usual).toBeCloseTo(6.994, 3);
    expect([isImpossible('temperature', '98.6 F'), isImpossible('temperature', '98.6')]).toEqual([false, true]);
    expect(checkVitals({ ...emptyVitals, temperature: '98.6 kg', pulse: '72 bpm', height: '1.7 m' })).toEqual({
      temperature: 'foreignUnit',
      height: 'foreignUnit',
    });
    expect(VitalsInput.safeParse({ temperature: '98.6 kg' }).success).toBe(false);
  });

  it('ask to measure again where pressure is far out', () => {
    // grade 3 of ESC/ESH 2018: 180 or 110 and more; three points of NEWS2: 90 and less
    expect(pressureHint({ systolic: '185', diastolic: '90' })).toBe('high');
    expect(pressureHint({ systolic: '180', diastolic: '90' })).toBe('high');
    expect(pressureHint({ systolic: '179', diastolic: '109' })).toBeUndefined();
    expect(pressureHint({ systolic: '150', diastolic: '110' })).toBe('high');
    expect(pressureHint({ systolic: '85', diastolic: '55' })).toBe('low');
    expect(pressureHint({ systolic: '90', diastolic: '60' })).toBe('low');
    expect(pressureHint({ systolic: '91', diastolic: '60' })).toBeUndefined();
    // half typed
    expect(pressureHint({ systolic: '12', diastolic: '' })).toBeUndefined();
    expect(pressureHint({ systolic: '125', diastolic: '80' })).toBeUndefined();
  });

  it('are doubted beyond what any living person has had, by the limits of the records', () => {
    expect(LIMITS.get('8310-5')).toMatchObject({ low: 11.8, high: 46.5 });
    expect([isImpossible('temperature', '365'), isImpossible('temperature', '36.5')]).toEqual([true, false]);
    expect([isImpossible('oxygen', '101'), isImpossible('oxygen', '100')]).toEqual([true, false]);
    expect([isImpossible('weight', '700'), isImpossible('height', '17.5')]).toEqual([true, true]);
    expect(isImpossible('glucose', '55')).toBe(false); // nobody has said a limit
  });

  it('give the body mass index, with a height of before where none was measured', () => {
    expect(bodyMassIndex(70, 175)).toBe('22.9');
    expect(bodyMassIndex(70, 0)).toBeUndefined();
    expect(indexOf({ ...emptyVitals, weight: '70', height: '175' }, undefined)).toBe('22.9');
    expect(indexOf({ ...emptyVitals, weight: '70' }, 175)).toBe('22.9');
    expect(indexOf({ ...emptyVitals, weight: '70' }, undefined)).toBeUndefined();
    expect(indexOf({ ...emptyVitals, weight: '70', height: 'x' }, 175)).toBeUndefined();
  });

  it('know the last value in the unit of the field', () => {
    const point = (date: string, value: number, unit: string) => ({ id: date, date, value, text: String(value), unit });
    const series = [
      { key: 'http://loinc.org|29463-7', name: 'Weight', points: [point('2026-01-01', 150, 'lb')] },
      {
        key: 'http://loinc.org|29463-7 [kg]',
        name: 'Weight',
        points: [point('2025-01-01', 68, 'kg'), point('2025-03-01', 69, 'kg'), point('2025-02-01', 70, 'kg')],
      },
      { key: 'http://loinc.org|8867-4', name: 'Heart rate', points: [point('2026-01-01', 72, '{beats}/min')] },
    ];
    expect(lastOf(series, 'weight')?.value).toBe(69);
    expect(lastOf(series, 'pulse')?.value).toBe(72);
    expect(lastOf(series, 'height')).toBeUndefined();
  });
});
