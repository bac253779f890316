import { describe, expect, it } from 'vitest';
import { given, rowsOf, viewOf } from './support.ts';

const PATIENT = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  gender: 'female',
  birthDate: '1980-06-02',
  _birthDate: {
    id: 'b',
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '1980-06-02T08:30:00+08:00' },
    ],
  },
  deceasedBoolean: false,
  multipleBirthInteger: 2,
  name: [
    {
      use: 'official',
      family: 'Wang',
      given: ['Li', 'Mei'],
      _given: [null, { extension: [{ url: 'u:x', valueCode: 'IN' }] }],
    },
    { use: 'usual', family: "O'Neill", given: ['Ann'] },
    { use: 'old', text: '王丽' },
  ],
  telecom: [
    { system: 'phone', value: '123', rank: 2 },
    { system: 'email', value: 'a@b.c' },
  ],
  contact: [
    { name: { family: 'C1' }, telecom: [{ value: 't1' }, { value: 't2' }] },
    { name: { family: 'C2' }, telecom: [{ value: 't3' }] },
  ],
  extension: [
    { url: 'http://x/birthsex', valueCode: 'F' },
    { url: 'http://x/race', extension: [{ url: 'text', valueString: 'Mixed' }] },
  ],
  contained: [
    { resourceType: 'Organization', id: 'o', name: 'Org' },
    { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Doc' }] },
  ],
  managingOrganization: { reference: 'Organization/o1' },
  generalPractitioner: [{ reference: 'http://other.example/fhir/Practitioner/d1/_history/3' }, { reference: '#d' }],
  unheardOf: [
    { part: 'a', flag: true },
    { part: 'b', flag: false },
  ],
  oddValue: 7,
} as const;

const one = (path: string): unknown => given(PATIENT, path);
const all = (path: string): unknown => given(PATIENT, path, true);

describe('elements', () => {
  it.each([
    ['Patient.gender', 'female'],
    ['gender', 'female'],
    ['maritalStatus.text', null],
    ['active', true],
    ['name.first().family', 'Wang'],
    ['name[1].family', "O'Neill"],
    ['name[7].family', null],
    ['name.given[2]', 'Ann'],
    ['name.given.first()', 'Li'],
    ['name.last().text', '王丽'],
    ['name.given.last()', 'Ann'],
    ['contact.telecom.value[2]', 't3'],
    ['contact.telecom[1].value', 't2'],
    ['multipleBirth', 2],
    ['multipleBirthInteger', 2],
    ['multipleBirth.ofType(integer)', 2],
    ['multipleBirth.ofType(boolean)', null],
    ['deceased.ofType(boolean)', false],
    ['unheardOf[1].part', 'b'],
    ['unheardOf.where(flag).part', 'a'],
    ['odd.ofType(value)', null],
    ['unheard.ofType(Of).part.first()', 'a'],
    ['oddValue', 7],
    ['oddValue.ofType(integer)', 7],
    ['oddValue.ofType(string)', null],
    ['birthDate.id', 'b'],
    [
      "birthDate.extension('http://hl7.org/fhir/StructureDefinition/patient-birthTime').value.ofType(dateTime)",
      '1980-06-02T08:30:00+08:00',
    ],
    ["name.given.extension('u:x').value.ofType(code)", 'IN'],
    ['contained.ofType(Organization).name', 'Org'],
    ['contained.ofType(Practitioner).name.family', 'Doc'],
    ['contained.where($this is Organization).id', 'o'],
  ])('%s', (path, expected) => {
    expect(one(path)).toEqual(expected);
  });

  it.each([
    ['name.family', ['Wang', "O'Neill"]],
    ['name.given', ['Li', 'Mei', 'Ann']],
    ['name.where(use = %missing).family', 'constant-unknown at select[0].column[0].path'],
    ['contact.telecom.value', ['t1', 't2', 't3']],
    ['maritalStatus', []],
    ['active', [true]],
    ['name.period', []],
    ['unheardOf.flag', [true, false]],
    ['name.select(given.first())', ['Li', 'Ann']],
    ['name.given.take(2)', ['Li', 'Mei']],
    ['name.given.skip(1)', ['Mei', 'Ann']],
    ['name.given.tail()', ['Mei', 'Ann']],
    ['name.given | name.family', ['Li', 'Mei', 'Ann', 'Wang', "O'Neill"]],
    ["name.given | ('Li' | 'Bo')", ['Li', 'Mei', 'Ann', 'Bo']],
    ['name.use.combine(name.use).count()', [6]],
    ['name.use.union(name.use)', ['official', 'usual', 'old']],
    ['contact.telecom.select(value)', ['t1', 't2', 't3']],
    ['name.select(%resource.gender)', ['female', 'female', 'female']],
    ["name.select('x')", ['x', 'x', 'x']],
    ['name.select(%resource.gender).join()', ['femalefemalefemale']],
    ["name.first().select(%resource.gender) = 'female'", [true]],
    ['contact.select(name.family & %resource.id)', ['C1p1', 'C2p1']],
    ["unheardOf.where(part = 'b').part.ofType(string)", ['b']],
    ["unheardOf.extension('u')", []],
    ['(gender | birthDate)', ['female', '1980-06-02']],
  ])('%s, all of them', (path, expected) => {
    expect(all(path)).toEqual(expected);
  });
});

describe('conditions', () => {
  it.each([
    ["name.where(use = 'official').family", 'Wang'],
    ["name.where(family = 'O\\'Neill').use", 'usual'],
    ["name.exists(use = 'old')", true],
    ["name.exists(use = 'none')", false],
    ['name.exists()', true],
    ['photo.exists()', false],
    ['photo.empty()', true],
    ['name.empty()', false],
    ['name.count()', 3],
    ['name.given.count()', 3],
    ['gender.count()', 1],
    ['maritalStatus.count()', 0],
    ['name.all(use.exists())', true],
    ['name.all(family.exists())', false],
    ['photo.all(false)', true],
    ['active.not()', false],
    ['photo.not()', null],
    ["(gender = 'male').not()", true],
    ["gender = 'female' and active", true],
    ["gender = 'male' or active", true],
    ["gender = 'male' xor active", true],
    ["gender = 'male' implies false", true],
    ['photo.exists() and maritalStatus.text', false],
    ["active and maritalStatus.text = 'x'", null],
    ["maritalStatus.text = 'x' or active", true],
    ['unheardOf.flag.allTrue()', false],
    ['unheardOf.flag.anyTrue()', true],
    ["iif(active, 'yes', 'no')", 'yes'],
    ["iif(photo.exists(), 'yes')", null],
    ['iif(active, name.first().given.first(), gender)', 'Li'],
    ["gender.where($this = 'female')", 'female'],
    ["gender.where($this = 'male')", null],
    ["name.given.where($this = 'Mei')", 'Mei'],
    ["contact.where(telecom.value = 't3').name.family", 'C2'],
    ["contact.where(telecom.exists(value = 't2')).name.family", 'C1'],
    ["name.where(given contains 'Mei').family", 'Wang'],
    ["'Ann' in name.given", true],
    ["'Bob' in name.given", false],
    ['name.given.isDistinct()', true],
    ["name.where(given.join('') = 'LiMei').use", 'official'],
    ['telecom.where(rank > 1).value', '123'],
    ["where(gender = 'female').exists()", true],
    ["name.where(%resource.gender = 'female' and use = 'old').text", '王丽'],
  ])('%s', (path, expected) => {
    expect(one(path)).toEqual(expected);
  });
});

describe('equality and order', () => {
  it.each([
    ['1 = 1.0', true],
    ["1 = '1'", false],
    ['1 != 2', true],
    ["'a' < 'b'", true],
    ['true = true', true],
    ['active = 1', false],
    ['photo = photo', null],
    ['{} = {}', null],
    ['name.given = name.given', true],
    ['name.given = name.family', false],
    ["name.family = 'Wang'", false],
    ["name.first().family = 'Wang'", true],
    ['name.first() = name.first()', true],
    ['name.first() = name.last()', false],
    ["birthDate = '1980-06-02'", true],
    ['birthDate = @1980-06-02', true],
    ['birthDate = @1980-06', null],
    ['birthDate = @1981-06', false],
    ['birthDate < @1981', true],
    ['birthDate < @1980', null],
    ['birthDate >= @1980-06-02', true],
    ["'WANG ' ~ name.first().family", true],
    ['photo ~ photo', true],
    ['name.given ~ (name.given.tail() | name.given)', true],
    ['name.given ~ name.family', false],
    ["gender !~ 'male'", true],
    ['@2020-01-01T10:00:00+08:00 = @2020-01-01T02:00:00Z', true],
    ['@2020-01-01T10:00:00+08:00 < @2020-01-01T03:00:00Z', true],
    ['@T10:00:00 < @T11:00:00', true],
  ])('%s', (path, expected) => {
    expect(one(path)).toEqual(expected);
  });
});

describe('arithmetic, texts and types', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3.5],
    ['7 div 2', 3],
    ['7 mod 2', 1],
    ['-7 div 2', -3],
    ['0.1 + 0.2', 0.3],
    ['1 / 0', null],
    ['-telecom.first().rank', -2],
    ['1 - -1', 2],
    ["'a' + 'b'", 'ab'],
    ["'a' & photo.title & 'b'", 'ab'],
    ["'a' + photo.first().title", null],
    ["name.given.join('|')", 'Li|Mei|Ann'],
    ['gender.length()', 6],
    ['gender.upper()', 'FEMALE'],
    ['gender.substring(2)', 'male'],
    ['gender.substring(0, 2)', 'fe'],
    ['gender.substring(9)', null],
    ["gender.startsWith('fe')", true],
    ["gender.endsWith('male')", true],
    ["gender.contains('mal')", true],
    ["gender.contains('%')", false],
    ["gender.indexOf('m')", 2],
    ["gender.replace('fe', '')", 'male'],
    ["' x '.trim()", 'x'],
    ['multipleBirth.ofType(integer).toString()', '2'],
    ['active.toString()', 'true'],
    ["'12'.toInteger() + 1", 13],
    ["'1x'.toInteger()", null],
    ["'1.50'.toDecimal()", 1.5],
    ['(-1.5).abs()', 1.5],
    ['1.5.floor()', 1],
    ['1.5.ceiling()', 2],
    ['1.55.round(1)', 1.6],
    ['4.sqrt()', 2],
    ['2.power(3)', 8],
    ['multipleBirth is integer', true],
    ['multipleBirth is boolean', false],
    ['gender is string', true],
    ['name.first() is HumanName', true],
    ['(multipleBirth as integer) + 1', 3],
    ['multipleBirth.as(integer)', 2],
    ['gender.ofType(FHIR.code)', 'female'],
    ['%ucum', 'http://unitsofmeasure.org'],
    ["'it''s'", 'syntax at select[0].column[0].path'],
    ["'tab\\tand \\u0041'", 'tab\tand A'],
  ])('%s', (path, expected) => {
    expect(one(path)).toEqual(expected);
  });
});

describe('keys', () => {
  it.each([
    ['getResourceKey()', 'p1'],
    ['managingOrganization.getReferenceKey()', 'o1'],
    ['managingOrganization.getReferenceKey(Organization)', 'o1'],
    ["managingOrganization.getReferenceKey('Organization')", 'o1'],
    ['managingOrganization.getReferenceKey(Patient)', null],
    ['generalPractitioner.getReferenceKey(Practitioner)', 'd1'],
    ['generalPractitioner.getReferenceKey().count()', 1],
    ['generalPractitioner[1].getReferenceKey()', null],
    ['contained.ofType(Organization).getResourceKey()', 'o'],
  ])('%s', (path, expected) => {
    expect(one(path)).toEqual(expected);
  });
});

describe('boundaries', () => {
  const observation = (value: string): string => `{"resourceType":"Observation","id":"o",${value}}`;
  it.each([
    ['"valueQuantity":{"value":1.0}', 'value.ofType(Quantity).value.lowBoundary()', 0.95],
    ['"valueQuantity":{"value":1}', 'value.ofType(Quantity).value.lowBoundary()', 0.5],
    ['"valueQuantity":{"value":20.00}', 'value.ofType(Quantity).value.highBoundary()', 20.005],
    ['"valueQuantity":{"value":-1.5}', 'value.ofType(Quantity).value.lowBoundary()', -1.55],
    ['"valueQuantity":{"value":1.587}', 'value.ofType(Quantity).value.lowBoundary(2)', 1.58],
    ['"valueQuantity":{"value":1.587}', 'value.ofType(Quantity).value.highBoundary(2)', 1.59],
    [
      '"component":[{"valueQuantity":{"value":2.0}}]',
      'component.value.ofType(Quantity).value.first().lowBoundary()',
      1.95,
    ],
    ['"component":[{"valueQuantity":{"value":2.0}}]', 'component.value.ofType(Quantity).value.lowBoundary()', 1.95],
    [
      '"valuePeriod":{"start":"2020-02","end":"2020-02"}',
      'value.ofType(Period).lowBoundary()',
      '2020-02-01T00:00:00.000+14:00',
    ],
    [
      '"valuePeriod":{"start":"2020-02","end":"2020-02"}',
      'value.ofType(Period).highBoundary()',
      '2020-02-29T23:59:59.999-12:00',
    ],
    ['"valueDateTime":"2020"', 'value.ofType(dateTime).lowBoundary(6)', '2020-01'],
    [
      '"valueDateTime":"2020-05-01T10:20:30+08:00"',
      'value.ofType(dateTime).highBoundary()',
      '2020-05-01T10:20:30.999+08:00',
    ],
    ['"valueTime":"10:20"', 'value.ofType(time).highBoundary()', '10:20:59.999'],
    ['"valueString":"x"', 'value.ofType(string).lowBoundary()', 'types at select[0].column[0].path'],
  ])('%s %s', (value, path, expected) => {
    expect(given(observation(value), path)).toEqual(expected);
  });
});

describe('a condition on an element that is there once', () => {
  const resource = { resourceType: 'Patient', id: 'p', maritalStatus: { coding: [{ code: 'M' }] } };

  it.each([
    ["maritalStatus.where(text = 'x').exists()", false],
    ["maritalStatus.where(text = 'x').empty()", true],
    ["maritalStatus.exists(text = 'x')", false],
    ["maritalStatus.exists(text = 'x').not()", true],
    ["maritalStatus.where(text = 'x').hasValue()", false],
    ["maritalStatus.where(coding.code = 'M').exists()", true],
    ["maritalStatus.where(text = 'x').count()", 0],
  ])('that nobody knows does not hold: %s is %s', (path, expected) => {
    expect(given(resource, path)).toBe(expected);
  });

  it('takes no row away', () => {
    const empty = { ...viewOf('Patient', 'id'), where: [{ path: "maritalStatus.where(text = 'x').empty()" }] };
    expect(rowsOf(empty, [resource])).toEqual([{ v: 'p' }]);
    const below = {
      resource: 'Patient',
      select: [
        { column: [{ name: 'id', path: 'id' }] },
        {
          forEachOrNull: "maritalStatus.where(text = 'x')",
          select: [{ forEachOrNull: 'coding', column: [{ name: 'code', path: 'code' }] }],
        },
      ],
    };
    expect(rowsOf(below, [resource])).toEqual([{ id: 'p', code: null }]);
  });
});

describe('values of which the definition does not say what they are', () => {
  const resource = {
    resourceType: 'Patient',
    id: 'p',
    active: true,
    deceasedBoolean: false,
    multipleBirthInteger: 2,
    future: true,
  };

  it.each([
    ['deceased', 'false'],
    ['multipleBirth', 2],
    ['future', 'true'],
    ['deceased.ofType(boolean)', false],
    ['5.toString()', '5'],
    ['(2 + 3).toString()', '5'],
    ['(7 div 2).toString()', '3'],
    ['2.5.toString()', '2.5'],
    ['(5 / 2)', 2.5],
    ["'abcdef'.substring(2, 3)", 'cde'],
  ])('%s is %s', (path, expected) => {
    expect(given(resource, path)).toBe(expected);
  });

  const union = (...paths: string[]) => ({
    resource: 'Patient',
    select: [{ unionAll: paths.map((path) => ({ column: [{ name: 'v', path }] })) }],
  });

  it('are of one type in all branches of a union', () => {
    expect(rowsOf(union('gender', 'active'), [resource])).toBe('union-columns at select[0].unionAll');
    expect(rowsOf(union('active', 'name.first()'), [resource])).toBe('union-columns at select[0].unionAll');
    expect(rowsOf(union('{}', 'active'), [resource])).toEqual([{ v: null }, { v: true }]);
    expect(rowsOf(union('gender', 'id'), [resource])).toEqual([{ v: null }, { v: 'p' }]);
  });
});
