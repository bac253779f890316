import { describe, expect, it } from 'vitest';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import { ageAt } from '../../../../electron/vault/records/dates.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, person, type Row } from '../clinic.ts';
import { asked } from './asked.ts';

const ask = (
  today: string,
  rows: readonly Row[],
): { withoutBirthDate: number; dead: number; bands: Record<string, (number | string | null)[]> } => {
  const answer = asked(clinicOf(rows), { name: 'age-sex', today });
  expect(answer.rows).toHaveLength(18);
  const filled = answer.rows.filter(({ values }) => values.some(Boolean));
  const left = (reason: string) => answer.leftOut.find((one) => one.reason === reason)?.n ?? 0;
  return {
    withoutBirthDate: left('no-birth'),
    dead: left('dead'),
    bands: Object.fromEntries(filled.map(({ keys, values }) => [keys[0], values])),
  };
};

describe('the age and sex pyramid', () => {
  it('changes band on the birthday', () => {
    const rows = [
      person('2026-03-10', 'male'), // born today
      person('2021-03-11', 'male'), // five tomorrow
      person('2021-03-10', 'female'), // five today
      person('1941-03-11', 'female'), // 84
      person('1941-03-10', 'male'), // 85
      person('1920-01-01', 'female'),
    ];
    expect(ask('2026-03-10', rows)).toEqual({
      withoutBirthDate: 0,
      dead: 0,
      bands: { '0-4': [2, 0, 0], '5-9': [0, 1, 0], '80-84': [0, 1, 0], '85+': [1, 1, 0] },
    });
  });

  it('lets who was born on 29 February complete a year on the last day of February', () => {
    const leap = [person('2016-02-29', 'female')];
    expect(ask('2021-02-27', leap).bands).toEqual({ '0-4': [0, 1, 0] });
    expect(ask('2021-02-28', leap).bands).toEqual({ '5-9': [0, 1, 0] });
    expect(ask('2036-02-28', leap).bands).toEqual({ '15-19': [0, 1, 0] });
    expect(ask('2036-02-29', leap).bands).toEqual({ '20-24': [0, 1, 0] });
  });

  it('counts a partial birth date from its first day', () => {
    const rows = [person('1980', 'male'), person('1980-05', 'female')];
    // 1980 is 45 all through 2025, 1980-05 from the first of May
    expect(ask('2025-01-01', rows).bands).toEqual({ '40-44': [0, 1, 0], '45-49': [1, 0, 0] });
    expect(ask('2025-04-30', rows).bands).toEqual({ '40-44': [0, 1, 0], '45-49': [1, 0, 0] });
    expect(ask('2025-05-01', rows).bands).toEqual({ '45-49': [1, 1, 0] });
  });

  it('takes other, unknown and missing gender together', () => {
    const rows = ['other', 'unknown', undefined, 'male'].map((gender) => person('2000-06-15', gender));
    expect(ask('2026-01-01', rows)).toEqual({ withoutBirthDate: 0, dead: 0, bands: { '25-29': [1, 0, 3] } });
  });

  it('counts apart who has no birth date, an impossible one, or one in the future', () => {
    const rows = [
      person(undefined, 'male'),
      person(undefined, undefined),
      person('2019-02-31', 'female'),
      person('1990-00-10', 'female'),
      person('1990-13', 'male'),
      person('19900101', 'male'),
      person('soon', 'male'),
      person('2027-01-01', 'male'),
      person('1990-01-31', 'male'), // the one that is right
    ];
    expect(ask('2026-06-01', rows)).toEqual({ withoutBirthDate: 8, dead: 0, bands: { '35-39': [1, 0, 0] } });
  });

  it('leaves out the dead and the deleted, and keeps who is said to live', () => {
    const dead = (more: JsonObject) => person('1950-01-01', 'male', more);
    const rows = [
      dead({ deceasedBoolean: true }),
      dead({ deceasedDateTime: '2020' }),
      dead({ deceasedBoolean: false }),
      { deleted: person('1950-01-01', 'male') },
    ];
    expect(ask('2026-06-01', rows)).toEqual({ withoutBirthDate: 0, dead: 2, bands: { '75-79': [1, 0, 0] } });
  });

  it('counts who lived on the day that is asked for, and apart whose record is not in use', () => {
    const reader = clinicOf([
      person('1950-01-01', 'male', { deceasedDateTime: '2026-03-01' }),
      person('1950-01-01', 'male', { deceasedDateTime: '2025-12-31' }),
      person('1950-01-01', 'female', { deceasedBoolean: true }),
      person('1950-01-01', 'female'),
      person('1950-01-01', 'female', { active: true }),
      person('1950-01-01', 'female', { active: false }),
      person(undefined, 'male', { active: false }),
      person('1950-01-01', 'male', { active: false, deceasedDateTime: '2025-01-01' }),
    ]);
    const then = asked(reader, { name: 'age-sex', today: '2026-06-30', to: '2025-12-31' });
    expect(then.total).toEqual([1, 2, 0]);
    expect(then.leftOut).toEqual([
      { reason: 'dead', n: 2 },
      { reason: 'inactive', n: 2 },
    ]);
    const now = asked(reader, { name: 'age-sex', today: '2026-06-30' });
    expect(now.total).toEqual([0, 2, 0]);
    expect(now.leftOut).toEqual([
      { reason: 'dead', n: 3 },
      { reason: 'inactive', n: 2 },
    ]);
  });

  it('agrees with the age on the chart for any two days', () => {
    const days = Array.from({ length: 240 }, (_, i) =>
      new Date(Date.UTC(1935, 0, 1) + i * 138.7 * 86_400_000).toISOString().slice(0, 10),
    );
    const births = [...days, '1972-02-29', '2000-02-29', '1999-12-31', '2000-01-01'];
    const reader = clinicOf(births.map((birth) => person(birth, 'female')));
    for (const today of ['2025-02-28', '2024-02-29', '2025-03-01', '2024-12-31', '2026-04-30', '2026-07-14']) {
      const expected = new Map<number, number>();
      for (const birth of births) {
        const age = ageAt(birth, today);
        if (age)
          expected.set(
            Math.min(17, Math.floor(age.years / 5)),
            (expected.get(Math.min(17, Math.floor(age.years / 5))) ?? 0) + 1,
          );
      }
      const { rows } = askMeasure(reader, { name: 'age-sex', today });
      expect(
        rows.map(({ values }) => values[1]),
        today,
      ).toEqual(rows.map((_, i) => expected.get(i) ?? 0));
    }
  });
});
