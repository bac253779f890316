import { describe, expect, it } from 'vitest';
import { loadKnown, validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const known = await loadKnown();
const judge = (resource: JsonObject, strict: boolean, severity = 'error') =>
  validateResource(resource, { level: 'thorough', known, strict })
    .filter((one) => one.severity === severity)
    .map(({ expression, key }) => `${expression} ${key}`);
const found = (resource: JsonObject) => judge(resource, false);
const strict = (resource: JsonObject) => judge(resource, true);
const patient = (more: JsonObject): JsonObject => ({ resourceType: 'Patient', ...more });
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const DIV = 'Patient.text.div';

describe('what HTML lets stand in what', () => {
  const narrative = (inner: string) => patient({ text: { status: 'generated', div: `<div ${XHTML}>${inner}</div>` } });
  it.each<[string, string, string[]]>([
    [
      'lists, tables and divs where they belong',
      '<div><ul><li>a<p>b</p></li></ul></div><table><tr><td><ol><li>c</li></ol></td></tr></table>',
      [],
    ],
    [
      'an anchor with an address',
      '<p><a name="x"> </a>a <a href="#x">b</a><a href="http://example.org/?a=b&amp;c=d">c</a></p>',
      [],
    ],
    ['an image of its own', '<img src="data:image/png;base64,aGFsbG8=" alt="x"/>', []],
    ['a list in a paragraph', '<p>a<ul><li>b</li></ul></p>', [`${DIV} xhtml-place`]],
    ['a paragraph in a paragraph', '<p>a<p>b</p></p>', [`${DIV} xhtml-place`]],
    ['a table in a span', '<span><table><tr><td>a</td></tr></table></span>', [`${DIV} xhtml-place`]],
    ['bold in bold', '<b>a<i><b>c</b></i></b>', [`${DIV} xhtml-place`]],
    ['text in a row', '<table><tr>a<td>b</td></tr></table>', [`${DIV} xhtml-place`]],
    ['an item without a list', '<li>a</li>', [`${DIV} xhtml-place`]],
    ['a cell without a row', '<table><td>a</td></table>', [`${DIV} xhtml-place`]],
    ['text in a break', '<br>a</br>b', [`${DIV} xhtml-place`]],
    ['an attribute of another element', '<p rowspan="2" summary="x">a</p>', [`${DIV} xhtml-attribute`]],
    ['an empty address', '<a href="">a</a>', [`${DIV} xhtml-address`]],
    ['an address with a space', '<a href="http://a b">a</a>', [`${DIV} xhtml-address`]],
    ['an image of no base64', '<img src="data:image/png;base64,?" alt="x"/>', [`${DIV} xhtml-address`]],
    ['another namespace inside', '<p xmlns="urn:x">a</p>', [`${DIV} xhtml-namespace`]],
    ['what HTML 4 has no more', '<ins>a</ins>', [`${DIV} xhtml-element`]],
  ])('%s', (_what, inner, findings) => {
    expect(found(narrative(inner))).toEqual(findings);
  });

  it('takes underlined text, but not strictly', () => {
    expect(found(narrative('<u>a</u>'))).toEqual([]);
    expect(strict(narrative('<u>a</u>'))).toEqual([`${DIV} xhtml-element`]);
  });
});

describe('texts and addresses', () => {
  const organization = { resourceType: 'Organization', name: 'x' };
  it.each<[string, JsonObject, string[], string[]]>([
    ['an element of an id alone', patient({ name: [{ id: 'a' }] }), ['Patient.name[0] empty'], []],
    ['a primitive of an id alone', patient({ _birthDate: { id: 'a' } }), ['Patient.birthDate empty'], []],
    ['an id beside a value', patient({ birthDate: '1980', _birthDate: { id: 'a' } }), [], []],
    [
      'a text without an end',
      patient({ name: [{ text: 'x'.repeat(1_048_577) }] }),
      ['Patient.name[0].text too-long'],
      [],
    ],
    [
      'a UUID without urn:',
      { ...organization, implicitRules: 'uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' },
      ['Organization.implicitRules bad-uuid'],
      [],
    ],
    [
      'an OID without urn:',
      { ...organization, identifier: [{ system: 'oid:1.2.3', value: 'x' }] },
      ['Organization.identifier[0].system bad-oid'],
      [],
    ],
    [
      'a UUID in capitals',
      { ...organization, identifier: [{ system: 'urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0', value: 'x' }] },
      [],
      ['Organization.identifier[0].system uuid-case'],
    ],
    [
      'a relative canonical',
      { ...organization, meta: { profile: ['Profile/x'] } },
      [],
      ['Organization.meta.profile[0] not-absolute'],
    ],
  ])('%s', (_what, resource, findings, more) => {
    expect(found(resource)).toEqual(findings);
    expect(strict(resource)).toEqual([...findings, ...more]);
  });

  it.each(['zh', 'zh-Hans-CN', 'en-GB', 'pt-br', 'es-419', 'yue', 'de-CH-1901', 'x-klingon'])(
    'takes the language %s',
    (language) => {
      expect(found(patient({ language }))).toEqual([]);
    },
  );
  it.each(['qq', 'en-QX', 'english language', 'zh_CN'])('does not take %s for a language', (language) => {
    expect(found(patient({ language })).at(-1)).toMatch(/^Patient.language bad-/);
  });
});

describe('systems and displays', () => {
  const coded = (coding: JsonObject): JsonObject => patient({ maritalStatus: { coding: [coding] } });
  const AT = 'Patient.maritalStatus.coding[0]';
  it.each<[string, string, string, string[], string[]]>([
    [
      'an edition of SNOMED CT',
      'http://snomed.info/sct/900000000000207008',
      '73211009',
      [`${AT}.system system-longer`],
      [],
    ],
    ['LOINC by https', 'https://loinc.org', '8310-5', [`${AT}.system system-https`], []],
    ['a page of FHIR', 'http://hl7.org/fhir/R4/valueset-marital-status.html', 'M', [`${AT}.system system-page`], []],
    ['a page that is being built', 'http://build.fhir.org/codesystem-gender', 'M', [`${AT}.system system-page`], []],
    ['none of FHIR’s', 'http://hl7.org/fhir/marital-statuses', 'M', [], [`${AT}.system system-unknown`]],
    ['no country', 'urn:iso:std:iso:3166', 'QX', [`${AT}.code code-form`], []],
    ['a country', 'urn:iso:std:iso:3166', 'CN', [], []],
    [
      'unknown to a table that grows',
      'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
      'Q',
      [],
      [`${AT}.code code-not-listed`],
    ],
    ['a guide’s', 'http://hl7.org/fhir/uv/x/CodeSystem/y', 'M', [], []],
    ['a number that HL7 addresses', 'http://hl7.org/fhir/sid/icd-10', 'J00', [], []],
  ])('%s', (_what, system, code, findings, more) => {
    expect(found(coded({ system, code }))).toEqual(findings);
    expect(strict(coded({ system, code }))).toEqual([...findings, ...more]);
  });

  it('are called as their system calls them, strictly', () => {
    const wrong = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam', display: 'X' };
    expect(strict(coded(wrong))).toEqual([`${AT}.display wrong-display`]);
    expect(judge(coded(wrong), false, 'warning')).toEqual([`${AT}.display wrong-display`]);
  });
});

describe('extensions', () => {
  it.each<[string, JsonObject, string[], string[]]>([
    [
      'that nobody knows',
      { extension: [{ url: 'https://hospital.example/x', valueString: 'x' }] },
      [],
      ['Patient.extension[0] extension-unknown'],
    ],
    ['of examples', { extension: [{ url: 'http://example.org/x', valueString: 'x' }] }, [], []],
    [
      'of another version of FHIR',
      { extension: [{ url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x', valueString: 'x' }] },
      [],
      [],
    ],
    [
      'of no version of FHIR',
      { extension: [{ url: 'http://hl7.org/fhir/9.9/StructureDefinition/extension-Patient.x', valueString: 'x' }] },
      ['Patient.extension[0].url extension-of-version'],
      [],
    ],
    [
      'of an element that R4 does not have',
      { extension: [{ url: 'http://hl7.org/fhir/4.0/StructureDefinition/extension-Patient.x', valueString: 'x' }] },
      ['Patient.extension[0].url extension-of-version'],
      [],
    ],
    [
      'with a version',
      { extension: [{ url: `${HL7}patient-birthPlace|4.0.1`, valueAddress: { city: 'x' } }] },
      ['Patient.extension[0].url extension-version'],
      [],
    ],
    [
      'with extensions for a value',
      {
        extension: [
          { url: `${HL7}patient-birthPlace`, extension: [{ url: 'http://example.org/x', valueString: 'x' }] },
        ],
      },
      ['Patient.extension[0] extension-no-value'],
      [],
    ],
  ])('%s', (_what, more, findings, others) => {
    expect(found(patient(more))).toEqual(findings);
    expect(strict(patient(more))).toEqual([...findings, ...others]);
  });

  it('that change the meaning are told of, where nobody knows them', () => {
    const resource = patient({ modifierExtension: [{ url: 'https://hospital.example/x', valueBoolean: true }] });
    expect(judge(resource, false, 'warning')).toEqual(['Patient.modifierExtension[0] extension-unknown']);
  });
});

describe('Bundles', () => {
  const bundle = (type: string, more: JsonObject): JsonObject => ({ resourceType: 'Bundle', type, ...more });
  const page = [{ relation: 'next', url: 'http://example.org/fhir?page=2' }];
  const self = [{ relation: 'self', url: 'http://example.org/fhir/Patient?name=x' }];
  const one = {
    fullUrl: 'http://example.org/fhir/Group/1',
    resource: { resourceType: 'Group', id: '1', type: 'person', actual: true },
  };
  it.each<[string, JsonObject, string[]]>([
    ['pages of a search', bundle('searchset', { link: page }), []],
    ['pages of a collection', bundle('collection', { link: page }), ['Bundle.link[0].relation link-to-page']],
    [
      'a match of another type',
      bundle('searchset', { link: self, entry: [{ ...one, search: { mode: 'match' } }] }),
      ['Bundle.entry[0].search.mode search-other-type'],
    ],
    [
      'another type that comes along',
      bundle('searchset', { link: self, entry: [{ ...one, search: { mode: 'include' } }] }),
      [],
    ],
    [
      'a result without a resource',
      bundle('searchset', { entry: [{ fullUrl: one.fullUrl }] }),
      ['Bundle.entry[0] invariant', 'Bundle.entry[0].resource missing'],
    ],
    [
      'an address that is a definition’s',
      bundle('collection', {
        entry: [
          {
            fullUrl: 'http://x.org/vs',
            resource: { resourceType: 'ValueSet', id: 'a', status: 'draft', url: 'http://x.org/vs' },
          },
        ],
      }),
      ['Bundle.entry[0].fullUrl full-url-id'],
    ],
  ])('%s', (_what, resource, findings) => {
    expect(found(resource)).toEqual(findings);
  });

  it('name their entries, strictly', () => {
    expect(strict(bundle('collection', { entry: [{ resource: patient({}) }] }))).toEqual([
      'Bundle.entry[0].fullUrl missing',
    ]);
    expect(
      strict(bundle('batch', { entry: [{ resource: patient({}), request: { method: 'POST', url: 'Patient' } }] })),
    ).toEqual([]);
  });
});

describe('code systems and value sets', () => {
  const system = (more: JsonObject): JsonObject => ({
    resourceType: 'CodeSystem',
    status: 'draft',
    content: 'complete',
    ...more,
  });
  const set = (include: JsonObject, more: JsonObject = {}): JsonObject => ({
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: [include] },
    ...more,
  });
  const uri = (name: string): string => `http://hl7.org/fhir/concept-properties#${name}`;
  const FILTER = 'ValueSet.compose.include[0].filter[0]';
  const computed = (expression: string): JsonObject => ({
    system: 'http://snomed.info/sct',
    filter: [
      {
        property: 'inactive',
        op: '=',
        _value: {
          extension: [{ url: `${HL7}cqf-expression`, valueExpression: { language: 'text/fhirpath', expression } }],
        },
      },
    ],
  });
  it.each<[string, JsonObject, string[]]>([
    [
      'properties as FHIR defines them',
      system({
        property: [{ code: 'parent', uri: uri('parent'), type: 'code' }],
        concept: [{ code: 'a' }, { code: 'b', property: [{ code: 'parent', valueCode: 'a' }] }],
      }),
      [],
    ],
    [
      'a property of another type',
      system({ property: [{ code: 'parent', uri: uri('parent'), type: 'string' }] }),
      ['CodeSystem.property[0] property-meaning'],
    ],
    [
      'a property by another’s name',
      system({ property: [{ code: 'child', uri: uri('parent'), type: 'code' }] }),
      ['CodeSystem.property[0] property-meaning'],
    ],
    [
      'a property twice',
      system({ property: ['a', 'a'].map((code) => ({ code, type: 'string' })) }),
      ['CodeSystem.property[1].code property-twice'],
    ],
    [
      'a parent that is none of its codes',
      system({
        property: [{ code: 'parent', uri: uri('parent'), type: 'code' }],
        concept: [{ code: 'b', property: [{ code: 'parent', valueCode: 'a' }] }],
      }),
      ['CodeSystem.concept[0].property[0].valueCode property-code'],
    ],
    [
      'concepts of no content',
      system({ content: 'not-present', concept: [{ code: 'a' }] }),
      ['CodeSystem.concept content-none'],
    ],
    [
      'a supplement that says too much',
      system({ content: 'supplement', supplements: 'http://loinc.org', caseSensitive: true }),
      ['CodeSystem.caseSensitive not-in-supplement'],
    ],
    [
      'a system with its version',
      set({ system: 'http://loinc.org|2.76' }),
      ['ValueSet.compose.include[0].system system-version'],
    ],
    [
      'a pattern for concepts',
      set({ system: 'http://loinc.org', filter: [{ property: 'concept', op: 'regex', value: 'a.*' }] }),
      [`${FILTER}.op filter-operation`],
    ],
    [
      'a date that is none',
      set({ system: 'urn:x:y', filter: [{ property: 'deprecationDate', op: '=', value: 'x' }] }),
      [`${FILTER}.value bad-format`],
    ],
    [
      'a variable that nothing declares',
      set(computed("%p-a and 'x %q' = %context")),
      [`${FILTER}.value.extension[0].valueExpression.expression variable-unknown`],
    ],
    [
      'a variable that is declared',
      set(computed('%p-a'), {
        extension: [
          {
            url: 'http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter',
            extension: [{ url: 'name', valueCode: 'p-a' }],
          },
        ],
      }),
      [],
    ],
  ])('%s', (_what, resource, findings) => {
    expect(found(resource)).toEqual(findings);
  });
});
