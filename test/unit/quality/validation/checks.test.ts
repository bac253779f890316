import { describe, expect, it } from 'vitest';
import { loadKnown, validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const known = await loadKnown();
const found = (resource: JsonObject, severity = 'error') =>
  validateResource(resource, { level: 'thorough', known })
    .filter((one) => one.severity === severity)
    .map(({ expression, key }) => `${expression} ${key}`);

const patient = (more: JsonObject): JsonObject => ({ resourceType: 'Patient', ...more });
const narrative = (div: string): JsonObject => patient({ text: { status: 'generated', div } });
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const coded = (system: string, code: string): JsonObject => patient({ maritalStatus: { coding: [{ system, code }] } });
const CODE = 'Patient.maritalStatus.coding[0].code';
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

describe('narratives', () => {
  it.each<[string, string, string[]]>([
    ['a table with entities', `<div ${XHTML}><table><tr><td>a &amp; b&nbsp;</td></tr></table></div>`, []],
    ['an image alone', `<div ${XHTML}><img src="#p" alt="x"/></div>`, []],
    ['a script', `<div ${XHTML}><script>x</script></div>`, ['Patient.text.div xhtml-element']],
    ['a handler of events', `<div ${XHTML}><p onclick="x">a</p></div>`, ['Patient.text.div xhtml-attribute']],
    ['a link that runs', `<div ${XHTML}><a href="javascript:x">a</a></div>`, ['Patient.text.div xhtml-attribute']],
    ['tags that cross', `<div ${XHTML}><b><i>x</b></i></div>`, ['Patient.text.div xhtml-form']],
    ['a tag left open', `<div ${XHTML}><p>x</div>`, ['Patient.text.div xhtml-form']],
    ['a bare ampersand', `<div ${XHTML}>a & b</div>`, ['Patient.text.div xhtml-form']],
    ['nothing in it', `<div ${XHTML}><p> </p></div>`, ['Patient.text.div xhtml-empty']],
    ['another root', `<p ${XHTML}>x</p>`, ['Patient.text.div xhtml-div']],
    ['no namespace', '<div>x</div>', ['Patient.text.div xhtml-namespace']],
  ])('%s', (_what, div, findings) => {
    expect(found(narrative(div))).toEqual(findings);
  });
});

describe('codes', () => {
  it.each<[string, string, string, string[]]>([
    ['of LOINC', 'http://loinc.org', '8310-5', []],
    ['of LOINC with a wrong check digit', 'http://loinc.org', '8310-6', [`${CODE} code-form`]],
    ['of SNOMED CT', 'http://snomed.info/sct', '73211009', []],
    ['of SNOMED CT with a wrong check digit', 'http://snomed.info/sct', '73211008', [`${CODE} code-form`]],
    ['an expression of SNOMED CT', 'http://snomed.info/sct', '73211009:363698007=113331007', []],
    ['of HL7', 'http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs', []],
    [
      'unknown to HL7',
      'http://terminology.hl7.org/CodeSystem/observation-category',
      'vitals',
      [`${CODE} code-not-listed`],
    ],
    ['of UCUM', 'http://unitsofmeasure.org', 'mm[Hg]', []],
    ['unknown to UCUM', 'http://unitsofmeasure.org', 'mmHg', [`${CODE} bad-unit`]],
    ['of a language', 'urn:ietf:bcp:47', 'zh-CN', []],
    ['of no language', 'urn:ietf:bcp:47', 'zh_CN', [`${CODE} code-form`]],
    [
      'of a value set',
      'http://hl7.org/fhir/ValueSet/marital-status',
      'M',
      ['Patient.maritalStatus.coding[0].system value-set-as-system'],
    ],
  ])('%s', (_what, system, code, findings) => {
    expect(found(coded(system, code))).toEqual(findings);
  });

  it('are called as their system calls them', () => {
    const coding = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' };
    expect(found(patient({ maritalStatus: { coding: [{ ...coding, display: 'Vital-signs' }] } }), 'warning')).toEqual(
      [],
    );
    expect(found(patient({ maritalStatus: { coding: [{ ...coding, display: 'Exam' }] } }), 'warning')).toEqual([
      'Patient.maritalStatus.coding[0].display wrong-display',
    ]);
  });
});

describe('addresses and references', () => {
  const to = (reference: JsonObject): string[] => found(patient({ managingOrganization: reference }));
  it.each<[string, JsonObject, string[]]>([
    ['relative', { reference: 'Organization/1' }, []],
    ['of a version', { reference: 'Organization/1/_history/2' }, []],
    ['of another server', { reference: 'https://example.org/fhir/Organization/1' }, []],
    [
      'of another server to another type',
      { reference: 'https://example.org/fhir/Patient/1' },
      ['Patient.managingOrganization wrong-target'],
    ],
    [
      'to a type that is none',
      { reference: 'Organisation/1' },
      ['Patient.managingOrganization.reference bad-reference'],
    ],
    ['to nothing', { reference: 'x' }, ['Patient.managingOrganization.reference bad-reference']],
    [
      'that says another type',
      { reference: 'Organization/1', type: 'Patient' },
      ['Patient.managingOrganization.type wrong-reference-type'],
    ],
  ])('a reference %s', (_what, reference, findings) => {
    expect(to(reference)).toEqual(findings);
  });

  it.each<[string, JsonObject, string[]]>([
    [
      'a system that is no address',
      { identifier: [{ system: 'mrn', value: '1' }] },
      ['Patient.identifier[0].system not-absolute'],
    ],
    [
      'a UUID that is none',
      { identifier: [{ system: 'urn:uuid:12', value: '1' }] },
      ['Patient.identifier[0].system bad-uuid'],
    ],
    [
      'an OID that is none',
      { identifier: [{ system: 'urn:oid:1.02', value: '1' }] },
      ['Patient.identifier[0].system bad-oid'],
    ],
    [
      'two elements of one id',
      {
        name: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
      ['Patient.name[1].id element-id-twice'],
    ],
    [
      'what nobody refers to',
      { contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }] },
      ['Patient.contained[0] contained-unused'],
    ],
  ])('%s', (_what, more, findings) => {
    expect(found(patient(more))).toEqual(findings);
  });
});

describe('extensions', () => {
  it.each<[string, JsonObject, string[]]>([
    ['in its place', { extension: [{ url: `${HL7}patient-birthPlace`, valueAddress: { city: 'x' } }] }, []],
    [
      'of another type',
      { extension: [{ url: `${HL7}patient-birthPlace`, valueString: 'x' }] },
      ['Patient.extension[0].valueString extension-type'],
    ],
    [
      'on another element',
      { name: [{ text: 'x', extension: [{ url: `${HL7}patient-birthPlace`, valueAddress: { city: 'x' } }] }] },
      ['Patient.name[0].extension[0] extension-place'],
    ],
    [
      'with a part that it does not have',
      { extension: [{ url: `${HL7}patient-nationality`, extension: [{ url: 'x', valueCode: 'y' }] }] },
      ['Patient.extension[0].extension[0].url extension-part'],
    ],
    [
      'with a relative address',
      { extension: [{ url: 'birthPlace', valueString: 'x' }] },
      ['Patient.extension[0].url not-absolute'],
    ],
    ['of somebody else', { extension: [{ url: 'https://example.org/x', valueString: 'x' }] }, []],
    [
      'on a primitive',
      {
        birthDate: '1980-01-01',
        _birthDate: { extension: [{ url: `${HL7}patient-birthTime`, valueDateTime: '1980-01-01T10:00:00Z' }] },
      },
      [],
    ],
  ])('%s', (_what, more, findings) => {
    expect(found(patient(more))).toEqual(findings);
  });
});

describe('Bundles', () => {
  const bundle = (type: string, entry: JsonObject[], more: JsonObject = {}): string[] =>
    found({ resourceType: 'Bundle', type, entry, ...more });
  const base = 'https://example.org/fhir';
  const entry = (id: string, resource: JsonObject): JsonObject => ({
    fullUrl: `${base}/${resource.resourceType}/${id}`,
    resource: { id, ...resource },
  });

  it('have addresses that agree with ids', () => {
    const one = entry('1', patient({}));
    expect(bundle('collection', [one])).toEqual([]);
    expect(bundle('collection', [{ ...one, fullUrl: `${base}/Patient/2` }])).toEqual([
      'Bundle.entry[0].fullUrl full-url-id',
    ]);
    expect(bundle('collection', [{ fullUrl: `${base}/Patient/2`, resource: patient({}) }])).toEqual([
      'Bundle.entry[0].resource entry-without-id',
    ]);
  });

  it('have links once, and outcomes that are outcomes', () => {
    const link = ['self', 'self'].map((relation) => ({ relation, url: 'https://example.org' }));
    expect(bundle('searchset', [{ ...entry('1', patient({})), search: { mode: 'outcome' } }], { link })).toEqual([
      'Bundle.link[1].relation link-twice',
      'Bundle.entry[0].search.mode search-mode',
    ]);
  });

  it('bring what a document names, and nothing else', () => {
    const composition = {
      resourceType: 'Composition',
      status: 'final',
      type: { text: 'x' },
      date: '2024-01-01',
      title: 'x',
      author: [{ reference: 'Practitioner/1' }],
      subject: { reference: 'Patient/9' },
    };
    const whole = {
      identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' },
      timestamp: '2024-01-01T00:00:00Z',
    };
    const doctor = entry('1', { resourceType: 'Practitioner' });
    expect(bundle('document', [entry('c', composition), doctor, entry('9', patient({}))], whole)).toEqual([]);
    expect(bundle('document', [entry('c', composition), doctor, entry('8', patient({}))], whole)).toEqual([
      'Bundle.entry[0].resource.subject not-in-bundle',
      'Bundle.entry[2] entry-unreached',
    ]);
  });
});

describe('vital signs', () => {
  const pressure = (code: string, value: number, unit = 'mm[Hg]'): JsonObject => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  });
  const observation = (component: JsonObject[]): JsonObject => ({
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2024-01-01',
    component,
  });

  it('are of their profile, whether they say so or not', () => {
    expect(found(observation([pressure('8480-6', 120), pressure('8462-4', 80)]))).toEqual([]);
    expect(found(observation([pressure('8480-6', 120)]))).toEqual([
      'Observation.component profile-missing',
      'Observation.component profile-slice',
    ]);
    const day = observation([pressure('8480-6', 120), pressure('8462-4', 80)]);
    expect(found({ ...day, effectivePeriod: { start: '2024-01-01' }, effectiveDateTime: undefined as never })).toEqual(
      [],
    );
    expect(found({ ...day, effectiveDateTime: '2024-01' })).toEqual(['Observation.effectiveDateTime invariant']);
    const { valueQuantity: _none, ...without } = pressure('8462-4', 80);
    expect(found(observation([pressure('8480-6', 120), without as JsonObject]))).toEqual([
      'Observation.component[1] invariant',
    ]);
    expect(found(observation([pressure('8480-6', 120), pressure('8462-4', 80, 'kPa')]))).toEqual([
      'Observation.component[1].valueQuantity unknown-code',
      'Observation.component[1].valueQuantity.code profile-value',
    ]);
  });
});

describe('definitions and questionnaires', () => {
  it.each<[string, JsonObject, string[]]>([
    [
      'a code system with a code twice, an undeclared property and a wrong count',
      {
        resourceType: 'CodeSystem',
        status: 'draft',
        content: 'complete',
        count: 3,
        concept: [{ code: 'a', concept: [{ code: 'a' }], property: [{ code: 'x', valueString: 'y' }] }],
      },
      [
        'CodeSystem.concept[0].concept[0].code code-twice',
        'CodeSystem.count wrong-count',
        'CodeSystem.concept[0].property[0].code property-undeclared',
      ],
    ],
    [
      'filters that ask for what there is not',
      {
        resourceType: 'ValueSet',
        status: 'draft',
        compose: {
          include: [
            {
              system: 'http://snomed.info/sct',
              filter: [
                { property: 'concept', op: 'is-a', value: '73211009' },
                { property: 'concept', op: 'is-a', value: '73211008' },
                { property: '363698008', op: '=', value: '73211009' },
              ],
            },
            {
              system: 'http://terminology.hl7.org/CodeSystem/observation-category',
              filter: [
                { property: 'notSelectable', op: '=', value: '1' },
                { property: 'parent', op: '=', value: 'x' },
              ],
            },
          ],
        },
      },
      [
        'ValueSet.compose.include[0].filter[1].value code-form',
        'ValueSet.compose.include[0].filter[2].property code-form',
        'ValueSet.compose.include[1].filter[0].value filter-value',
        'ValueSet.compose.include[1].filter[1].value code-not-listed',
      ],
    ],
    [
      'a search parameter that cannot be read',
      {
        resourceType: 'SearchParameter',
        url: 'urn:x:1',
        name: 'x',
        status: 'draft',
        description: 'x',
        code: 'x',
        base: ['Patient'],
        type: 'token',
        expression: 'Patient.name.(',
      },
      ['SearchParameter.expression bad-expression'],
    ],
    [
      'an answer of another type, and one to no question',
      {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        questionnaire: '#q',
        contained: [
          {
            resourceType: 'Questionnaire',
            id: 'q',
            status: 'active',
            item: [
              { linkId: '1', type: 'integer', text: 'x' },
              { linkId: '2', type: 'string', required: true, text: 'y' },
            ],
          },
        ],
        item: [
          { linkId: '1', answer: [{ valueString: 'x' }] },
          { linkId: '3', answer: [{ valueString: 'x' }] },
        ],
      },
      [
        'QuestionnaireResponse.item[0].answer[0].valueString wrong-type',
        'QuestionnaireResponse.item[1].linkId no-such-question',
        'QuestionnaireResponse unanswered',
      ],
    ],
  ])('%s', (_what, resource, findings) => {
    expect(found(resource)).toEqual(findings);
  });
});
