import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';
import { asked } from './asked.ts';

const child = (id: string, birthDate: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Patient',
  id,
  birthDate,
  ...more,
});
const dose = (patient: string, code: string, day: string, status = 'completed'): JsonObject => ({
  resourceType: 'Immunization',
  status,
  vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code, display: `vaccine ${code}` }] },
  patient: { reference: `Patient/${patient}` },
  occurrenceDateTime: day,
});

it('is the share of those of an age who had a dose by the day', () => {
  const reader = clinicOf([
    child('a', '2026-01-01'),
    child('b', '2025-06-30'), // a year old on the day
    child('c', '2025-07-01'), // tomorrow
    child('d', '1960-01-01'),
    child('e', '1966-07-01'), // sixty tomorrow
    child('dead', '2026-01-01', { deceasedBoolean: true }),
    { resourceType: 'Patient', id: 'ageless' },
    dose('a', '03', '2026-03-01'),
    dose('a', '03', '2026-05-01'), // counts once
    dose('b', '03', '2026-06-30'),
    dose('c', '03', '2026-07-01'), // not yet
    dose('c', '08', '2025-07-02', 'not-done'),
    dose('d', '08', '2020-01-01', 'entered-in-error'),
    dose('d', '141', '2024-10-01'),
    dose('e', '141', '2024-10-01'),
    dose('dead', '03', '2026-03-01'),
    dose('dead', '20', '2026-03-01'), // nobody who lives had it: no row
    dose('ageless', '03', '2026-03-01'),
    dose('ageless', '20', '2026-03-01'),
    { deleted: dose('c', '03', '2026-03-01') },
  ]);
  const answer = asked(reader, { name: 'immunisation', today: '2026-06-30' });
  const cvx = (code: string) => `http://hl7.org/fhir/sid/cvx|${code}`;
  expect(answer.rows).toEqual([
    { keys: [cvx('03'), '0'], values: [1, 2, 1 / 2] },
    { keys: [cvx('03'), '1-4'], values: [1, 1, 1] },
    { keys: [cvx('03'), '18-59'], values: [0, 1, 0] },
    { keys: [cvx('03'), '60+'], values: [0, 1, 0] },
    { keys: [cvx('141'), '0'], values: [0, 2, 0] },
    { keys: [cvx('141'), '1-4'], values: [0, 1, 0] },
    { keys: [cvx('141'), '18-59'], values: [1, 1, 1] },
    { keys: [cvx('141'), '60+'], values: [1, 1, 1] },
  ]);
  expect(answer.names).toEqual({ vaccine: { [cvx('03')]: 'vaccine 03', [cvx('141')]: 'vaccine 141' } });
  expect(answer.leftOut).toEqual([{ reason: 'ageless', n: 1 }]);
});

it('takes the same codes together, and no dose without a date', () => {
  const codes = [
    { system: 'http://snomed.info/sct', code: '61153008' },
    { system: 'http://hl7.org/fhir/sid/cvx', code: '03' },
  ];
  const given = (patient: string, coding: JsonObject[], when: JsonObject): JsonObject => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding },
    patient: { reference: `Patient/${patient}` },
    ...when,
  });
  const reader = clinicOf([
    ...['a', 'b', 'c', 'd'].map((id) => child(id, '2020-01-01')),
    child('left', '2020-01-01', { active: false }),
    given('a', codes, { occurrenceDateTime: '2026-01-01' }),
    given('b', codes.toReversed(), { occurrenceDateTime: '2021' }),
    given('c', codes, { occurrenceString: 'as a child' }),
    given('left', codes, { occurrenceDateTime: '2026-01-01' }),
    given('left', codes, { occurrenceString: 'as a child' }),
  ]);
  const vaccine = 'http://hl7.org/fhir/sid/cvx|03';
  const answer = asked(reader, { name: 'immunisation', today: '2026-06-30' });
  expect(answer.rows).toEqual([{ keys: [vaccine, '5-17'], values: [2, 4, 1 / 2] }]);
  expect(answer.leftOut).toEqual([
    { reason: 'inactive', n: 1 },
    { reason: 'undated', n: 1 },
  ]);
  const then = asked(reader, { name: 'immunisation', today: '2026-06-30', to: '2021-01-01' });
  expect(then.rows).toEqual([{ keys: [vaccine, '1-4'], values: [1, 4, 1 / 4] }]);
});

it('counts each vaccine of somebody once, in whatever order they were given', () => {
  const reader = clinicOf([
    ...['a', 'b', 'c'].map((id) => child(id, '2020-01-01')),
    child('old', '1950-01-01'),
    dose('a', '03', '2021-01-01'),
    dose('a', '08', '2021-02-01'),
    dose('a', '03', '2021-03-01'),
    dose('b', '08', '2021-01-01'),
    dose('b', '03', '2021-02-01'),
    dose('c', '08', '2021-01-01'),
    dose('old', '08', '2021-01-01'),
    dose('old', '141', '2026-07-01'), // not yet
    { ...dose('a', '141', '2021-01-01'), patient: { display: 'nobody here' } },
  ]);
  const cvx = (code: string) => `http://hl7.org/fhir/sid/cvx|${code}`;
  expect(asked(reader, { name: 'immunisation', today: '2026-06-30' }).rows).toEqual([
    { keys: [cvx('03'), '5-17'], values: [2, 3, 2 / 3] },
    { keys: [cvx('03'), '60+'], values: [0, 1, 0] },
    { keys: [cvx('08'), '5-17'], values: [3, 3, 1] },
    { keys: [cvx('08'), '60+'], values: [1, 1, 1] },
  ]);
});
