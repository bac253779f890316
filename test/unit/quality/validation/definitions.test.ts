import { describe, expect, it } from 'vitest';
import { loadKnown, validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const known = await loadKnown();
const found = (resource: JsonObject, strict = false) =>
  validateResource(resource, { level: 'thorough', known, strict })
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, key }) => `${expression} ${key}`);
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

describe('StructureDefinition', () => {
  const profile = (more: JsonObject): JsonObject => ({
    resourceType: 'StructureDefinition',
    url: 'http://example.org/x',
    name: 'X',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: `${HL7}Patient`,
    derivation: 'constraint',
    ...more,
  });
  const element = (more: JsonObject): JsonObject =>
    profile({
      differential: {
        element: [
          { id: 'Patient', path: 'Patient' },
          { id: 'e', ...more },
        ],
      },
    });
  const E = 'StructureDefinition.differential.element[1]';
  const extension = (fixedUri: string, more: JsonObject = {}): JsonObject =>
    profile({
      kind: 'complex-type',
      type: 'Extension',
      baseDefinition: `${HL7}Extension`,
      context: [{ type: 'element', expression: 'Patient.contact' }],
      differential: { element: [{ id: 'Extension.url', path: 'Extension.url', fixedUri }] },
      ...more,
    });
  const rule = (key: string, expression: string, more: JsonObject = {}): JsonObject => ({
    key,
    severity: 'error',
    human: 'x',
    expression,
    ...more,
  });

  it.each<[string, JsonObject, string[]]>([
    ['a narrower element', element({ path: 'Patient.name', min: 1, max: '3' }), []],
    ['one type of a choice', element({ path: 'Patient.deceased[x]', type: [{ code: 'dateTime' }] }), []],
    ['a choice by its name', element({ path: 'Patient.deceasedBoolean', min: 1 }), []],
    ['an element within a type', element({ path: 'Patient.contact.name.family', min: 1 }), []],
    ['an extension of its own address', extension('http://example.org/x'), []],
    ['an element that there is not', element({ path: 'Patient.nome' }), [`${E}.path definition-no-element`]],
    ['more than the base allows', element({ path: 'Patient.gender', max: '2' }), [`${E}.max definition-wider`]],
    [
      'less than the base asks for',
      profile({
        type: 'Observation',
        baseDefinition: `${HL7}Observation`,
        differential: {
          element: [
            { id: 'Observation', path: 'Observation' },
            { id: 'e', path: 'Observation.code', min: 0 },
          ],
        },
      }),
      [`${E}.min definition-wider`],
    ],
    [
      'another type',
      element({ path: 'Patient.name', type: [{ code: 'Period' }] }),
      [`${E}.type[0].code definition-other-type`],
    ],
    [
      'slices of what is there once',
      element({ path: 'Patient.gender', slicing: { rules: 'open', description: 'x' } }),
      [`${E}.slicing slicing-place`],
    ],
    [
      'a length of an address',
      element({ path: 'Patient.address', maxLength: 3, type: [{ code: 'Address' }] }),
      [`${E}.maxLength definition-not-for-type`],
    ],
    [
      'another kind',
      profile({ kind: 'logical' }),
      ['StructureDefinition invariant', 'StructureDefinition.kind definition-kind'],
    ],
    [
      'no derivation',
      profile({ derivation: undefined as unknown as string }),
      [
        'StructureDefinition invariant',
        'StructureDefinition.derivation missing',
        'StructureDefinition.derivation definition-again',
      ],
    ],
    [
      'a type of the same name',
      profile({ derivation: 'specialization' }),
      [
        'StructureDefinition invariant',
        'StructureDefinition.type definition-same-type',
        'StructureDefinition.derivation definition-again',
      ],
    ],
    [
      'an extension of another address',
      extension('http://example.org/y'),
      ['StructureDefinition.differential.element[0].fixedUri extension-own-url'],
    ],
    [
      'an extension of no address',
      extension('', { differential: { element: [{ id: 'Extension', path: 'Extension' }] } }),
      ['StructureDefinition.differential extension-own-url'],
    ],
    [
      'an extension for no element',
      extension('http://example.org/x', { context: [{ type: 'element', expression: 'Patient.nome' }] }),
      ['StructureDefinition.context[0].expression context-unknown'],
    ],
    [
      'a profile with a place',
      profile({ context: [{ type: 'element', expression: 'Patient' }] }),
      ['StructureDefinition invariant', 'StructureDefinition.context context-of-extension'],
    ],
    [
      'a key with two meanings',
      profile({
        differential: {
          element: [
            { id: 'Patient', path: 'Patient', constraint: [rule('a-1', 'true')] },
            { id: 'e', path: 'Patient.name', constraint: [rule('a-1', 'false')] },
          ],
        },
      }),
      [`${E}.constraint[0].key rule-key-twice`],
    ],
    [
      'a rule of another source',
      element({ path: 'Patient.name', constraint: [rule('a-1', 'true', { source: 'http://example.org/y' })] }),
      [`${E}.constraint[0].source rule-source`],
    ],
  ])('%s', (_what, resource, findings) => {
    expect(found(resource)).toEqual(findings);
  });
});

describe('SearchParameter', () => {
  const parameter = (base: string): JsonObject => ({
    resourceType: 'SearchParameter',
    url: 'http://example.org/x',
    name: 'x',
    status: 'draft',
    description: 'x',
    code: 'x',
    base: [base],
    type: 'token',
    derivedFrom: 'http://hl7.org/fhir/SearchParameter/Patient-identifier',
  });
  it('keeps to the types of what it is derived from', () => {
    expect(found(parameter('Patient'))).toEqual([]);
    expect(found(parameter('Group'))).toEqual(['SearchParameter.base[0] search-base']);
  });
});

describe('QuestionnaireResponse', () => {
  const coding = (code: string): JsonObject => ({ system: 'http://example.org/s', code });
  const when = (question: string, operator: string, answer: JsonObject): JsonObject => ({
    question,
    operator,
    ...answer,
  });
  const response = (item: JsonObject[], more: JsonObject = {}): JsonObject => ({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: '#q',
    contained: [
      {
        resourceType: 'Questionnaire',
        id: 'q',
        status: 'active',
        item: [
          { linkId: 'smokes', type: 'boolean', text: 'Do you smoke?' },
          {
            linkId: 'since',
            type: 'integer',
            required: true,
            enableWhen: [when('smokes', '=', { answerBoolean: true })],
          },
          { linkId: 'many', type: 'string', enableWhen: [when('since', '>', { answerInteger: 10 })] },
          { linkId: 'kind', type: 'choice', answerOption: ['a', 'b'].map((code) => ({ valueCoding: coding(code) })) },
          { linkId: 'other', type: 'open-choice', answerOption: [{ valueCoding: coding('a') }] },
          { linkId: 'note', type: 'display', text: 'x' },
          { linkId: 'weight', type: 'decimal', item: [{ linkId: 'scale', type: 'string' }] },
        ],
      },
    ],
    item,
    ...more,
  });
  const answer = (linkId: string, value: JsonObject, more: JsonObject = {}): JsonObject => ({
    linkId,
    answer: [value],
    ...more,
  });
  const I = 'QuestionnaireResponse.item';
  const yes = answer('smokes', { valueBoolean: true });
  const no = answer('smokes', { valueBoolean: false });
  it.each<[string, JsonObject, string[]]>([
    [
      'answers to all that is asked',
      response([
        yes,
        answer('since', { valueInteger: 20 }),
        answer('many', { valueString: 'x' }),
        answer('kind', { valueCoding: coding('b') }),
        answer('weight', { valueDecimal: 70.5, item: [answer('scale', { valueString: 'x' })] }),
      ]),
      [],
    ],
    ['nothing of what is not asked', response([no]), []],
    ['a text beside the options', response([no, answer('other', { valueString: 'x' })]), []],
    ['no answer to what is required then', response([yes]), ['QuestionnaireResponse unanswered']],
    ['an item without its answer', response([yes, { linkId: 'since' }]), [`${I}[1] unanswered`]],
    ['no answer yet', response([yes], { status: 'in-progress' }), []],
    [
      'an answer to what is not asked',
      response([no, answer('since', { valueInteger: 20 })]),
      [`${I}[1] item-not-asked`],
    ],
    [
      'a number that is not above',
      response([yes, answer('since', { valueInteger: 5 }), answer('many', { valueString: 'x' })]),
      [`${I}[2] item-not-asked`],
    ],
    [
      'an answer that is not offered',
      response([no, answer('kind', { valueCoding: coding('c') })]),
      [`${I}[1].answer[0].valueCoding answer-no-option`],
    ],
    [
      'a text for an option',
      response([no, answer('kind', { valueString: 'a' })]),
      [`${I}[1].answer[0].valueString answer-no-option`],
    ],
    ['another order', response([answer('kind', { valueCoding: coding('a') }), no]), [`${I}[1] item-order`]],
    ['an item twice', response([no, no]), [`${I}[1] item-twice`]],
    [
      'an item beside the answer',
      response([no, answer('weight', { valueDecimal: 70 }, { item: [answer('scale', { valueString: 'x' })] })]),
      [`${I}[1] invariant`, `${I}[1].item item-below`],
    ],
    [
      'an integer for a decimal',
      response([no, answer('weight', { valueInteger: 70 })]),
      [`${I}[1].answer[0].valueInteger wrong-type`],
    ],
  ])('%s', (_what, resource, findings) => {
    expect(found(resource)).toEqual(findings);
  });

  it('repeats the words of the question, strictly', () => {
    const other = response([answer('smokes', { valueBoolean: false }, { text: 'Smoker?' })]);
    expect(found(other)).toEqual([]);
    expect(found(other, true)).toEqual([`${I}[0].text item-text`]);
  });

  it('is asked by a question that does not depend on itself', () => {
    const item = [{ linkId: 'a', type: 'boolean', enableWhen: [when('a', 'exists', { answerBoolean: true })] }];
    expect(found({ resourceType: 'Questionnaire', status: 'draft', item })).toEqual([
      'Questionnaire.item[0].enableWhen[0].question question-of-itself',
    ]);
  });
});
