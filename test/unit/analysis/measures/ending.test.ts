/** A question that nobody waits for any more ends in the midst of its statements. */
import { expect, it } from 'vitest';
import { addDays } from '../../../../electron/vault/analysis/calendar.ts';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { within } from '../../../../electron/vault/storage/bounds.ts';
import { MEASURES, type MeasureName } from '../../../../shared/bridge/measures.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, diagnosis, visitOf } from '../clinic.ts';

/** Rows of each kind: enough for some looks, which come by chance at one of 32. */
const MANY = 1500;
const FIRST = '2020-01-01';

const reader = () =>
  clinicOf(
    Array.from({ length: MANY }, (_, n): JsonObject[] => {
      const [day, subject] = [addDays(FIRST, n), { reference: `Patient/p${n}` }];
      return [
        { resourceType: 'Patient', id: `p${n}`, birthDate: '1980-01-01', gender: 'female' },
        visitOf(n % 2 === 0 ? `p${n}` : undefined, day),
        diagnosis(`p${n}`, { code: `I${n % 3}` }, { recordedDate: day }),
        { ...diagnosis(`p${n}`, { text: 'hypertension' }, { recordedDate: day }) },
        { ...diagnosis(`p${n}`, { text: 'diabetes' }, { recordedDate: day }) },
        {
          resourceType: 'MedicationRequest',
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: { text: 'Cefixime' },
          subject,
          authoredOn: day,
        },
        {
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'order',
          code: { text: 'referral' },
          authoredOn: day,
        },
        { resourceType: 'Invoice', status: 'issued', date: day, totalGross: { value: 1, currency: 'CNY' } },
        {
          resourceType: 'Appointment',
          status: 'noshow',
          start: `${day}T09:00:00+08:00`,
          participant: [{ actor: subject }],
        },
        {
          resourceType: 'Immunization',
          status: 'completed',
          vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '03' }] },
          patient: subject,
          occurrenceDateTime: day,
        },
        {
          ...visitOf(`p${n}`, `${day}T10:00:00+08:00`),
          statusHistory: [
            { status: 'arrived', period: { start: `${day}T09:00:00+08:00`, end: `${day}T09:10:00+08:00` } },
          ],
        },
      ];
    }).flat(),
  );

/** Measures whose statements are few and short, or not of this folder: they are looked at between statements. */
const BETWEEN: readonly MeasureName[] = ['age-sex'];

it('looks at whether it is wanted while its statements run', { timeout: 60_000 }, () => {
  const clinic = reader();
  let looks = 0;
  const counted = <T>(work: () => T): number => {
    looks = 0;
    const clock = { now: () => ++looks };
    within({ until: { clock, at: Number.POSITIVE_INFINITY, over: () => expect.unreachable() } }, work);
    return looks;
  };
  const of = { from: FIRST, to: addDays(FIRST, MANY), today: '2026-01-01' };
  for (const name of MEASURES) {
    const found = counted(() => askMeasure(clinic, { name, ...of }));
    expect([name, found > (BETWEEN.includes(name) ? 1 : MANY / 100)]).toEqual([name, true]);
  }
  const column = 'visits';
  expect(
    counted(() => recordsBehind(clinic, { name: 'visits', column, ...of, limit: 10, locale: 'en' })),
  ).toBeGreaterThan(MANY / 100);
  // and what is not wanted ends
  const cancel = new Int32Array([1]);
  for (const name of MEASURES)
    expect(() => within({ cancel }, () => askMeasure(clinic, { name, ...of }))).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'cancelled' }) }),
    );
});
