import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnown, validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import { validateText } from '../../../../electron/vault/quality/validation/text.ts';
import { visitResources } from '../../../../electron/vault/records/visit.ts';
import { VisitInput } from '../../../../shared/bridge/records.ts';
import { findingText } from '../../../../shared/quality/finding.ts';
import { RECORD_TYPES } from '../../../../shared/records/contract.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';

const TEST_DATA = process.env.XINGLIN_TEST_DATA ?? '../shared/data';
const found = (resource: JsonObject) => validateResource(resource, { level: 'import' });
const brief = (resource: JsonObject) => found(resource).map(({ expression, key }) => `${expression} ${key}`);
const patient = (more: JsonObject): JsonObject => ({ resourceType: 'Patient', ...more });
const { sample: observation } = recordTypes.Observation;
const asserting = (assert: JsonObject): JsonObject => ({
  resourceType: 'TestScript',
  url: 'http://example.org/script',
  name: 'Script',
  status: 'draft',
  setup: { action: [{ assert: { warningOnly: false, ...assert } }] },
});

describe('validateResource', () => {
  it.each(RECORD_TYPES)('finds nothing wrong with the sample of %s', (name) => {
    expect(found(recordTypes[name].sample)).toEqual([]);
  });

  it.each<[string, JsonObject, string[]]>([
    ['an unknown type', { resourceType: 'Patent' }, ['Patent unknown-type']],
    ['no type', { name: [] }, ['Resource unknown-type']],
    ['an unknown element', patient({ nome: [] }), ['Patient.nome unknown-element']],
    ['a name of Object', patient({ constructor: 'x' }), ['Patient.constructor unknown-element']],
    ['a bare choice', { ...observation, value: 1 }, ['Observation.value unknown-element']],
    ['a list that is none', patient({ name: { text: 'x' } }), ['Patient.name not-a-list']],
    ['an empty list', patient({ name: [] }), ['Patient.name empty']],
    ['an empty object', patient({ name: [{}] }), ['Patient.name[0] empty']],
    ['a list of what is one', patient({ gender: ['male'] }), ['Patient.gender too-many']],
    ['null', patient({ gender: null }), ['Patient.gender too-many']],
    ['a number for a text', patient({ birthDate: 1980 }), ['Patient.birthDate wrong-type']],
    ['an empty text', patient({ language: '' }), ['Patient.language bad-format']],
    ['a month that is none', patient({ birthDate: '1980-13-01' }), ['Patient.birthDate bad-format']],
    ['a day that is none', patient({ birthDate: '1981-02-29' }), ['Patient.birthDate bad-format']],
    ['an integer with a fraction', patient({ multipleBirthInteger: 1.5 }), ['Patient.multipleBirthInteger bad-format']],
    ['an unlisted code', patient({ gender: 'm' }), ['Patient.gender unknown-code']],
    [
      'two of a choice',
      patient({ deceasedBoolean: true, deceasedDateTime: '2020' }),
      ['Patient.deceasedDateTime several-choices'],
    ],
    ['a missing element', { resourceType: 'Observation', status: 'final' }, ['Observation.code missing']],
    [
      'a missing choice',
      { ...recordTypes.Immunization.sample, occurrenceDateTime: undefined } as unknown as JsonObject,
      ['Immunization.occurrence missing'],
    ],
    [
      'a reference to what it cannot be',
      patient({ managingOrganization: { reference: 'Patient/x' } }),
      ['Patient.managingOrganization wrong-target'],
    ],
    [
      'an end before its start',
      { ...recordTypes.Encounter.sample, period: { start: '2024-02', end: '2024-01' } },
      ['Encounter.period invariant'],
    ],
    ['a contact of nobody', patient({ contact: [{ gender: 'male' }] }), ['Patient.contact[0] invariant']],
    [
      'a test of two things at once',
      asserting({ responseCode: '200', resource: 'Bundle' }),
      ['TestScript.setup.action[0].assert invariant'],
    ],
    [
      'a value and why there is none',
      { ...observation, dataAbsentReason: { text: 'lost' } },
      ['Observation invariant'],
    ],
    [
      'a component of the same code',
      { ...observation, component: [{ code: observation.code as JsonObject }] },
      ['Observation invariant'],
    ],
    [
      'a code of another system',
      { ...recordTypes.Condition.sample, clinicalStatus: { coding: [{ system: 'urn:x', code: 'active' }] } },
      ['Condition.clinicalStatus unknown-code'],
    ],
    [
      'bad base64',
      patient({ photo: [{ contentType: 'image/png', data: 'abc!' }] }),
      ['Patient.photo[0].data bad-format'],
    ],
    ['an extension with nothing in it', patient({ extension: [{ url: 'urn:x' }] }), ['Patient.extension[0] invariant']],
    [
      'a reference into nothing',
      patient({ managingOrganization: { reference: '#o' } }),
      ['Patient.managingOrganization invariant'],
    ],
    [
      'a fault in what is contained',
      patient({ contained: [{ resourceType: 'Organization', id: 'o', nome: 'x' }] }),
      ['Patient.contained[0].nome unknown-element', 'Patient.contained[0] invariant'],
    ],
  ])('tells %s', (_what, resource, issues) => {
    expect(brief(resource)).toEqual(issues);
  });

  it.each<[string, JsonObject]>([
    [
      'decimals as they were written',
      parseJson(
        '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":20.00}}',
      ) as JsonObject,
    ],
    ['spaces of Chinese texts', patient({ name: [{ text: '张　三' }] })],
    [
      'a primitive by its extensions alone',
      patient({ _birthDate: { extension: [{ url: 'urn:x', valueCode: 'unknown' }] } }),
    ],
    [
      'gaps in a list of primitives',
      patient({ name: [{ given: ['a', null], _given: [null, { extension: [{ url: 'urn:x', valueCode: 'y' }] }] }] }),
    ],
    [
      'a required element by its extensions alone',
      {
        ...observation,
        status: undefined,
        _status: { extension: [{ url: 'urn:x', valueCode: 'y' }] },
      } as unknown as JsonObject,
    ],
    [
      'a reference into what is contained',
      patient({
        managingOrganization: { reference: '#o' },
        contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }],
      }),
    ],
    ['a test of one thing whose name begins as another', asserting({ responseCode: '200' })],
    ['a leap day', patient({ birthDate: '2000-02-29' })],
    ['parts of dates', patient({ birthDate: '1980-02' })],
  ])('takes %s', (_what, resource) => {
    expect(brief(resource)).toEqual([]);
  });

  it('finds nothing wrong with what the program itself writes at a visit', () => {
    let id = 0;
    const resources = (['en', 'zh-CN'] as const).flatMap((locale) =>
      visitResources(
        VisitInput.parse({
          patient: 'p',
          complaint: '咳嗽',
          vitals: { systolic: 120, diastolic: 80 },
          diagnoses: [{ text: '感冒', code: 'J00' }],
          note: 'rest',
        }),
        { id: () => `id-${++id}`, now: '2024-03-01T09:00:00+08:00', by: { display: '李医生' }, locale },
      ),
    );
    expect(resources.length).toBeGreaterThanOrEqual(8);
    expect(resources.flatMap(brief)).toEqual([]);
  });
});

const known = await loadKnown();
const errors = (text: string) =>
  validateText(text, { level: 'thorough', known }).filter(({ severity }) => severity === 'error');

const validation = join(TEST_DATA, 'validation');
/** The official validator takes comments in JSON where it is told so; then the file stands a second time, with another verdict. */
const COMMENTS = /^json-comments-/;
describe.skipIf(!existsSync(validation))('validateText, on resources with the official validator’s verdict', () => {
  it('accuses none that it found clean', () => {
    const rows = readFileSync(join(validation, 'expected.tsv'), 'utf8').trim().split('\n').slice(1);
    const clean = rows
      .map((row) => row.split('\t'))
      .filter(([file = '', , , count]) => count === '0' && !COMMENTS.test(file) && existsSync(join(validation, file)));
    expect(clean.length).toBeGreaterThan(35);
    const accused = clean.filter(([file = '']) => errors(readFileSync(join(validation, file), 'utf8')).length > 0);
    expect(accused.map(([file]) => file)).toEqual([]);
  });
});

const examples = join(TEST_DATA, 'fhir-examples');
/** Published examples that break what the specification says. */
const WRONG: Readonly<Record<string, string>> = {
  'ActivityDefinition-blood-tubes-supply': 'a narrative without a word (txt-2)',
  'Bundle-lri-example': 'addresses that do not end in the ids of their resources',
  'DeviceMetric-example': 'a parent that is no Device',
  'ImagingStudy-example-xr': 'a code of SNOMED’s that is none of SNOMED CT',
  'MedicationDispense-meddisp0318': 'mcg for a unit of UCUM',
  'MedicationRequest-medrx0304': 'drop for a unit of UCUM',
  'MedicationRequest-medrx0328': 'ea for a unit of UCUM',
  'MedicationRequest-medrx0334': 'ea for a unit of UCUM',
  'MedicationRequest-medrx0335': 'ea for a unit of UCUM',
  'Observation-clinical-gender': 'a performer that cannot be one',
  'Observation-f202': 'a body temperature of no time, against the profile of its code',
  'Organization-2.16.840.1.113883.19.5': 'an identifier of RFC 3986 that is no whole address',
  'Questionnaire-qs1': 'items without link ids',
  'Questionnaire-zika-virus-exposure-assessment': 'a narrative without a word (txt-2)',
};
describe.skipIf(!existsSync(examples))('validateText, on the examples of the specification', () => {
  it('finds all valid but those that are not', () => {
    const wrong = readdirSync(examples)
      .filter((file) => errors(readFileSync(join(examples, file), 'utf8')).length > 0)
      .map((file) => file.replace('.json', ''));
    expect(wrong.sort()).toEqual(Object.keys(WRONG).sort());
  });
});

it('says of what it finds what it is, where, and what to do, in both languages', () => {
  const [finding] = found(patient({ name: [{ given: ['a', 1] }] }));
  expect(finding).toEqual({
    severity: 'error',
    code: 'structure',
    expression: 'Patient.name[0].given[1]',
    key: 'wrong-type',
    params: { type: 'string' },
  });
  expect(finding && findingText(finding, 'en')).toBe('This value is not of the element’s type. Write it as string.');
  expect(finding && findingText(finding, 'zh-CN')).toBe('此值的类型不符，请按 string 类型填写。');
});
