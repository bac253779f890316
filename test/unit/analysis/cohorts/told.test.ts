/** What of a count is told, and to whom. */
import { afterEach, describe, expect, it } from 'vitest';
import { countCohort } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import { Cohort, type Criterion } from '../../../../shared/cohorts/definition.ts';
import { addUser, FIRST, ownPassphrase } from '../../../support/people.ts';
import { cleanUp, PASSPHRASE, testClinic } from '../../../support/vaults.ts';
import { clinicOf } from '../clinic.ts';
import { TODAY } from './ask.ts';

afterEach(cleanUp);

const MALE: Criterion = { kind: 'sex', sex: 'male' };
const { signal } = new AbortController();

/** Ten who live, two of them men, and six women who died. */
function people() {
  const patient = (id: string, more: object) => ({ resourceType: 'Patient', id, ...more });
  return [
    ...Array.from({ length: 10 }, (_, n) => patient(`l${n}`, { gender: n < 2 ? 'male' : 'female' })),
    ...Array.from({ length: 6 }, (_, n) => patient(`d${n}`, { gender: 'female', deceasedBoolean: true })),
  ];
}

describe('a count without few', () => {
  const reader = () => clinicOf(people());
  const told = async (where: Criterion, who: Cohort['people']) => {
    const definition = Cohort.parse({ v: 1, people: who, where });
    const question = { definition, nested: new Map(), today: TODAY, timeZone: 'Asia/Shanghai', withoutFew: true };
    const { n, hidden, total } = await countCohort(reader(), question, { signal });
    return { n, hidden, total };
  };

  it('hides all but a few of those whom the definition is about', async () => {
    expect(await told(MALE, 'living')).toEqual({ n: null, hidden: 'few', total: 10 });
    expect(await told({ kind: 'not', of: MALE }, 'living')).toEqual({ n: null, hidden: 'withheld', total: 10 });
    expect(await told({ kind: 'not', of: MALE }, 'deceased')).toEqual({ n: 6, hidden: undefined, total: 6 });
    expect(await told({ kind: 'all', of: [] }, 'all')).toEqual({ n: 16, hidden: undefined, total: 16 });
  });
});

it('counts by the cohorts that came with the question', async () => {
  const definition = Cohort.parse({ v: 1, where: { kind: 'cohort', id: 'k' } });
  const nested = new Map([['k', Cohort.parse({ v: 1, where: MALE })]]);
  const question = { definition, nested, today: TODAY, timeZone: 'Asia/Shanghai' };
  expect(await countCohort(clinicOf(people()), question, { signal })).toMatchObject({ n: 2, total: 10 });
});

describe('an answer whose session is over', () => {
  it('is told to nobody', async () => {
    const vault = await testClinic();
    await vault.ask('record.create', { resource: { resourceType: 'Patient', gender: 'male' } });
    const definition = { v: 1, where: MALE } as const;
    const asked = vault.vault.ask('cohort.count', { definition });
    await vault.ask('session.lock', {});
    expect(await asked).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    expect(await vault.ask('cohort.count', { definition })).toMatchObject({ n: 1 });
  });

  it('is never a number that an analyst is not told', async () => {
    const vault = await testClinic();
    for (let n = 0; n < 7; n += 1)
      await vault.ask('record.create', { resource: { resourceType: 'Patient', gender: n < 2 ? 'male' : 'female' } });
    await addUser(vault, 'Ann', 'analyst');
    await vault.ask('analysis.refresh', {});
    await vault.ask('session.unlock', { user: 'Ann', passphrase: FIRST });
    await vault.ask('user.passphrase', { old: FIRST, new: ownPassphrase('Ann') });
    for (let turns = 0; turns < 25; turns += 1) {
      const asked = vault.vault.ask('cohort.count', { definition: { v: 1, where: MALE } });
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await vault.ask('session.lock', {});
      const result = await asked;
      expect(result.ok ? result.value.n : result.error.code).toBeOneOf([null, 'cancelled']);
      await vault.ask('session.unlock', { user: 'Ann', passphrase: ownPassphrase('Ann') });
    }
  });
});
