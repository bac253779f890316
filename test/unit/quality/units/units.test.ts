import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadUnits, type Units } from '../../../../electron/vault/quality/units/index.ts';
import { listedTests } from '../../../../shared/terminology/tests.ts';
import { molarMass, type Substance, substanceOf } from '../../../../shared/units/substances.ts';

const LIST = resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data', 'terminology', 'ucum-common.tsv');

let units: Units;
beforeAll(async () => {
  units = await loadUnits();
});

describe('a written unit', () => {
  it.each([
    ['mmHg', 'mm[Hg]'],
    ['mm Hg', 'mm[Hg]'],
    ['MMHG', 'mm[Hg]'],
    ['毫米汞柱', 'mm[Hg]'],
    ['°C', 'Cel'],
    ['℃', 'Cel'],
    ['摄氏度', 'Cel'],
    ['次/分', '/min'],
    ['次／分', '/min'],
    ['bpm', '/min'],
    ['mg/dl', 'mg/dL'],
    ['MG/DL', 'mg/dL'],
    ['10^9/L', '10*9/L'],
    ['10⁹/L', '10*9/L'],
    ['×10⁹/L', '10*9/L'],
    ['x10^12/l', '10*12/L'],
    ['10E9/L', '10*9/L'],
    ['10(9)/L', '10*9/L'],
    ['K/uL', '10*3/uL'],
    ['U/L', 'U/L'],
    ['u/l', 'U/L'],
    ['IU/L', '[IU]/L'],
    ['mIU/mL', 'm[IU]/mL'],
    ['μIU/mL', 'u[IU]/mL'],
    ['%', '%'],
    ['％', '%'],
    ['μmol/L', 'umol/L'],
    ['µmol/L', 'umol/L'],
    ['ｍｍｏｌ／Ｌ', 'mmol/L'],
    ['毫摩尔/升', 'mmol/L'],
    ['毫克', 'mg'],
    ['毫克/分升', 'mg/dL'],
    ['克/升', 'g/L'],
    ['千克', 'kg'],
    ['公斤', 'kg'],
    ['厘米', 'cm'],
    ['kg/m²', 'kg/m2'],
    ['kg/m^2', 'kg/m2'],
    ['mL/min/1.73m²', 'mL/min/{1.73_m2}'],
    ['个/HP', '/[HPF]'],
    ['/HPF', '/[HPF]'],
    ['mcg/mL', 'ug/mL'],
    ['lbs', '[lb_av]'],
    ['mm/hr', 'mm/h'],
    ['pH', '[pH]'],
    ['INR', '{INR}'],
  ])('%s is %s', (text, code) => {
    expect(units.parseUnit(text)).toEqual({ ok: true, code });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['G/L', 'ambiguous'],
    ['grains of rice', 'unknown'],
    ['斤', 'unknown'],
    ['mg/', 'unknown'],
  ])('%s is none: %s', (text, why) => {
    expect(units.parseUnit(text)).toEqual({ ok: false, why });
  });

  it('that is none is told to nobody', () => {
    const said = vi.spyOn(console, 'log');
    for (const text of ['Smith, John', 'a{b}(mg)', 'valueOf', '__proto__', '张三{x}(mg)c{y}'])
      expect(units.parseUnit(text), text).toEqual({ ok: false, why: 'unknown' });
    expect(said).not.toHaveBeenCalled();
  });

  it('is whatever anybody types, without an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        (text) => typeof units.parseUnit(text).ok === 'boolean',
      ),
    );
  });

  it('of a listed test is its own code', () => {
    for (const unit of listedTests().flatMap((test) => test.units))
      expect(units.parseUnit(unit), unit).toEqual({ ok: true, code: unit });
  });

  it.skipIf(!existsSync(LIST))('that is a common UCUM code is that code', () => {
    const codes = readFileSync(LIST, 'utf8')
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '')
      .filter((code) => code !== '');
    expect(codes.length).toBeGreaterThan(500);
    const wrong = codes.filter((code) => {
      const parsed = units.parseUnit(code);
      // of the two letters for a litre, one is enough
      return !parsed.ok || parsed.code !== code.replace(/\/ml$/, '/mL');
    });
    expect(wrong).toEqual([]);
  });
});

describe('a value in another unit', () => {
  const convert = (value: string, from: string, to: string, substance?: Substance) => {
    const converted = units.convert(value, from, to, { substance });
    return converted.ok ? converted.value : converted.why;
  };

  // by hand, and by the factors of the AMA Manual of Style, 11th edition, table 17.5-1
  it.each<[string, string, string, Substance | undefined, string]>([
    ['126', 'mg/dL', 'mmol/L', 'glucose', '6.99'],
    ['7.0', 'mmol/L', 'mg/dL', 'glucose', '126'],
    ['100', 'mg/dL', 'mmol/L', 'glucose', '5.55'],
    ['200', 'mg/dL', 'mmol/L', 'cholesterol', '5.17'],
    ['150', 'mg/dL', 'mmol/L', 'triglycerides', '1.69'],
    ['1.0', 'mg/dL', 'umol/L', 'creatinine', '88'],
    ['1.00', 'mg/dL', 'umol/L', 'creatinine', '88.4'],
    ['60', 'mg/dL', 'mmol/L', 'urea', '10.0'],
    ['20', 'mg/dL', 'mmol/L', 'urea-nitrogen', '7.1'],
    ['6.0', 'mg/dL', 'umol/L', 'uric-acid', '357'],
    ['1.0', 'mg/dL', 'umol/L', 'bilirubin', '17'],
    ['10.0', 'mg/dL', 'mmol/L', 'calcium', '2.50'],
    ['14.0', 'g/dL', 'mmol/L', 'haemoglobin', '8.69'],
    ['5.0', 'meq/L', 'mmol/L', 'calcium', '2.50'],
    ['4.1', 'meq/L', 'mmol/L', 'potassium', '4.1'],
    ['14.0', 'g/dL', 'g/L', undefined, '140'],
    ['140', 'g/L', 'g/dL', undefined, '14.0'],
    ['0.50', 'mg/L', 'ug/L', undefined, '500'],
    ['7.20', '10*9/L', '10*3/uL', undefined, '7.20'],
    ['2.0', 'm[IU]/L', 'u[IU]/mL', undefined, '2.0'],
    ['120', 'mm[Hg]', 'kPa', undefined, '16.0'],
    ['98.6', '[degF]', 'Cel', undefined, '37.0'],
    ['37.0', 'Cel', '[degF]', undefined, '98.6'],
    ['180', '[lb_av]', 'kg', undefined, '81.6'],
    ['70', '[in_i]', 'cm', undefined, '178'],
    ['72', '/min', '{beats}/min', undefined, '72'],
    // https://ngsp.org/ifcc.asp
    ['6.5', '%', 'mmol/mol', 'hba1c', '48'],
    ['7.0', '%', 'mmol/mol', 'hba1c', '53'],
    ['10.0', '%', 'mmol/mol', 'hba1c', '86'],
    ['48', 'mmol/mol', '%', 'hba1c', '6.5'],
    ['20.00', 'mg/dL', 'mg/dL', undefined, '20.00'],
  ])('%s %s in %s of %s is %s', (value, from, to, substance, expected) => {
    expect(convert(value, from, to, substance)).toBe(expected);
  });

  it('is refused where it cannot be told', () => {
    expect(convert('5', 'mg/dL', 'mmol/L')).toBe('substance');
    expect(convert('5', 'mg/dL', 'mm[Hg]')).toBe('dimension');
    expect(convert('5', 'U/L', '[IU]/L')).toBe('dimension');
    expect(convert('5', '%', 'mmol/mol')).toBe('dimension');
    expect(convert('5', 'nothing', 'mg')).toBe('unit');
    expect(convert('about 5', 'g', 'mg')).toBe('number');
  });

  it('comes back within one step of what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (tenths) => {
        const text = (tenths / 10).toFixed(1);
        const there = convert(text, 'mmol/L', 'mg/dL', 'glucose');
        return Math.abs(Number(convert(there, 'mg/dL', 'mmol/L', 'glucose')) - tenths / 10) <= 0.1;
      }),
    );
  });

  it('has molar masses as they are published', () => {
    // PubChem, g/mol
    const published: [Substance, number][] = [
      ['glucose', 180.16],
      ['cholesterol', 386.7],
      ['triglycerides', 885.4],
      ['creatinine', 113.12],
      ['urea', 60.06],
      ['uric-acid', 168.11],
      ['bilirubin', 584.7],
      ['thyroxine', 776.87],
      ['triiodothyronine', 650.97],
      ['vitamin-b12', 1355.4],
      ['folate', 441.4],
    ];
    for (const [substance, mass] of published)
      expect(Math.abs((molarMass(substance) ?? 0) - mass), substance).toBeLessThan(0.1);
    expect(substanceOf('http://loinc.org', '15074-8')).toBe('glucose');
    expect(substanceOf('http://snomed.info/sct', '15074-8')).toBeUndefined();
  });

  it('says of units whether they are of one kind', () => {
    expect(units.sameDimension('mg/dL', 'g/L')).toBe(true);
    expect(units.sameDimension('Cel', '[degF]')).toBe(true);
    expect(units.sameDimension('mg/dL', 'mmol/L')).toBe(false);
    expect(units.exactly(126, 'mg/dL', 'mmol/L', { substance: 'glucose' })).toBeCloseTo(6.9939, 3);
  });
});
