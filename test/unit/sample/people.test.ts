import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { MEASUREMENTS } from '../../../electron/vault/sample/facts/measurements.ts';
import { CHINESE_FAMILY, CHINESE_GIVEN } from '../../../electron/vault/sample/facts/names.ts';
import { generateClinic } from '../../../electron/vault/sample/generate.ts';
import { PASSPORT_SYSTEM, passportCheck } from '../../../electron/vault/sample/identity.ts';
import { RESIDENT_ID_SYSTEM, residentCheck } from '../../../shared/records/patient/resident-id.ts';

const UNTIL = '2026-03-31';
const all = [...generateClinic({ patients: 1500, seed: 7, locale: 'mixed', until: UNTIL })];
const patients = all.filter((resource) => resource.resourceType === 'Patient');

describe('check digits', () => {
  it('agree with published examples', () => {
    // GB 11643-1999, appendix; ICAO Doc 9303 part 3, appendix A
    expect(residentCheck('11010519491231002')).toBe('X');
    expect(residentCheck('44052418800101001')).toBe('4');
    expect(passportCheck('L898902C3')).toBe('6');
    expect(passportCheck('520727')).toBe('3');
  });

  it('are right in every generated number, whose area or state does not exist', () => {
    const values = (system: string): string[] =>
      patients.flatMap(({ identifier = [] }) =>
        identifier.filter((one) => one.system === system).map((one) => one.value ?? ''),
      );
    const residents = values(RESIDENT_ID_SYSTEM);
    const passports = values(PASSPORT_SYSTEM);
    expect(residents.length).toBeGreaterThan(1000);
    expect(passports.length).toBeGreaterThan(100);
    for (const value of residents) expect(value).toMatch(new RegExp(`^99\\d{15}${residentCheck(value.slice(0, 17))}$`));
    for (const value of passports) expect(value).toMatch(new RegExp(`^U\\d{8}${passportCheck(value.slice(0, 9))}$`));
    expect(new Set([...residents, ...passports]).size).toBe(residents.length + passports.length);
  });

  it('carry birth date and sex of their owner', () => {
    for (const { identifier = [], birthDate = '', gender } of patients) {
      const value = identifier.find((one) => one.system === RESIDENT_ID_SYSTEM)?.value;
      if (!value) continue;
      expect(value.slice(6, 14)).toBe(birthDate.replaceAll('-', ''));
      if (gender !== 'unknown') expect(Number(value[16]) % 2 === 1 ? 'male' : 'female').toBe(gender);
    }
  });
});

describe('people', () => {
  it('have plausible ages: all bands, no centenarians in plenty, neither sex rare', () => {
    const ages = patients.map(({ birthDate = '' }) => 2026 - Number(birthDate.slice(0, 4)));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThan(105);
    for (const [from, to, low, high] of [
      [0, 15, 0.08, 0.3],
      [15, 45, 0.25, 0.55],
      [45, 65, 0.15, 0.4],
      [65, 105, 0.08, 0.3],
    ] as const) {
      const share = ages.filter((age) => age >= from && age < to).length / ages.length;
      expect(share, `${from} to ${to}`).toBeGreaterThan(low);
      expect(share, `${from} to ${to}`).toBeLessThan(high);
    }
    const men = patients.filter(({ gender }) => gender === 'male').length / patients.length;
    expect(men).toBeGreaterThan(0.42);
    expect(men).toBeLessThan(0.58);
  });

  it('live in families', () => {
    const homes = Map.groupBy(patients, ({ identifier = [] }) => identifier.at(-1)?.value?.slice(0, 7) ?? '');
    const families = [...homes.values()].filter((home) => home.length > 1);
    expect(families.length).toBeGreaterThan(homes.size / 3);
    for (const home of families) expect(new Set(home.map(({ address }) => address?.[0]?.text)).size).toBe(1);
  });

  it('have pinyin that agrees with their characters', () => {
    for (const [family, latin] of CHINESE_FAMILY) {
      const read = pinyin(family, { mode: 'surname', toneType: 'none', type: 'array' }).join('');
      expect(read, family).toBe(latin.toLowerCase());
    }
    const syllables = Object.values(CHINESE_GIVEN).flatMap((eras) => Object.values(eras).flat(2));
    for (const [character, latin] of syllables) {
      expect(pinyin(character, { toneType: 'none', multiple: true, type: 'array' }), character).toContain(latin);
    }
    for (const { name = [] } of patients) {
      if (name.length < 2) continue;
      expect(name[0]?.text).toBe(`${name[0]?.family}${name[0]?.given?.join('')}`);
      expect(name[1]?.text).toBe(`${name[1]?.family} ${name[1]?.given?.join('')}`);
    }
  });
});

describe('findings', () => {
  const values = (loinc: string): number[] =>
    all.flatMap((one) =>
      one.resourceType !== 'Observation'
        ? []
        : [{ code: one.code, valueQuantity: one.valueQuantity }, ...(one.component ?? [])]
            .filter((part) => part.code.coding?.[0]?.code === loinc)
            .flatMap((part) => part.valueQuantity?.value ?? []),
    );

  it.each([
    ['8480-6', 65, 220],
    ['8462-4', 35, 130],
    [MEASUREMENTS.temperature.loinc, 35, 41.5],
    [MEASUREMENTS.heartRate.loinc, 40, 180],
    [MEASUREMENTS.oxygen.loinc, 84, 100],
    [MEASUREMENTS.weight.loinc, 2, 170],
    [MEASUREMENTS.height.loinc, 42, 210],
    [MEASUREMENTS.glucose.loinc, 2.8, 20],
    [MEASUREMENTS.hba1c.loinc, 4, 13],
  ])('%s stays between %d and %d', (loinc, low, high) => {
    const list = values(loinc);
    expect(list.length).toBeGreaterThan(20);
    expect(Math.min(...list)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...list)).toBeLessThanOrEqual(high);
  });

  it('show illness: fever in influenza, and pressure and sugar above those of the healthy', () => {
    const ill = (code: string): Set<string> =>
      new Set(
        all.flatMap((one) =>
          one.resourceType === 'Condition' && one.code?.coding?.[0]?.code === code ? [one.subject.reference ?? ''] : [],
        ),
      );
    const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
    const systolic = (of: Set<string>, inside: boolean): number[] =>
      all.flatMap((one) =>
        one.resourceType === 'Observation' && one.component && of.has(one.subject?.reference ?? '') === inside
          ? [one.component[0]?.valueQuantity?.value ?? 0]
          : [],
      );
    const hypertension = ill('I10');
    expect(mean(systolic(hypertension, true))).toBeGreaterThan(mean(systolic(hypertension, false)) + 8);
    expect(mean(values(MEASUREMENTS.hba1c.loinc))).toBeGreaterThan(6.5);
  });

  it('never prescribe a penicillin to who is known not to tolerate it', () => {
    const allergic = new Set(
      all.flatMap((one) =>
        one.resourceType === 'AllergyIntolerance' && one.code?.text === '青霉素' ? [one.patient.reference ?? ''] : [],
      ),
    );
    expect(allergic.size).toBeGreaterThan(10);
    const given = all.filter(
      (one) =>
        one.resourceType === 'MedicationRequest' &&
        allergic.has(one.subject.reference ?? '') &&
        one.medicationCodeableConcept?.coding?.[0]?.code?.startsWith('amoxicillin'),
    );
    expect(given).toEqual([]);
  });
});
