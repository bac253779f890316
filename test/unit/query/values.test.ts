/** The examples of http://hl7.org/fhir/R4/search.html for each type of parameter. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/records/json.ts';
import { kept, searched } from './clinic.ts';

const patient = (id: string, more: JsonObject): JsonObject => ({ resourceType: 'Patient', id, ...more });
const risk = (id: string, probability: string): JsonObject =>
  kept(`{"resourceType":"RiskAssessment","id":"${id}","prediction":[{"probabilityDecimal":${probability}}]}`);
const weight = (id: string, quantity: string): JsonObject =>
  kept(`{"resourceType":"Observation","id":"${id}","valueQuantity":${quantity}}`);
const at = (id: string, effective: JsonObject): JsonObject => ({ resourceType: 'Observation', id, ...effective });

describe('number', () => {
  const clinic = searched(
    [
      '99.4',
      '99.5',
      '100',
      '100.00',
      '100.4',
      '100.5',
      '99.995',
      '100.005',
      '94.9',
      '95',
      '104.9',
      '105',
      '100.0000000000000000001',
    ].map((value) => risk(`v${value}`, value)),
  );
  const values = async (value: string): Promise<number[]> =>
    (await clinic.ids(`RiskAssessment?probability=${value}&_sort=probability`)).map((id) => Number(id.slice(1)));

  it.each([
    ['100', [99.5, 99.995, 100, 100, 100, 100.005, 100.4]],
    ['100.00', [99.995, 100, 100, 100]],
    ['1e2', [95, 99.4, 99.5, 99.995, 100, 100, 100, 100.005, 100.4, 100.5, 104.9]],
    ['lt100', [94.9, 95, 99.4, 99.5, 99.995]],
    ['le100', [94.9, 95, 99.4, 99.5, 99.995, 100, 100]],
    ['gt100', [100, 100.005, 100.4, 100.5, 104.9, 105]],
    ['ge100', [100, 100, 100, 100.005, 100.4, 100.5, 104.9, 105]],
    ['ne100', [94.9, 95, 99.4, 100.5, 104.9, 105]],
    ['sa100.5', [104.9, 105]],
    ['eb95', [94.9]],
    ['ap105.2', [94.9, 95, 99.4, 99.5, 99.995, 100, 100, 100, 100.005, 100.4, 100.5, 104.9, 105]],
  ])('probability=%s', async (value, expected) => {
    expect(await values(value)).toEqual(expected);
  });

  it.each(['abc', '', '1,,2', 'ge', '1e99999', '0x10'])('refuses %j', async (value) => {
    expect(await clinic.refusal(`RiskAssessment?probability=${value}`)).toContain('The search parameter probability');
  });
});

describe('date', () => {
  const clinic = searched([
    at('midnight', { effectiveDateTime: '2013-01-14T00:00:00+08:00' }),
    at('ten', { effectiveDateTime: '2013-01-14T10:00:00+08:00' }),
    at('next', { effectiveDateTime: '2013-01-15T00:00:00+08:00' }),
    at('utc', { effectiveDateTime: '2013-01-13T17:00:00Z' }),
    at('day', { effectiveDateTime: '2013-01-14' }),
    at('march', { effectiveDateTime: '2013-03' }),
    at('period', { effectivePeriod: { start: '2013-01-20', end: '2013-03-31' } }),
    at('open', { effectivePeriod: { start: '2013-02-01' } }),
    at('until', { effectivePeriod: { end: '2012-05-01' } }),
    at('instant', { effectiveInstant: '2013-04-01T09:30:00.123+08:00' }),
    at('timing', { effectiveTiming: { event: ['2013-05-01', '2013-05-20'] } }),
    at('none', {}),
  ]);

  it.each([
    ['2013-01-14', ['midnight', 'ten', 'utc', 'day']],
    ['eq2013-01-14T10:00', ['ten']],
    ['2013-01-14T10:00:00+08:00', ['ten']],
    ['2013-01-14T10:00:00%2B08:00', ['ten']],
    ['2013-01-14T02:00:00Z', ['ten']],
    ['lt2013-01-14T10:00', ['midnight', 'utc', 'day', 'until']],
    ['gt2013-01-14T10:00', ['next', 'day', 'march', 'period', 'open', 'instant', 'timing']],
    ['ge2013-03-14', ['march', 'period', 'open', 'instant', 'timing']],
    ['le2013-01-14', ['midnight', 'ten', 'utc', 'day', 'until']],
    ['sa2013-03-14', ['instant', 'timing']],
    ['eb2013-01-15', ['midnight', 'ten', 'utc', 'day', 'until']],
    ['2013-03', ['march']],
    ['2013', ['midnight', 'ten', 'next', 'utc', 'day', 'march', 'period', 'instant', 'timing']],
    ['ne2013', ['open', 'until']],
    ['2013-01-14,2013-01-15', ['midnight', 'ten', 'next', 'utc', 'day']],
    [
      'ap2012-06-01',
      ['midnight', 'ten', 'next', 'utc', 'day', 'march', 'period', 'open', 'until', 'instant', 'timing'],
    ],
    ['2013-04-01T09:30:00.123+08:00', ['instant']],
    ['2013-05', ['timing']],
  ])('date=%s', async (value, expected) => {
    expect((await clinic.ids(`Observation?date=${value}`)).toSorted()).toEqual(expected.toSorted());
  });

  it('takes both ends of a range as two conditions', async () => {
    expect(await clinic.ids('Observation?date=ge2013-03-01&date=le2013-03-31')).toEqual(['march', 'period', 'open']);
  });

  it.each(['2013-02-30', '13', 'tomorrow', '2013-1-1', 'ge', '2013-01-14T25:00', '2013-00'])(
    'refuses %j',
    async (value) => {
      expect(await clinic.refusal(`Observation?date=${value}`)).toMatch(/parameter date: this needs a date/);
    },
  );

  it('reads our own stamp as _lastUpdated', async () => {
    expect(await clinic.ids('Observation?_lastUpdated=gt2000')).toEqual([]);
    expect(await clinic.ids('Observation?_lastUpdated=le1970')).toHaveLength(12);
  });
});

describe('string', () => {
  const clinic = searched([
    patient('eve', { name: [{ given: ['Eve'], family: 'Carreño' }] }),
    patient('evelyn', { name: [{ given: ['Evelyn'], family: 'Severine' }] }),
    patient('severine', { name: [{ text: 'Severine' }] }),
    patient('wang', {
      name: [{ text: '王小明', family: '王', given: ['小明'] }],
      address: [{ city: '杭州', line: ['文三路, 90号'] }],
    }),
  ]);

  it.each([
    ['given=eve', ['eve', 'evelyn']],
    ['given:contains=eve', ['eve', 'evelyn']],
    ['name:contains=eve', ['eve', 'evelyn', 'severine']],
    ['given:exact=Eve', ['eve']],
    ['given:exact=eve', []],
    ['family=CARRENO', ['eve']],
    ['family:exact=Carreño', ['eve']],
    ['name=%E7%8E%8B', ['wang']],
    ['name=eve,%E7%8E%8B', ['eve', 'evelyn', 'wang']],
    ['address=%E6%96%87%E4%B8%89%E8%B7%AF%5C,', ['wang']],
    ['address-city=%E6%9D%AD', ['wang']],
    ['family:missing=true', ['severine']],
    ['phonetic=sev', ['evelyn', 'severine']],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(`Patient?${query}`)).toEqual(expected);
  });
});

describe('token', () => {
  const coding = (system: string, code: string, display = code) => ({ system, code, display });
  const clinic = searched([
    patient('p1', { active: true, gender: 'male', identifier: [{ system: 'http://acme.org/patient', value: '2345' }] }),
    patient('p2', {
      active: false,
      gender: 'female',
      identifier: [
        {
          value: '2345',
          type: { text: 'Medical record', coding: [coding('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR')] },
        },
      ],
      telecom: [
        { system: 'phone', value: '138 0000' },
        { system: 'email', value: 'A@b.org' },
      ],
      deceasedDateTime: '2015',
    }),
    patient('p3', {
      deceasedBoolean: false,
      meta: { tag: [coding('http://acme.org/codes', 'needs-review')], profile: ['http://x.org/p|2'] },
    }),
    {
      resourceType: 'Condition',
      id: 'c1',
      code: {
        text: 'Headache, severe',
        coding: [coding('http://loinc.org', '1234-5', 'x'), coding('http://acme.org/conditions/codes', 'ha125')],
      },
    },
    { resourceType: 'Condition', id: 'c2', code: { coding: [coding('http://other.org', 'HA125', 'Headache')] } },
    { resourceType: 'Condition', id: 'c3', code: { coding: [{ code: 'a,b|c$d\\e' }] } },
  ]);

  it.each([
    ['Patient?identifier=http://acme.org/patient|2345', ['p1']],
    ['Patient?identifier=2345', ['p1', 'p2']],
    ['Patient?identifier=|2345', ['p2']],
    ['Patient?identifier=http://acme.org/patient|', ['p1']],
    ['Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|2345', ['p2']],
    ['Patient?identifier:text=medical', ['p2']],
    ['Patient?gender=male', ['p1']],
    ['Patient?gender=http://hl7.org/fhir/administrative-gender|male', ['p1']],
    ['Patient?gender=http://other.org|male', []],
    ['Patient?gender:not=male', ['p2', 'p3']],
    ['Patient?gender:not=male,female', ['p3']],
    ['Patient?gender:missing=true', ['p3']],
    ['Patient?gender:missing=false', ['p1', 'p2']],
    ['Patient?active=true', ['p1']],
    ['Patient?phone=138%200000', ['p2']],
    ['Patient?phone=A@b.org', []],
    ['Patient?email=a@b.org', ['p2']],
    ['Patient?deceased=true', ['p2']],
    ['Patient?deceased=false', ['p1', 'p3']],
    ['Patient?_tag=http://acme.org/codes|needs-review', ['p3']],
    ['Patient?_profile=http://x.org/p', ['p3']],
    ['Patient?_id=p1,p3', ['p1', 'p3']],
    ['Condition?code=http://acme.org/conditions/codes|ha125', ['c1']],
    ['Condition?code=ha125', ['c1', 'c2']],
    ['Condition?code:text=headache', ['c1', 'c2']],
    ['Condition?code:not=ha125', ['c3']],
    ['Condition?code=a\\,b\\|c\\$d\\\\e', ['c3']],
    ['Condition?code=1234-5&code=ha125', ['c1']],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(query)).toEqual(expected);
  });

  it.each(['in', 'not-in', 'above', 'below', 'exact', ''])('refuses the modifier %j', async (modifier) => {
    expect(await clinic.refusal(`Condition?code:${modifier}=x`)).toMatch(/parameter code/);
  });
});

describe('quantity', () => {
  const ucum = '"system":"http://unitsofmeasure.org"';
  const clinic = searched([
    weight('mg', `{"value":5.40,"unit":"milligram",${ucum},"code":"mg"}`),
    weight('plain', '{"value":5.42,"unit":"mg"}'),
    weight('other', `{"value":5.4,"unit":"g",${ucum},"code":"g"}`),
    weight('less', `{"value":5,"comparator":"<",${ucum},"code":"mg"}`),
    weight('more', `{"value":9,"comparator":">=",${ucum},"code":"mg"}`),
    kept(
      '{"resourceType":"Observation","id":"sampled","valueSampledData":{"origin":{"value":10,"unit":"mV"},"factor":2,"data":"1 E 5 -2","period":1,"dimensions":1}}',
    ),
    kept(
      `{"resourceType":"Observation","id":"glucose","code":{"coding":[{"system":"http://loinc.org","code":"15074-8"}]},"valueQuantity":{"value":126,${ucum},"code":"mg/dL"}}`,
    ),
    kept(
      '{"resourceType":"Condition","id":"age","onsetAge":{"value":40,"unit":"a","system":"http://unitsofmeasure.org","code":"a"}}',
    ),
    kept('{"resourceType":"Condition","id":"range","onsetRange":{"low":{"value":30},"high":{"value":50}}}'),
  ]);

  it.each([
    ['Observation?value-quantity=5.4|http://unitsofmeasure.org|mg', ['mg']],
    ['Observation?value-quantity=5.4||mg', ['mg', 'plain']],
    ['Observation?value-quantity=5.4', ['mg', 'plain', 'other']],
    ['Observation?value-quantity=5.40', ['mg', 'other']],
    ['Observation?value-quantity=5.40e0', ['mg', 'other']],
    ['Observation?value-quantity=le5.4|http://unitsofmeasure.org|mg', ['mg', 'less']],
    ['Observation?value-quantity=ge5||mg', ['mg', 'plain', 'other', 'more']],
    ['Observation?value-quantity=lt4||mg', ['less']],
    ['Observation?value-quantity=gt100||mg', ['other', 'more']],
    ['Observation?value-quantity=5400|http://unitsofmeasure.org|mg', ['other']],
    ['Observation?value-quantity=7.0|http://unitsofmeasure.org|mmol/L', ['glucose']],
    ['Observation?value-quantity=7.0||mL', []],
    ['Observation?value-quantity=ap5.4|http://unitsofmeasure.org|mg', ['mg', 'less']],
    ['Observation?value-quantity=gt19||mV', ['sampled']],
    ['Observation?value-quantity=lt7||mV', ['sampled']],
    ['Condition?onset-age=40', ['age']],
    ['Condition?onset-age=gt40', ['range']],
    ['Condition?onset-age=ge40', ['age', 'range']],
    ['Condition?onset-age=eb60', ['age', 'range']],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(query)).toEqual(expected);
  });

  it('refuses what is no quantity', async () => {
    expect(await clinic.refusal('Observation?value-quantity=5|mg')).toMatch(/value-quantity: a quantity is written/);
    expect(await clinic.refusal('Observation?value-quantity=||mg')).toMatch(/needs a number/);
  });
});

describe('uri', () => {
  const set = (id: string, url: string): JsonObject => ({ resourceType: 'ValueSet', id, url });
  const clinic = searched([
    set('short', 'http://acme.org/fhir/ValueSet/123'),
    set('long', 'http://acme.org/fhir/ValueSet/123/_history/5'),
    set('other', 'http://acme.org/fhir/ValueSet/1234'),
    set('root', 'http://acme.org/'),
    set('oid', 'urn:oid:1.2.3.4.5'),
  ]);

  it.each([
    ['url=http://acme.org/fhir/ValueSet/123', ['short']],
    ['url:below=http://acme.org/fhir/', ['short', 'long', 'other']],
    ['url:above=http://acme.org/fhir/ValueSet/123/_history/5', ['short', 'long', 'root']],
    ['url=urn:oid:1.2.3.4.5', ['oid']],
    ['url=HTTP://acme.org/', []],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(`ValueSet?${query}`)).toEqual(expected);
  });
});

describe('composite', () => {
  const value = (code: string, number: number) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value: number, unit: 'mmHg' },
  });
  const clinic = searched([
    {
      resourceType: 'Observation',
      id: 'pressure',
      code: { coding: [{ code: '85354-9' }] },
      component: [value('8480-6', 150), value('8462-4', 95)],
    },
    {
      resourceType: 'Observation',
      id: 'mixed',
      code: { coding: [{ code: '85354-9' }] },
      component: [value('8480-6', 95), value('8462-4', 150)],
    },
    { resourceType: 'Observation', id: 'single', ...value('8480-6', 160) },
  ]);

  it.each([
    ['component-code-value-quantity=8480-6$gt140', ['pressure']],
    ['component-code-value-quantity=http://loinc.org|8480-6$gt140||mmHg', ['pressure']],
    ['combo-code-value-quantity=8480-6$gt140', ['pressure', 'single']],
    ['code-value-quantity=8480-6$gt140,8480-6$lt10', ['single']],
    ['component-code-value-quantity=8480-6$lt100,8462-4$lt100', ['pressure', 'mixed']],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(`Observation?${query}`)).toEqual(expected);
  });

  it('needs all its parts', async () => {
    expect(await clinic.refusal('Observation?code-value-quantity=8480-6')).toMatch(
      /2 parts with \$ between: token\$quantity/,
    );
  });
});
