import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';
import { asked } from './asked.ts';

const booked = (status: string, start: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Appointment',
  status,
  start,
  participant: [{ actor: { reference: 'Patient/a' } }, { actor: { reference: 'Practitioner/x' } }],
  ...more,
});

it('counts who did not come of those who were expected, by the clinic’s day', () => {
  const walkIn = { appointmentType: { coding: [{ code: 'WALKIN' }] } };
  const reader = clinicOf([
    booked('fulfilled', '2026-03-02T09:00:00+08:00'),
    booked('arrived', '2026-03-02T10:00:00+08:00'),
    booked('checked-in', '2026-03-02T11:00:00+08:00'),
    booked('noshow', '2026-03-02T15:59:59Z'), // a second before midnight in Shanghai
    booked('noshow', '2026-03-02T16:00:00Z'), // midnight: the next day
    booked('cancelled', '2026-03-02T09:00:00+08:00'),
    booked('entered-in-error', '2026-03-02T09:00:00+08:00'),
    booked('booked', '2026-03-03T09:00:00+08:00'), // nothing is said
    booked('fulfilled', '2026-03-03T09:00:00+08:00', walkIn),
    { deleted: booked('noshow', '2026-03-03T09:00:00+08:00') },
    { resourceType: 'Appointment', status: 'noshow', participant: [{ actor: { reference: 'Patient/a' } }] },
  ]);
  const range = { from: '2026-03-02', to: '2026-03-03', today: '2026-03-31' };
  const answer = asked(reader, { name: 'no-shows', grain: 'day', ...range });
  expect(answer.rows).toEqual([
    { keys: ['2026-03-02'], values: [4, 1, 1 / 4] },
    { keys: ['2026-03-03'], values: [1, 1, 1] },
  ]);
  expect(answer.total).toEqual([5, 2, 2 / 5]);
  expect(answer.leftOut).toEqual([
    { reason: 'open', n: 1 },
    { reason: 'undated', n: 1 },
  ]);
  const by = asked(reader, { name: 'no-shows', grain: 'month', by: 'practitioner', ...range });
  expect(by.rows).toEqual([{ keys: ['Practitioner/x', '2026-03-01'], values: [5, 2, 2 / 5] }]);
});
