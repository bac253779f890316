/** What each rule of cleaning proposes, and that cleaning what is clean changes nothing. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pathText } from '../../../../electron/vault/quality/cleaning/apply.ts';
import { cleanResource } from '../../../../electron/vault/quality/cleaning/clean.ts';
import type { CleaningContext } from '../../../../electron/vault/quality/cleaning/contract.ts';
import { readWrittenDate } from '../../../../electron/vault/quality/cleaning/dates/read.ts';
import { telephone } from '../../../../electron/vault/quality/cleaning/phones/numbers.ts';
import { loadUnits } from '../../../../electron/vault/quality/units/index.ts';
import { CLEANING_RULES, type CleaningRuleName } from '../../../../shared/bridge/cleaning-rules.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../../shared/records/json.ts';

const UCUM = 'http://unitsofmeasure.org';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const RESIDENT = 'urn:oid:2.16.156.10011.1.3';
const E164 = 'https://xinglin.example/fhir/StructureDefinition/telephone-e164';
const UNKNOWN = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

let context: CleaningContext;
beforeAll(async () => {
  context = {
    units: await loadUnits(),
    timeZone: 'Asia/Shanghai',
    today: '2026-06-01',
    country: 'CN',
    telephone,
    writtenDate: readWrittenDate,
    locale: 'zh-CN',
    mapped: (system, code) =>
      system === 'urn:local' && code === 'GLU' ? [{ system: 'http://loinc.org', code: '14771-0' }] : [],
  };
});

const by = (rule: CleaningRuleName, resource: JsonObject) => cleanResource(resource, [rule], context);
const patient = (more: JsonObject): JsonObject => ({ resourceType: 'Patient', ...more });
const told = (rule: CleaningRuleName, resource: JsonObject) =>
  by(rule, resource)
    .proposals.filter((one) => one.told)
    .map(({ at, reason, after }) => [pathText('', at), reason, after]);

describe('a rule', () => {
  it('of blanks takes those around a text, and leaves those inside', () => {
    const before = patient({
      contact: [{ name: { text: '\u3000Anna  Li ' } }],
      text: { status: 'generated', div: ' <div> ' },
    });
    expect(by('blanks', before).resource).toEqual({ ...before, contact: [{ name: { text: 'Anna  Li' } }] });
  });

  it('of placeholders removes what says nothing, and says that it is not known where an answer is expected', () => {
    const before = patient({
      name: [{ family: '不详', given: ['-'] }],
      telecom: [
        { system: 'phone', value: '00000000' },
        { system: 'phone', value: '13912345678' },
      ],
      identifier: [{ system: 'urn:x', value: '无' }],
      address: [{ city: 'N/A', line: ['Main Street 1', ''] }],
      birthDate: '1900-01-01',
      language: '',
    });
    expect(by('placeholders', before).resource).toEqual({
      resourceType: 'Patient',
      name: [{ _family: UNKNOWN }],
      telecom: [{ system: 'phone', value: '13912345678' }],
      address: [{ line: ['Main Street 1'] }],
      _birthDate: UNKNOWN,
    });
  });

  it('of placeholders leaves what may be an answer', () => {
    const finding = { resourceType: 'Observation', status: 'final', code: { text: '过敏' }, valueString: '无' };
    expect(by('placeholders', finding).proposals).toEqual([]);
    const { resource } = by('placeholders', { ...finding, valueString: '不详' });
    expect(resource).not.toHaveProperty('valueString');
    expect(resource.dataAbsentReason).toMatchObject({ coding: [{ code: 'unknown' }] });
  });

  it('of names tells family and given apart where that is certain', () => {
    const cleaned = (text: string) => by('names', patient({ name: [{ text }] })).resource.name;
    expect(cleaned('张\u3000三')).toEqual([{ text: '张三', family: '张', given: ['三'] }]);
    expect(cleaned('欧阳修')).toEqual([{ text: '欧阳修', family: '欧阳', given: ['修'] }]);
    expect(cleaned('Smith, John')).toEqual([{ text: 'Smith, John', family: 'Smith', given: ['John'] }]);
    expect(cleaned('John Smith')).toEqual([{ text: 'John Smith' }]);
  });

  it.each([
    ['男', 'male'],
    ['M.', 'male'],
    ['Ｆ', 'female'],
    ['2', 'female'],
    [1, 'male'],
    ['不详', 'unknown'],
    ['diverse', 'diverse'],
    ['male', 'male'],
  ])('of sexes reads %s as %s', (written, code) => {
    expect(by('sex', patient({ gender: written })).resource.gender).toBe(code);
  });

  it.each([
    ['2024/1/5', '2024-01-05'],
    ['2024.01.05', '2024-01-05'],
    ['20240105', '2024-01-05'],
    ['5 Jan 2024', '2024-01-05'],
    ['Jan 5, 2024', '2024-01-05'],
    ['2024年1月5日', '2024-01-05'],
    ['２０２４年１月', '2024-01'],
    ['25/12/2024', '2024-12-25'],
    ['2024-01-05 00:00:00', '2024-01-05'],
    ['2024-02-30', '2024-02-30'],
    ['2024-01-05', '2024-01-05'],
    ['yesterday', 'yesterday'],
    ['05/01/2024', '05/01/2024'],
  ])('of dates reads %s as %s', (written, day) => {
    expect(by('dates', patient({ birthDate: written })).resource.birthDate).toBe(day);
  });

  it('of dates gives a time the zone of the clinic, and tells what may be two days', () => {
    const at = (recordedDate: string) => by('dates', { resourceType: 'Condition', recordedDate }).resource.recordedDate;
    expect(at('2024/1/5 8:05')).toBe('2024-01-05T08:05:00+08:00');
    expect(at('2024-01-05 08:05:30+0100')).toBe('2024-01-05T08:05:30+01:00');
    expect(told('dates', patient({ birthDate: '05/01/2024' }))).toEqual([['.birthDate', 'date-ambiguous', undefined]]);
  });

  it('of telephones keeps the international form beside what was written', () => {
    const { resource } = by('phones', patient({ telecom: [{ system: 'phone', value: '139 1234 5678' }] }));
    expect(resource.telecom).toEqual([
      { system: 'phone', value: '139 1234 5678', extension: [{ url: E164, valueString: '+8613912345678' }] },
    ]);
    expect(told('phones', patient({ telecom: [{ system: 'phone', value: '12' }] }))).toHaveLength(1);
    expect(by('phones', patient({ telecom: [{ system: 'email', value: '12@example.org' }] })).proposals).toEqual([]);
  });

  it('of identity numbers puts its letters right, and tells what a person has to decide', () => {
    const number = (value: string) => patient({ identifier: [{ system: RESIDENT, value }] });
    expect(by('identity', number('１１０１０５１９４９１２３１００２x')).resource).toMatchObject(
      number('11010519491231002X'),
    );
    expect(told('identity', number('110105194912310021'))).toEqual([
      ['.identifier[0].value', 'identity-digit', undefined],
    ]);
    expect(told('identity', number('110105491231002'))).toEqual([
      ['.identifier[0].value', 'identity-short', '11010519491231002X'],
    ]);
    expect(by('identity', patient({ identifier: [{ system: 'urn:x', value: '110x' }] })).proposals).toEqual([]);
  });

  it('of identity numbers fills in what they say, and tells where somebody said something else', () => {
    const identifier = [{ system: RESIDENT, value: '11010519491231002X' }];
    expect(by('identity', patient({ identifier })).resource).toEqual(
      patient({ identifier, birthDate: '1949-12-31', gender: 'female' }),
    );
    expect(by('identity', patient({ identifier, birthDate: '1949', gender: 'unknown' })).proposals).toEqual([]);
    expect(told('identity', patient({ identifier, birthDate: '1949-12-13', gender: 'male' }))).toEqual([
      ['.birthDate', 'identity-birth-differs', '1949-12-31'],
      ['.gender', 'identity-sex-differs', 'female'],
    ]);
    // two numbers, or a wrong check character, say nothing for certain
    const other = { system: RESIDENT, value: '110105194912310070' };
    expect(by('identity', patient({ identifier: [...identifier, other] })).resource).not.toHaveProperty('birthDate');
  });

  it('of addresses leaves one blank between words, and none between Chinese characters', () => {
    const { resource } = by(
      'addresses',
      patient({ address: [{ line: ['北京路\u30001号 ', '12  Main  Street'], city: '广 州' }] }),
    );
    expect(resource.address).toEqual([{ line: ['北京路 1号', '12 Main Street'], city: '广州' }]);
  });

  it('of units gives the UCUM code beside what was written', () => {
    const observation = (valueQuantity: JsonObject): JsonObject => ({ resourceType: 'Observation', valueQuantity });
    expect(by('units', observation({ value: 120, unit: '毫米汞柱' })).resource).toEqual(
      observation({ value: 120, unit: '毫米汞柱', system: UCUM, code: 'mm[Hg]' }),
    );
    expect(by('units', observation({ value: 5, system: UCUM, code: 'mmol/l' })).resource).toEqual(
      observation({ value: 5, system: UCUM, code: 'mmol/L', unit: 'mmol/l' }),
    );
    expect(told('units', observation({ value: 140, unit: 'G/L' }))).toEqual([
      ['.valueQuantity.unit', 'unit-ambiguous', undefined],
    ]);
    expect(by('units', observation({ value: 2, unit: '片' })).proposals).toEqual([]);
    expect(by('units', observation({ value: 2, unit: 'mg', system: 'urn:local', code: 'x' })).proposals).toEqual([]);
  });

  it('of units makes an amount of a text, and tells one without a unit', () => {
    const found = (more: JsonObject, code = '15074-8'): JsonObject => ({
      resourceType: 'Observation',
      code: { coding: [{ system: 'http://loinc.org', code }] },
      ...more,
    });
    expect(by('units', found({ valueString: '<5.60 mmol/l' })).resource.valueQuantity).toEqual({
      value: parseJson('5.60'),
      comparator: '<',
      unit: 'mmol/l',
      system: UCUM,
      code: 'mmol/L',
    });
    for (const valueString of ['5.6', '5.6 H', '120/80 mmHg', '1:20', '5.6↑ mmol/L', '2+'])
      expect(by('units', found({ valueString })).resource).toEqual(found({ valueString }));
    expect(told('units', found({ valueQuantity: { value: 5.6 } }))).toEqual([
      ['.valueQuantity', 'unit-missing', undefined],
    ]);
    expect(by('units', found({ valueQuantity: { value: 5.6 } }, '5821-4')).proposals).toEqual([]);
  });

  it('of outliers tells what nobody has, with the unit that was meant', () => {
    const found = (code: string, value: number, unit: string): JsonObject => ({
      resourceType: 'Observation',
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, unit, system: UCUM, code: unit },
    });
    const meant = (code: string, value: number, unit: string) =>
      told('outliers', found(code, value, unit)).map(([, reason, after]) => [reason, (after as JsonObject)?.unit]);
    expect(meant('8310-5', 98.6, 'Cel')).toEqual([['outlier', '°F']]);
    expect(meant('8310-5', 36.8, '[degF]')).toEqual([['outlier', '°C']]);
    expect(meant('29463-7', 3500, 'kg')).toEqual([['outlier', 'g']]);
    expect(meant('8302-2', 1.75, 'cm')).toEqual([['outlier', 'm']]);
    expect(meant('8310-5', 98.6, '[degF]')).toEqual([]);
    expect(meant('8867-4', 2000, '/min')).toEqual([['outlier', undefined]]);
    expect(told('outliers', patient({ birthDate: '2062-01-01' }))).toEqual([['.birthDate', 'date-future', undefined]]);
    expect(told('outliers', patient({ birthDate: '05/01/1980' }))).toEqual([]);
  });

  it('of codes writes what FHIR lists in its letters', () => {
    const { resource } = by('codes', {
      resourceType: 'Task',
      status: 'In Progress',
      intent: 'ORDER',
      priority: 'soon',
    });
    expect(resource).toMatchObject({ status: 'in-progress', intent: 'order', priority: 'soon' });
  });

  it('of codes sets the dot of ICD-10, maps by the clinic and names what is known', () => {
    const condition = (coding: JsonObject[]): JsonObject => ({ resourceType: 'Condition', code: { coding } });
    expect(by('codes', condition([{ system: ICD10, code: 'Ｊ０６９' }])).resource).toEqual(
      condition([{ system: ICD10, code: 'J06.9', display: expect.any(String) as unknown as string }]),
    );
    const local = { system: 'urn:local', code: 'GLU', display: '血糖' };
    const { resource } = by('codes', condition([local]));
    expect(resource).toMatchObject({ code: { coding: [local, { system: 'http://loinc.org', code: '14771-0' }] } });
  });

  it('of duplicates leaves the first of two identifiers that are one', () => {
    const one = { system: 'urn:x', value: '1' };
    expect(by('duplicates', patient({ identifier: [one, { ...one, use: 'old' }, one] })).resource).toEqual(
      patient({ identifier: [one, { ...one, use: 'old' }] }),
    );
  });
});

const messy = fc.oneof(
  fc.constantFrom('', ' ', '无', 'N/A', '-', '不详', '00000000', '1900-01-01', '2024/1/5', '05/01/2024', '20240105'),
  fc.constantFrom('张\u3000三', 'Smith, John', '男', 'M.', '139 1234 5678', '110105491231002', '11010519491231002x'),
  fc.constantFrom('mmHg', 'mg/dl', 'G/L', 'J069', 'Ｊ０６９', '北京 路', '2024-01-05 08:05'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const lists = <T>(value: fc.Arbitrary<T>) => some(fc.array(value, { maxLength: 3 }));
const extension = lists(fc.record({ url: fc.constantFrom(E164, 'urn:other'), valueString: messy }));
const concept = fc.record({
  coding: lists(
    fc.record({
      system: fc.constantFrom(ICD10, 'urn:local', 'http://loinc.org'),
      code: fc.oneof(messy, fc.constant('GLU')),
      display: some(messy),
    }),
  ),
});
const quantity = fc.record({
  value: fc.integer(),
  unit: some(messy),
  code: some(messy),
  system: some(fc.constantFrom(UCUM, 'urn:x')),
});
const person = fc.record({
  resourceType: fc.constant('Patient'),
  name: lists(fc.record({ text: some(messy), family: some(messy), given: lists(messy) })),
  telecom: lists(fc.record({ system: some(fc.constantFrom('phone', 'email')), value: some(messy), extension })),
  identifier: lists(fc.record({ system: fc.constantFrom(RESIDENT, 'urn:x'), value: some(messy) })),
  address: lists(fc.record({ line: lists(messy), city: some(messy) })),
  gender: some(messy),
  birthDate: some(messy),
});
const finding = fc.record({
  resourceType: fc.constant('Observation'),
  code: concept,
  effectiveDateTime: some(messy),
  valueString: some(messy),
  valueQuantity: some(quantity),
  component: lists(fc.record({ code: concept, valueQuantity: some(quantity), valueString: some(messy) })),
});

describe('cleaning', () => {
  const asJson = (value: unknown) => parseJson(JSON.stringify(value)) as JsonObject;

  it('changes nothing of what it has cleaned, by any of its rules and by all', () => {
    fc.assert(
      fc.property(fc.oneof(person, finding), fc.subarray([...CLEANING_RULES], { minLength: 1 }), (value, rules) => {
        const once = cleanResource(asJson(value), rules, context).resource;
        const twice = cleanResource(once, rules, context).resource;
        expect(canonicalJson(twice)).toBe(canonicalJson(once));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves alone what FHIR does not define', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('x', 'y', 'birth'), messy), (value) => {
        const resource = { resourceType: 'Nothing', ...value };
        expect(cleanResource(resource, CLEANING_RULES, context).proposals).toEqual([]);
        const strange = asJson({ resourceType: 'Patient', strange: value });
        expect(cleanResource(strange, CLEANING_RULES, context).resource).toEqual(strange);
      }),
    );
  });

  it('keeps the digits of numbers', () => {
    const resource = parseJson(
      '{"resourceType":"Observation","valueQuantity":{"value":20.00,"unit":"mmHg"}}',
    ) as JsonObject;
    expect(canonicalJson(cleanResource(resource, CLEANING_RULES, context).resource)).toContain('20.00');
  });
});
