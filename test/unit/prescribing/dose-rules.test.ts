import { afterEach, describe, expect, it } from 'vitest';
import { doseIn, timesADay } from '../../../electron/vault/records/dose-rules/amount.ts';
import { fraction, isAbove } from '../../../electron/vault/records/dose-rules/fraction.ts';
import type { DoseRule } from '../../../shared/bridge/dose-rules.ts';
import type { Amount, PrescriptionInput } from '../../../shared/bridge/prescriptions.ts';
import { strengthOf } from '../../../shared/records/medication-request/product.ts';
import type { DoseUnit } from '../../../shared/records/medication-request/units.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

describe('a strength', () => {
  it.each([
    ['tablet 500 mg', ['500', 'mg', '1', 'tablet']],
    ['片剂 0.25 mg', ['0.25', 'mg', '1', 'tablet']],
    ['suspension 120 mg per 5 mL', ['120', 'mg', '5', 'mL']],
    ['syrup 1 mg/mL', ['1', 'mg', '1', 'mL']],
    ['inhaler 100 µg per puff', ['100', 'ug', '1', 'puff']],
    ['tablet 500 000 IU', ['500000', 'IU', '1', 'tablet']],
    ['tablet 500 mg/125 mg', undefined],
    ['cream 1%', undefined],
    ['injection 80 mg', undefined], // of nobody knows how much
    ['powder for injection 1.2 million IU', undefined],
  ])('of %s', (product, expected) => {
    const read = strengthOf(product);
    expect(read && [read.amount, read.unit, read.per, read.in]).toEqual(expected);
  });
});

describe('a dose in the unit of a rule', () => {
  const within = (unit: DoseUnit, dose: string, of: DoseUnit, product: string, limit: string) => {
    const amount: Amount = { value: dose, unit: of };
    const found = doseIn(unit, amount, product);
    return found && !isAbove(found, fraction(limit));
  };
  it.each<[DoseUnit, string, DoseUnit, string, string, boolean | undefined]>([
    ['mg', '0.5', 'g', '', '500', true],
    ['mg', '0.5001', 'g', '', '500', false],
    ['g', '1000', 'mg', '', '1', true],
    ['mg', '2', 'tablet', 'tablet 500 mg', '1000', true],
    ['mg', '3', 'tablet', 'tablet 500 mg', '1000', false],
    ['mg', '0.1', 'tablet', 'tablet 3 mg', '0.3', true], // 0.1 × 3 is more than 0.3 in binary
    ['mg', '10', 'mL', 'suspension 120 mg per 5 mL', '240', true],
    ['mg', '10.01', 'mL', 'suspension 120 mg per 5 mL', '240', false],
    ['ug', '1', 'tablet', 'tablet 0.25 mg', '250', true],
    ['tablet', '3', 'tablet', '', '2', false],
    ['mg', '1', 'tablet', '', '1000', undefined],
    ['mg', '1', 'tablet', 'capsule 500 mg', '1000', undefined], // counted in what the product is not
    ['mg', '1', 'tablet', 'tablet 500 mg/125 mg', '1000', undefined],
    ['mg', '1', 'mL', 'tablet 500 mg', '1000', undefined],
    ['mg', '100', 'IU', '', '1000', undefined],
    ['IU', '1', 'mg', '', '1000', undefined],
  ])('%s: %s %s of %s against %s', (unit, dose, of, product, limit, expected) => {
    expect(within(unit, dose, of, product, limit)).toBe(expected);
  });

  it('is counted for the most times a day', () => {
    expect(timesADay({ kind: 'every-hours', hours: 5 })).toBe(5);
    expect(timesADay({ kind: 'every-hours', hours: 36 })).toBe(1);
    expect(timesADay({ kind: 'per-day', times: 4 })).toBe(4);
    expect(timesADay({ kind: 'per-week', times: 2 })).toBe(1);
    expect(timesADay(undefined)).toBe(undefined);
  });
});

const RULE: DoseRule = {
  medicine: {
    text: 'Paracetamol',
    coding: { system: 'urn:xinglin:drug', code: 'paracetamol', display: 'Paracetamol' },
  },
  ageFrom: 18,
  single: '1000',
  daily: '3000',
  unit: 'mg',
  source: 'An invented label, 2026',
};

async function clinicWith(birthDate?: string): Promise<{ vault: TestVault; patient: string }> {
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 17) } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }], ...(birthDate ? { birthDate } : {}) };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}
const rx = (text: string, product: string, value: string, unit: DoseUnit, times?: number): PrescriptionInput => ({
  medicine: { text },
  product,
  dose: { value, unit },
  ...(times === undefined ? { asNeeded: true } : { frequency: { kind: 'per-day', times } }),
});
const found = async (vault: TestVault, patient: string, prescription: PrescriptionInput) => {
  const { results } = await vault.ask('prescription.check', { patient, prescriptions: [prescription] });
  const [{ warnings, unchecked } = { warnings: [], unchecked: [] }] = results;
  return [...warnings.map(({ by, subject }) => `${by}: ${subject}`), ...unchecked.map(({ why }) => `unchecked ${why}`)];
};

describe('a rule of the clinic', () => {
  it('is none before one is entered, and is kept with its source and who entered it', async () => {
    const { vault, patient } = await clinicWith('1980-01-01');
    expect(await vault.ask('doseRule.list', {})).toEqual([]);
    expect(await found(vault, patient, rx('Paracetamol', 'tablet 500 mg', '100', 'tablet', 24))).toEqual([]);
    const { source: _, ...without } = RULE;
    await vault.refuse('doseRule.add', { rule: { ...without, source: ' ' } }, 'invalid-input');
    const { single: __, daily: ___, ...unlimited } = RULE;
    await vault.refuse('doseRule.add', { rule: unlimited }, 'invalid-input');
    const { changes } = await vault.ask('doseRule.add', { rule: RULE });
    expect(await vault.ask('doseRule.list', {})).toMatchObject([{ id: changes[0]?.id, rule: RULE, by: 'Dr Test' }]);
    await vault.ask('record.undo', { changes });
    expect(await vault.ask('doseRule.list', {})).toEqual([]);
  });

  it('warns above its limits, by whatever name and unit, with its source, and takes a reason', async () => {
    const { vault, patient } = await clinicWith('1980-01-01');
    await vault.ask('doseRule.add', { rule: RULE });
    const single = 'single: Paracetamol, at most 1000 mg at a time';
    const daily = 'daily: Paracetamol, at most 3000 mg a day';
    expect(await found(vault, patient, rx('扑热息痛', '片剂 500 mg', '2', 'tablet', 3))).toEqual([]);
    expect(await found(vault, patient, rx('扑热息痛', '片剂 500 mg', '2', 'tablet', 4))).toEqual([daily]);
    expect(await found(vault, patient, rx('Panadol', '', '1.5', 'g', 1))).toEqual([single]);
    expect(await found(vault, patient, rx('Paracetamol', 'tablet 500 mg', '3', 'tablet', 4))).toEqual([single, daily]);
    // what cannot be compared is said, and never fine
    expect(await found(vault, patient, rx('Paracetamol', '', '1', 'tablet', 1))).toEqual(['unchecked unit']);
    expect(await found(vault, patient, rx('泰诺', 'tablet 500 mg', '1', 'tablet', 1))).toEqual(['unchecked unit']);
    expect(await found(vault, patient, rx('Paracetamol', '', '2000', 'mg'))).toEqual([single, 'unchecked frequency']);
    expect(await found(vault, patient, rx('Amlodipine', 'tablet 5 mg', '900', 'tablet', 1))).toEqual([]);
    const over = rx('Paracetamol', '', '1.5', 'g', 1);
    await vault.refuse('prescription.save', { patient, prescriptions: [over] }, 'warnings-unanswered');
    const { results } = await vault.ask('prescription.check', { patient, prescriptions: [over] });
    expect(results[0]?.warnings[0]?.detail).toBe('An invented label, 2026');
    const override = { warnings: (results[0]?.warnings ?? []).map(({ key }) => key), reason: 'Once' };
    await vault.ask('prescription.save', { patient, prescriptions: [{ ...over, override }] });
    const [line] = (await vault.ask('patient.chart', { id: patient })).medications;
    expect(line?.against?.[0]).toContain('An invented label, 2026');
  });

  it('is for whom it is: others are let be, and who is not known is said', async () => {
    const high = rx('Paracetamol', '', '1.5', 'g', 1);
    for (const [birthDate, expected] of [
      ['2010-01-01', []],
      ['2008-06-02', ['single: Paracetamol, at most 1000 mg at a time']], // 18 today, in Shanghai
      ['2008-06-03', []],
      ['2008', ['unchecked age']],
      [undefined, ['unchecked age']],
    ] as const) {
      const { vault, patient } = await clinicWith(birthDate);
      await vault.ask('doseRule.add', { rule: RULE });
      expect(await found(vault, patient, high), birthDate).toEqual(expected);
    }
    const { vault, patient } = await clinicWith('2020-01-01');
    const { ageFrom: _, ...rest } = RULE;
    await vault.ask('doseRule.add', { rule: { ...rest, single: '250', weightBelow: 20 } });
    const dose = rx('Paracetamol', '', '300', 'mg', 1);
    expect(await found(vault, patient, dose)).toEqual(['unchecked weight']);
    await vault.ask('vitals.record', { patient, vitals: { weight: '19.9' } });
    expect(await found(vault, patient, dose)).toEqual(['single: Paracetamol, at most 250 mg at a time']);
  });

  it('is edited, with all that it has said, and that taken back; what was prescribed against it keeps its words', async () => {
    const { vault, patient } = await clinicWith('1980-01-01');
    const high = rx('Paracetamol', '', '1.5', 'g', 1);
    await vault.ask('doseRule.add', { rule: RULE });
    const { results } = await vault.ask('prescription.check', { patient, prescriptions: [high] });
    const override = { warnings: (results[0]?.warnings ?? []).map(({ key }) => key), reason: 'Once' };
    await vault.ask('prescription.save', { patient, prescriptions: [{ ...high, override }] });
    const [before] = await vault.ask('doseRule.list', {});
    expect(before).toMatchObject({ edited: false });
    const { ageFrom: _, ...everybody } = RULE;
    const rule = { ...everybody, single: '2000', source: 'The next edition' };
    const input = { id: before?.id ?? '', seen: before?.seen ?? [], rule };
    await vault.refuse('doseRule.edit', { ...input, rule: { ...rule, source: ' ' } }, 'invalid-input');
    await vault.refuse('doseRule.edit', { ...input, id: 'x' }, 'not-found');
    const edited = await vault.ask('doseRule.edit', input);
    expect(await vault.ask('doseRule.list', {})).toMatchObject([{ id: before?.id, rule, edited: true, by: 'Dr Test' }]);
    expect((await vault.ask('doseRule.list', {}))[0]?.rule).toEqual(rule);
    const doses = async () => (await found(vault, patient, high)).filter((one) => one.startsWith('single'));
    expect(await doses()).toEqual([]);
    const [line] = (await vault.ask('patient.chart', { id: patient })).medications;
    expect(line?.against?.[0]).toContain('An invented label, 2026');
    await vault.ask('record.undo', edited);
    expect(await doses()).toHaveLength(1);
    await vault.ask('doseRule.end', { id: before?.id ?? '' });
    const history = await vault.ask('doseRule.history', { id: before?.id ?? '' });
    expect(history.map((one) => one.rule?.single)).toEqual([undefined, '1000', '2000', '1000']);
    await vault.refuse('doseRule.history', { id: 'x' }, 'not-found');
  });

  it('is ended, and that taken back; only who may set the clinic up and prescribe enters one', async () => {
    const { vault, patient } = await clinicWith('1980-01-01');
    const high = rx('Paracetamol', '', '1.5', 'g', 1);
    const { changes } = await vault.ask('doseRule.add', { rule: RULE });
    const ended = await vault.ask('doseRule.end', { id: changes[0]?.id ?? '' });
    expect(await found(vault, patient, high)).toEqual([]);
    await vault.ask('record.undo', ended);
    expect(await found(vault, patient, high)).toHaveLength(1);
    await addUser(vault, 'Fay', 'nurse');
    await firstLogin(vault, 'Fay');
    await vault.refuse('doseRule.add', { rule: RULE }, 'not-allowed');
    await vault.refuse('doseRule.edit', { id: changes[0]?.id ?? '', seen: [], rule: RULE }, 'not-allowed');
    expect(await vault.ask('doseRule.list', {})).toHaveLength(1);
  });
});
