/** What a clinic's manager looks at: waits, referrals, bills. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../electron/vault/analysis/facts/facts.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { clinic, ofType, UNTIL } from './clinics.ts';

const all = clinic({ patients: 1500 });
const encounters = ofType(all, 'Encounter');
const invoices = ofType(all, 'Invoice');
const referrals = ofType(all, 'ServiceRequest');

/** What the measures count in a record. */
const facts = (resource: object) =>
  factsOf(
    resource as JsonObject,
    project(resource as JsonObject, (ms) => new Date(ms).toISOString().slice(0, 10)),
    () => undefined,
  );
const minutes = (visits: readonly object[]): number[] =>
  visits
    .flatMap((one) => facts(one).flatMap(({ kind, value }) => (kind === 'wait' ? [value ?? 0] : [])))
    .sort((a, b) => a - b);
const middle = (list: readonly number[]): number => list[Math.floor(list.length / 2)] ?? 0;

describe('the books of a generated clinic', () => {
  it('tell how long people waited in the last three years: less with an appointment than without', () => {
    const since = `${Number(UNTIL.slice(0, 4)) - 3}${UNTIL.slice(4)}`;
    expect(minutes(encounters.filter(({ period }) => (period?.start ?? '') < since))).toEqual([]);
    const booked = minutes(encounters.filter(({ appointment }) => appointment));
    const walkedIn = minutes(encounters.filter(({ appointment }) => !appointment));
    expect(booked.length).toBeGreaterThan(100);
    expect(middle(booked)).toBeGreaterThan(2);
    expect(middle(walkedIn)).toBeGreaterThan(middle(booked) + 4);
    expect(walkedIn.at(-1)).toBeLessThan(120);
  });

  it('have a bill for half of the visits of the ill in two years, nearly all settled, each the sum of its lines', () => {
    expect(invoices.length).toBeGreaterThan(1500);
    expect(invoices.length).toBeLessThan(2200);
    for (const { lineItem = [], totalGross } of invoices) {
      const cents = lineItem.map(({ priceComponent }) => Math.round((priceComponent?.[0]?.amount?.value ?? 0) * 100));
      expect(Math.round((totalGross?.value ?? 0) * 100)).toBe(cents.reduce((sum, one) => sum + one, 0));
    }
    const told = invoices.flatMap(facts);
    expect(told.filter(({ other }) => other === 1).length / told.length).toBeGreaterThan(0.9);
    expect(told.every(({ kind, value, code }) => kind === 'invoice' && (value ?? 0) > 0 && code?.name === 'CNY')).toBe(
      true,
    );
    expect(ofType(all, 'ChargeItem').flatMap(facts)).toHaveLength(ofType(all, 'ChargeItem').length);
  });

  it('have a referral now and then, each to whom it is about, of whom a measure counts every one', () => {
    expect(referrals.length / encounters.length).toBeGreaterThan(0.015);
    expect(referrals.length / encounters.length).toBeLessThan(0.045);
    expect(referrals.flatMap(facts)).toHaveLength(referrals.length);
    const conditions = new Map(ofType(all, 'Condition').map((one) => [`Condition/${one.id}`, one]));
    for (const { reasonReference, subject } of referrals)
      expect(conditions.get(reasonReference?.[0]?.reference ?? '')?.subject).toEqual(subject);
    expect(new Set(referrals.map(({ performerType }) => performerType?.text)).size).toBeGreaterThan(8);
  });

  it('tell where each visit was, and the outpost has some', () => {
    const [main, outpost] = ofType(all, 'Location').map(({ id }) => `Location/${id}`);
    const at = (place: string | undefined) =>
      encounters.filter(({ location }) => location?.[0]?.location.reference === place).length;
    expect(at(main) + at(outpost)).toBe(encounters.length);
    expect(at(outpost) / encounters.length).toBeGreaterThan(0.05);
    expect(at(outpost) / encounters.length).toBeLessThan(0.4);
  });

  it('promise no doctor to two people at one time', () => {
    const ahead = ofType(all, 'Appointment').filter(({ status }) => status === 'booked');
    expect(ahead.length).toBeGreaterThan(100);
    const doctorOf = ({ participant }: (typeof ahead)[number]) => participant[1]?.actor?.reference;
    const twice = ahead.filter((one, at) =>
      ahead
        .slice(at + 1)
        .some(
          (other) =>
            doctorOf(one) === doctorOf(other) &&
            Date.parse(one.start ?? '') < Date.parse(other.end ?? '') &&
            Date.parse(other.start ?? '') < Date.parse(one.end ?? ''),
        ),
    );
    expect(twice).toEqual([]);
    // houses hold more than one patient at a time
    const types = ofType(all, 'Location').map(({ physicalType }) => physicalType?.coding?.[0]?.code);
    expect(types).toEqual(['bu', 'bu']);
  });
});
