import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { Damaged } from '../../../electron/vault/sample/damage.ts';
import type { TwoInOne } from '../../../electron/vault/sample/duplicates.ts';
import { type FhirResource, type GenerateOptions, generateClinic } from '../../../electron/vault/sample/generate.ts';
import { ofType, references, UNTIL } from './clinics.ts';

function withTruth(options: Partial<GenerateOptions>) {
  const pairs: TwoInOne[] = [];
  const damages: Damaged[] = [];
  const truth = { duplicate: (one: TwoInOne) => pairs.push(one), damage: (one: Damaged) => damages.push(one) };
  const all = [...generateClinic({ patients: 1500, seed: 9, locale: 'mixed', until: UNTIL, ...options }, truth)];
  return { all, pairs, damages };
}

const clean = withTruth({});
const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

describe('people who are registered twice', () => {
  const { all, pairs } = withTruth({ duplicates: 0.1 });
  const byId = new Map(ofType(all, 'Patient').map((patient) => [patient.id, patient]));
  const both = pairs.map(({ first, second }) => [byId.get(first), byId.get(second)] as const);

  it('are as many as were asked for, and the truth names them all', () => {
    expect(pairs.length).toBeGreaterThan(110);
    expect(pairs.length).toBeLessThan(190);
    expect(byId.size).toBe(1500 + pairs.length);
    expect(both.every(([first, second]) => first !== undefined && second !== undefined)).toBe(true);
  });

  it('differ in all of the typical ways, each at least once', () => {
    const kinds = new Set(withTruth({ duplicates: 0.3, locale: 'en' }).pairs.flatMap(({ differences }) => differences));
    for (const kind of pairs.flatMap(({ differences }) => differences)) kinds.add(kind);
    expect([...kinds].sort()).toEqual(
      'birth-date-mistyped birth-day-month-swapped homophone latin-only married-name moved no-identity-number other-phone short-form swapped-names traditional typo'.split(
        ' ',
      ),
    );
    for (const [i, { differences }] of pairs.entries()) {
      expect(differences.length).toBeGreaterThan(0);
      const [first, second] = both[i] ?? [];
      expect(known(first)).not.toBe(known(second));
    }
  });

  it('have the same records as without the flag, shared between the two; nothing else changes', () => {
    const seconds = new Set(pairs.map(({ second }) => `Patient/${second}`));
    expect(all.filter((one) => !seconds.has(nameOf(one))).map(nameOf)).toEqual(clean.all.map(nameOf));
    const known = new Set(all.map(nameOf));
    expect(all.flatMap((one) => [...references(one)]).filter((reference) => !known.has(reference))).toEqual([]);
    const moved = ofType(all, 'Encounter').filter(({ subject }) => seconds.has(subject?.reference ?? ''));
    expect(moved.length).toBeGreaterThan(pairs.length / 2);
  });

  it('have visits whose records are all of one chart', () => {
    const owner = new Map(
      all.flatMap((one) =>
        one.resourceType === 'Encounter' || one.resourceType === 'Condition'
          ? [[nameOf(one), one.subject?.reference] as const]
          : [],
      ),
    );
    for (const one of all) {
      const subject = 'subject' in one ? (one.subject as { reference?: string } | undefined)?.reference : undefined;
      for (const reference of references(one)) {
        const other = owner.get(reference);
        if (subject && other) expect(other).toBe(subject);
      }
    }
  });

  it('are told with the same words for the same seed', () => {
    expect(withTruth({ duplicates: 0.1 }).pairs).toEqual(pairs);
  });
});

/** What a registration says of who it is. */
function known(patient: Patient | undefined): string {
  const { name, birthDate, telecom, address, identifier } = patient ?? {};
  return JSON.stringify([name, birthDate, telecom, address, identifier?.slice(0, -1)]);
}

describe('damaged records', () => {
  const { all, damages } = withTruth({ errors: 0.05 });
  const before = new Map(clean.all.map((one) => [nameOf(one), JSON.stringify(one)]));
  const after = new Map(all.map((one) => [nameOf(one), JSON.stringify(one)]));

  it('are exactly those of the list', () => {
    const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    expect(changed.sort()).toEqual(damages.map(({ resource }) => resource).sort());
    expect(damages.length / all.length).toBeGreaterThan(0.03);
    expect(damages.length / all.length).toBeLessThan(0.06);
  });

  it('are damaged in every way', () => {
    expect([...new Set(damages.map(({ kind }) => kind))].sort()).toEqual(
      'dangling-reference date-in-future dates-swapped exact-duplicate free-text-diagnosis full-width-digits impossible-value missing-code mixed-encoding whitespace wrong-unit'.split(
        ' ',
      ),
    );
  });

  it('have twins that differ in nothing but their id', () => {
    const twins = damages.filter(({ kind }) => kind === 'exact-duplicate');
    expect(twins.length).toBeGreaterThan(20);
    for (const { resource, was = '' } of twins) {
      const [copy, own] = [after.get(resource) ?? '', after.get(was) ?? ''];
      expect(copy.replace(resource.split('/')[1] ?? '', was.split('/')[1] ?? '')).toBe(own);
    }
  });

  it('refuse rates that are none', () => {
    for (const bad of [
      { errors: 1.1 },
      { errors: -0.1 },
      { duplicates: 2 },
      { duplicates: Number.NaN },
      { observations: 3 },
    ])
      expect(() => withTruth({ patients: 1, ...bad })).toThrow(RangeError);
  });
});
