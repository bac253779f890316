/** Which range holds for whom on which day, and how a value stands to it. */
import { describe, expect, it } from 'vitest';
import { checkRange, rangeForm } from '../../../renderer/records/result/range-form.ts';
import {
  interpretationOf,
  type Measured,
  type RangeRule,
  rangesFor,
  unitCode,
  unitText,
} from '../../../shared/records/reference-range.ts';

const rule = (more: Partial<RangeRule> & { name?: string } = {}): RangeRule & { name?: string } => ({
  unit: 'g/L',
  low: '1',
  high: '2',
  sex: 'any',
  laboratory: 'Lab',
  since: '2000-01-01',
  ...more,
});
const names = (rules: (RangeRule & { name?: string })[], measured: Measured) =>
  rangesFor(rules, measured).map(({ name }) => name);

describe('which range holds', () => {
  const child = rule({ name: 'child', to: { value: 18, unit: 'a' } });
  const adult = rule({ name: 'adult', from: { value: 18, unit: 'a' } });
  const at = (birthDate: string, day: string) => names([child, adult], { birthDate, day });

  it('changes on the birthday itself', () => {
    expect(at('2000-06-15', '2018-06-14')).toEqual(['child']);
    expect(at('2000-06-15', '2018-06-15')).toEqual(['adult']);
    expect(at('2000-02-29', '2018-02-27')).toEqual(['child']);
    // as ages are counted everywhere here: in a shorter month on its last day
    expect(at('2000-02-29', '2018-02-28')).toEqual(['adult']);
  });

  it('is none where a partial birth date leaves it open', () => {
    expect(at('2000', '2018-06-15')).toEqual([]);
    expect(at('2000', '2017-12-31')).toEqual(['child']);
    expect(at('2000', '2018-12-31')).toEqual(['adult']);
    expect(at('2000-06', '2018-06-15')).toEqual([]);
    expect(at('2000-06', '2018-06-30')).toEqual(['adult']);
    expect(at('', '2018-06-30')).toEqual([]);
    expect(names([rule({ name: 'all' })], { day: '2018-06-30' })).toEqual(['all']);
  });

  it('is none before birth, and counts months and days of the young', () => {
    const week = rule({ name: 'week', to: { value: 7, unit: 'd' } });
    const month = rule({ name: 'month', from: { value: 7, unit: 'd' }, to: { value: 1, unit: 'mo' } });
    const later = rule({ name: 'later', from: { value: 1, unit: 'mo' } });
    const all = [week, month, later];
    expect(names(all, { birthDate: '2026-01-31', day: '2026-01-30' })).toEqual([]);
    expect(names(all, { birthDate: '2026-01-31', day: '2026-02-06' })).toEqual(['week']);
    expect(names(all, { birthDate: '2026-01-31', day: '2026-02-07' })).toEqual(['month']);
    expect(names(all, { birthDate: '2026-01-31', day: '2026-02-28' })).toEqual(['later']);
  });

  it('is the sex’s own before everybody’s, and none of another sex', () => {
    const [all, woman, man] = [
      rule({ name: 'all' }),
      rule({ name: 'woman', sex: 'female' }),
      rule({ name: 'man', sex: 'male' }),
    ];
    const of = (gender: string | undefined) => names([all, woman, man], { day: '2026-01-01', gender });
    expect(of('female')).toEqual(['woman']);
    expect(of('male')).toEqual(['man']);
    expect(of('other')).toEqual(['all']);
    expect(of(undefined)).toEqual(['all']);
    expect(names([woman, man], { day: '2026-01-01', gender: 'unknown' })).toEqual([]);
  });

  it('is the newest that had begun by the day of the sample', () => {
    const [old, young] = [rule({ name: 'old' }), rule({ name: 'young', since: '2026-03-01' })];
    expect(names([young, old], { day: '1999-12-31' })).toEqual([]);
    expect(names([young, old], { day: '2026-02-28' })).toEqual(['old']);
    expect(names([young, old], { day: '2026-03-01' })).toEqual(['young']);
  });

  it('is more than one where two say something of the same people', () => {
    expect(names([rule({ name: 'a' }), rule({ name: 'b' })], { day: '2026-01-01' })).toEqual(['a', 'b']);
  });
});

describe('the form of a range', () => {
  it.each([
    ['18', 'a', '65', 'a', undefined],
    ['28', 'd', '1', 'mo', undefined],
    ['', 'a', '6', 'mo', undefined],
    ['18', 'a', '18', 'a', 'ages'],
    ['2', 'a', '6', 'mo', 'ages'],
    ['12', 'mo', '1', 'a', 'ages'],
  ] as const)('from %s %s under %s %s: %s', (from, fromUnit, to, toUnit, problem) => {
    const form = { ...rangeForm(undefined, '2026-01-01', 'Lab'), test: 'Hb', unit: 'g/L', low: '1' };
    expect(checkRange({ ...form, from, fromUnit, to, toUnit }).to).toBe(problem);
  });
});

describe('how a value stands to a range', () => {
  const both = { low: '3.9', high: '6.10' };
  it.each([
    [3.8, undefined, both, 'L'],
    [3.9, undefined, both, 'N'],
    [6.1, undefined, both, 'N'],
    [6.11, undefined, both, 'H'],
    [6.11, undefined, { low: '3.9' }, 'N'],
    [0, undefined, { high: '5' }, 'N'],
    [5.01, undefined, { high: '5' }, 'H'],
    // what is only known to lie below or above
    [3.9, '<', both, 'L'],
    [3.9, '<=', both, undefined],
    [5, '<', both, undefined],
    [5, '<', { high: '5' }, 'N'],
    [6.1, '>', both, 'H'],
    [6.1, '>=', both, undefined],
    [4, '>', both, undefined],
    [60, '>', { low: '60' }, 'N'],
  ] as const)('%s (%s) in %j is %s', (value, comparator, range, said) => {
    expect(interpretationOf(value, comparator, range)).toBe(said);
  });
});

describe('units', () => {
  it.each([
    ['μmol/L', 'umol/L'],
    ['µmol/L', 'umol/L'],
    ['10^9/L', '10*9/L'],
    ['×10⁹/L', '10*9/L'],
    ['10*12/L', '10*12/L'],
    ['mIU/L', 'm[IU]/L'],
    ['IU/mL', '[IU]/mL'],
    ['mmol / L', 'mmol/L'],
    ['u/l', 'U/L'],
    ['g/l', 'g/L'],
    ['mmol/l', 'mmol/L'],
    ['10^9/l', '10*9/L'],
    ['mg/dl', 'mg/dL'],
    ['ng/ml', 'ng/mL'],
    ['mg/l{FEU}', 'mg/L{FEU}'],
    ['/ul', '/uL'],
    ['l/l', 'L/L'],
    ['fl', 'fL'],
    ['fl oz', 'floz'],
  ])('%s is UCUM %s', (written, code) => {
    expect(unitCode(written)).toBe(code);
  });
  it.each(['umol/L', '10*9/L', '10*12/L', 'm[IU]/L', '[IU]/mL', 'U/L', 'g/L', '%', '[pH]', '/uL'])(
    '%s is read back from how it is shown',
    (code) => {
      expect(unitCode(unitText(code))).toBe(code);
    },
  );
});
