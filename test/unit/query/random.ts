/** Random records and queries whose parts meet often, and are often odd: times without a day, codes in any place, references of any kind. */
import fc from 'fast-check';
import type { JsonObject } from '../../../shared/records/json.ts';

const PEOPLE = ['p1', 'p2', 'p3'];
const CODES = ['a1', 'A1', 'b2', 'c3'];
const DATES = [
  '2020',
  '2020-03',
  '2020-03-01',
  '2020-03-31T23:50:00+08:00',
  '2020-03-31T23:50:00Z',
  '2020-04-01T00:10:00-11:00',
  '2020-04-30',
  '2021-01-01T00:00:00+14:00',
];

const code = fc.constantFrom(...CODES);
const coding = fc.record({ system: fc.constantFrom('http://s.org', 'http://t.org'), code }, { requiredKeys: [] });
const concept = fc.record(
  { coding: fc.array(coding, { maxLength: 3 }), text: fc.constant('a word') },
  { requiredKeys: [] },
);
const date = fc.constantFrom(...DATES);
const period = fc.record({ start: date, end: date }, { requiredKeys: [] });
const reference = fc.oneof(
  fc.constantFrom(...PEOPLE).map((id) => ({ reference: `Patient/${id}` })),
  fc
    .constantFrom(
      'Patient/p1/_history/2',
      'Encounter/e1',
      'Encounter/e2',
      'Group/p1',
      '#in',
      'http://o.org/Patient/p1',
      'Practitioner/d1',
    )
    .map((text) => ({ reference: text })),
  fc.record({ identifier: fc.record({ value: code }), type: fc.constantFrom('Patient', 'Group') }),
);
const quantity = fc.record({ value: fc.constantFrom(1, 5, 7.5), unit: fc.constantFrom('mg', 'g') });
const contained = fc.constant([{ resourceType: 'Patient', id: 'in', name: [{ family: 'Inner' }] }]);

const observation = fc.record(
  {
    code: concept,
    subject: reference,
    encounter: reference,
    performer: fc.array(reference, { maxLength: 2 }),
    effectiveDateTime: date,
    effectivePeriod: period,
    issued: date,
    valueQuantity: quantity,
    component: fc.array(fc.record({ code: concept, valueQuantity: quantity }, { requiredKeys: [] }), { maxLength: 2 }),
    contained,
    status: fc.constantFrom('final', 'amended'),
    identifier: fc.array(fc.record({ value: code, system: fc.constant('http://s.org') }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);
const encounter = fc.record(
  {
    subject: reference,
    period,
    type: fc.array(concept, { maxLength: 2 }),
    class: coding,
    contained,
    appointment: fc.array(reference, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const condition = fc.record(
  {
    code: concept,
    subject: reference,
    onsetDateTime: date,
    onsetPeriod: period,
    recordedDate: date,
    encounter: reference,
  },
  { requiredKeys: [] },
);
const patient = fc.record(
  {
    name: fc.array(fc.record({ family: fc.constantFrom('Peter', 'Paul') }), { maxLength: 1 }),
    generalPractitioner: fc.array(reference, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);

const of = (resourceType: string, content: fc.Arbitrary<object>) =>
  content.map((value) => ({ resourceType, ...value }));

/** Some records, each with an id of its own. */
export const records: fc.Arbitrary<JsonObject[]> = fc
  .tuple(
    fc.array(of('Observation', observation), { minLength: 4, maxLength: 25 }),
    fc.array(of('Encounter', encounter), { maxLength: 3 }),
    fc.array(of('Condition', condition), { maxLength: 6 }),
    fc.array(of('Patient', patient), { maxLength: 3 }),
  )
  .map(([observations, encounters, conditions, patients]) => [
    ...observations.map((one, i) => ({ ...one, id: `o${i}` })),
    ...encounters.map((one, i) => ({ ...one, id: `e${i + 1}` })),
    ...conditions.map((one, i) => ({ ...one, id: `c${i}` })),
    ...patients.map((one, i) => ({ ...one, id: `p${i + 1}` })),
  ]) as fc.Arbitrary<JsonObject[]>;

const prefixed = fc
  .tuple(fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'), date)
  .map(([prefix, text]) => prefix + encodeURIComponent(text));
const token = fc.oneof(
  code,
  code.map((one) => `http://s.org|${one}`),
  code.map((one) => `|${one}`),
  fc.constant('http://t.org|'),
);
const target = fc.constantFrom('p1', 'Patient/p1', 'Group/p1', 'e1', 'http://o.org/Patient/p1', 'Encounter/e2');
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 }).map((all) => all.join(','));

const parameter = (type: 'Observation' | 'Encounter' | 'Condition'): fc.Arbitrary<string> => {
  const dated = { Observation: ['date'], Encounter: ['date'], Condition: ['onset-date', 'recorded-date'] }[type];
  const coded = {
    Observation: ['code', 'combo-code', 'component-code'],
    Encounter: ['type', 'class'],
    Condition: ['code'],
  }[type];
  const referring = {
    Observation: ['subject', 'patient', 'encounter', 'performer'],
    Encounter: ['subject', 'patient', 'appointment'],
    Condition: ['subject', 'encounter'],
  }[type];
  return fc.oneof(
    fc.tuple(fc.constantFrom(...dated), several(prefixed)).map(([name, value]) => `${name}=${value}`),
    fc
      .tuple(fc.constantFrom(...coded), fc.constantFrom('', '', ':not'), several(token))
      .map(([name, modifier, value]) => `${name}${modifier}=${value}`),
    fc.tuple(fc.constantFrom(...referring), several(target)).map(([name, value]) => `${name}=${value}`),
    fc
      .constantFrom('patient.name', 'subject:Patient.name')
      .chain((name) => fc.constantFrom('peter', 'inner').map((value) => `${name}=${value}`)),
    ...(type === 'Observation'
      ? [
          fc
            .tuple(token, fc.constantFrom('5', 'gt1', 'le5||mg'))
            .map(([one, value]) => `combo-code-value-quantity=${one}$${value}`),
          several(token).map((value) => `identifier=${value}`),
          several(token).map((value) => `subject:identifier=${value}`),
          fc.constantFrom('status=FINAL', 'status=amended,x', 'value-quantity=gt1'),
          fc.constantFrom('encounter.type=a1', 'encounter:Encounter.patient=p1'),
        ]
      : []),
  );
};

/** A type, and conditions on it. */
export const queries: fc.Arbitrary<{ type: string; conditions: string[] }> = fc.oneof(
  ...(['Observation', 'Encounter', 'Condition'] as const).map((type) =>
    fc.array(parameter(type), { minLength: 1, maxLength: 3 }).map((conditions) => ({ type, conditions })),
  ),
  fc
    .constantFrom('_has:Observation:patient:code=a1', '_has:Encounter:subject:date=ge2020-03', 'name=p', '_id=p1,p3')
    .map((one) => ({ type: 'Patient', conditions: [one] })),
);
