import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateResource } from '../../../../electron/vault/quality/validation/index.ts';
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

describe('validateResource', () => {
  it.each(RECORD_TYPES)('finds nothing wrong with the sample of %s', (name) => {
    expect(found(recordTypes[name].sample)).toEqual([]);
  });

  it.each<[string, JsonObject, string[]]>([
    ['an unknown type', { resourceType: 'Patent' }, ['Patent unknown-type']],
    ['no type', { name: [] }, ['undefined unknown-type']],
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
      { ...recordTypes.Condition.sample, clinicalStatus: { coding: [{ system: 'x', code: 'active' }] } },
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

const validation = join(TEST_DATA, 'validation');
describe.skipIf(!existsSync(validation))('validateResource, on resources with the official validator’s verdict', () => {
  it('accuses none that it found clean', () => {
    const rows = readFileSync(join(validation, 'expected.tsv'), 'utf8').trim().split('\n').slice(1);
    const clean = rows
      .map((row) => row.split('\t'))
      .filter(([file = '', , , errors]) => errors === '0' && existsSync(join(validation, file)));
    const accused = clean.flatMap(([file = '']) => {
      const text = readFileSync(join(validation, file), 'utf8');
      return /\/\*|\/\//.test(text.replace(/https?:\/\//g, '')) && file.startsWith('json-comments')
        ? []
        : [[file, brief(parseJson(text) as JsonObject)] as const];
    });
    expect(accused.length).toBeGreaterThan(35);
    expect(accused.filter(([, issues]) => issues.length > 0)).toEqual([]);
  });
});

const examples = join(TEST_DATA, 'fhir-examples');
/** Published examples that break their own definition: targets of references, link ids, several assertions in one. */
const WRONG = [
  'DeviceMetric-example',
  'Observation-clinical-gender',
  'Questionnaire-qs1',
  'TestScript-testscript-example-search',
  'TestScript-testscript-example-update',
];
describe.skipIf(!existsSync(examples))('validateResource, on the examples of the specification', () => {
  it('finds all valid but five, which are not', () => {
    const wrong = readdirSync(examples)
      .filter((file) => found(parseJson(readFileSync(join(examples, file), 'utf8')) as JsonObject).length > 0)
      .map((file) => file.replace('.json', ''));
    expect(wrong.sort()).toEqual(WRONG);
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
