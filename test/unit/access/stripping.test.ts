import { describe, expect, it } from 'vitest';
import { strip } from '../../../electron/vault/deidentified/strip.ts';
import type { JsonObject } from '../../../shared/records/json.ts';

const LOOK_ALIKE = [
  'urn:oid:1.2.3',
  'urn:oid:2.16.156.10011.99.77',
  'http://www.hl7.org/fang',
  'http://terminology.hl7.org/fang',
  'http://loinc.org.example',
];
const KNOWN = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://hl7.org/fhir/sid/icd-10',
  'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  'http://www.whocc.no/atc',
  'urn:oid:2.16.840.1.113883.6.90',
  'urn:oid:2.16.156.10011.2.3.3.11',
];

function stripped(code: string, system: string, isCommon: boolean) {
  return strip(
    { resourceType: 'Condition', id: 'c', code: { coding: [{ system, code }] } },
    { today: '2026-01-01', nameOf: () => 'n', isCommon: () => isCommon },
  )?.code;
}

describe('code systems in the analysts’ database', () => {
  it.each(KNOWN)('keep every code of %s', (system) => {
    expect(stripped('A1', system, false)).toEqual({ coding: [{ code: 'A1', system }] });
  });

  it.each(LOOK_ALIKE)('do not vouch for a code where they only look known: %s', (system) => {
    expect(stripped('fang', system, false)).toBeUndefined();
    expect(stripped('A1', system, true)).toEqual({ coding: [{ code: 'A1' }] });
  });
});

describe('stripping', () => {
  const stripping = {
    today: '2026-06-01',
    nameOf: (type: string, id: string) => `${type}:${id}`.toLowerCase(),
    isCommon: () => true,
  };

  it('gives the oldest one year of birth, and the dead no day', () => {
    const of = (more: JsonObject) => strip({ resourceType: 'Patient', id: 'p', ...more }, stripping);
    expect(of({ birthDate: '1921-03-04' })).toMatchObject({ birthDate: '1936' });
    expect(of({ birthDate: '1936' })).toMatchObject({ birthDate: '1936' });
    expect(of({ birthDate: '1970-03' })).toMatchObject({ birthDate: '1970' });
    expect(of({ deceasedDateTime: '2026-01-02' })).toEqual({
      resourceType: 'Patient',
      id: 'patient:p',
      deceasedBoolean: true,
    });
  });

  it('takes no text for a code, and no type that is not listed', () => {
    const condition = (code: string, system?: string) =>
      strip(
        { resourceType: 'Condition', id: 'c', code: { coding: [{ code, ...(system ? { system } : {}) }] } },
        stripping,
      );
    expect(condition('13812345678')).not.toHaveProperty('code');
    expect(condition('Wang Fang')).not.toHaveProperty('code');
    expect(condition('I10', 'mailto:fang@example.org')).toMatchObject({ code: { coding: [{ code: 'I10' }] } });
    expect(condition('73211009', 'http://snomed.info/sct')).toMatchObject({ code: { coding: [{ code: '73211009' }] } });
    expect(strip({ resourceType: 'DocumentReference', id: 'd', status: 'current' }, stripping)).toBeNull();
    expect(strip({ resourceType: 'constructor', id: 'd' }, stripping)).toBeNull();
  });
});

it('leaves out numbers, addresses and codes that may be those of a person', () => {
  const stripping = { today: '2026-01-01', nameOf: () => 'n', isCommon: () => true };
  const of = (more: JsonObject): JsonObject =>
    strip({ resourceType: 'Observation', id: 'o', status: 'final', ...more }, stripping) ?? {};
  const rest = { resourceType: 'Observation', id: 'n', status: 'final' };
  for (const code of ['Zhang.San', 'zhang_san', 'ZhangSan', 'Zhang-San'])
    expect(of({ code: { coding: [{ code }] }, valueQuantity: { value: 1, code } })).toEqual({
      ...rest,
      valueQuantity: { value: 1 },
    });
  for (const value of [310101199001011200, 13812345678, -10_000_000])
    expect(of({ valueInteger: value, valueQuantity: { value, code: 'mg' } })).toEqual({
      ...rest,
      valueQuantity: { code: 'mg' },
    });
  expect(of({ valueInteger: 9_999_999 })).toEqual({ ...rest, valueInteger: 9_999_999 });
  for (const system of ['http://x/zhangsan-13812345678', 'http://x/zhangsan', 'http://hl7.org/fhir/13812345678'])
    expect(of({ code: { coding: [{ system, code: 'A1' }] } })).toEqual({ ...rest, code: { coding: [{ code: 'A1' }] } });
  for (const system of [
    'http://loinc.org',
    'http://snomed.info/sct',
    'http://hl7.org/fhir/sid/icd-10',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    'http://id.who.int/icd/release/11/mms',
    'http://www.nlm.nih.gov/research/umls/rxnorm',
    'http://unitsofmeasure.org',
    'urn:oid:2.16.840.1.113883.6.3',
  ]) {
    const code = { coding: [{ system, code: 'A1' }] };
    expect(of({ code })).toEqual({ ...rest, code });
  }
});
