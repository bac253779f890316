import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../electron/vault/sample/generate.ts';
import { clinic, ofType } from './clinics.ts';

/** Large enough that a tolerance is no luck; seeded, so it holds today and tomorrow. */
const PATIENTS = 4000;
const all = clinic({ patients: PATIENTS, seed: 11 });
const patients = ofType(all, 'Patient');
const encounters = ofType(all, 'Encounter');
const conditions = ofType(all, 'Condition');
const observations = ofType(all, 'Observation');

const share = <T>(list: readonly T[], holds: (one: T) => boolean): number => list.filter(holds).length / list.length;
const between = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
};
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const codeOf = (one: { code?: { coding?: { code?: string }[] } }): string => one.code?.coding?.[0]?.code ?? '';
const monthOf = (date: string | undefined): number => Number((date ?? '').slice(5, 7));

describe('the people', () => {
  it('are men and women of all ages, as in a town', () => {
    between(
      share(patients, ({ gender }) => gender === 'male'),
      0.46,
      0.56,
    );
    const ages = patients.map(({ birthDate = '' }) => 2026 - Number(birthDate.slice(0, 4)));
    between(
      share(ages, (age) => age < 15),
      0.1,
      0.25,
    );
    between(
      share(ages, (age) => age >= 65),
      0.1,
      0.25,
    );
    between(mean(ages), 34, 46);
  });

  it('have family names as frequent as they are: the five commonest make up nearly a third', () => {
    const chinese = patients.filter(({ name }) => /\p{Script=Han}/u.test(name?.[0]?.text ?? ''));
    between(
      share(chinese, ({ name }) => ['王', '李', '张', '刘', '陈'].includes(name?.[0]?.family ?? '')),
      0.27,
      0.42,
    );
    expect(new Set(chinese.map(({ name }) => name?.[0]?.family)).size).toBeGreaterThan(60);
    // enough different people, and as in life a few namesakes
    const names = new Set(chinese.map(({ name }) => name?.[0]?.text));
    between(names.size / chinese.length, 0.7, 0.99);
  });

  it('die, move away and have children there', () => {
    between(
      share(patients, ({ deceasedDateTime }) => deceasedDateTime !== undefined),
      0.003,
      0.03,
    );
    between(
      share(patients, ({ active, deceasedDateTime }) => active === false && !deceasedDateTime),
      0.04,
      0.12,
    );
    const pregnancies = conditions.filter((one) => codeOf(one) === 'Z34.9');
    between(pregnancies.length / PATIENTS, 0.01, 0.06);
    const born = new Set(patients.map(({ birthDate }) => birthDate));
    const over = pregnancies.filter(({ abatementDateTime }) => abatementDateTime !== undefined);
    expect(over.length).toBeGreaterThan(10);
    // the child is there, too, but for the few whose family is cut off by the number of patients or whose date is half known
    expect(share(over, ({ abatementDateTime }) => born.has(abatementDateTime))).toBeGreaterThan(0.95);
  });
});

describe('the visits', () => {
  it('are far from even: a tenth of the patients has a third of them', () => {
    const counts = [...Map.groupBy(encounters, ({ subject }) => subject?.reference).values()]
      .map((list) => list.length)
      .sort((a, b) => b - a);
    const tenth = counts.slice(0, PATIENTS / 10).reduce((sum, count) => sum + count, 0);
    between(tenth / encounters.length, 0.3, 0.6);
    expect(counts.at(Math.floor(counts.length / 2))).toBeLessThan(encounters.length / PATIENTS);
    expect(counts[0]).toBeGreaterThan(20);
  });

  it('fall on the days of a week as in a clinic: most on Monday, half on Saturday, none on Sunday', () => {
    const days = Array.from({ length: 7 }, () => 0);
    for (const { period } of encounters) {
      const day = new Date(`${period?.start?.slice(0, 10)}T12:00:00Z`).getUTCDay();
      days[day] = (days[day] ?? 0) + 1;
    }
    const [sunday, monday = 0, tuesday = 0, wednesday = 0, thursday = 0, friday = 0, saturday = 0] = days;
    expect(sunday).toBe(0);
    expect(monday).toBe(Math.max(...days));
    for (const day of [tuesday, wednesday, thursday, friday]) between(day / encounters.length, 0.13, 0.24);
    between(saturday / wednesday, 0.3, 0.7);
  });

  it('are seen by who works on that day', () => {
    const roles = ofType(all, 'PractitionerRole');
    const week = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
    const days = new Map(roles.map((role) => [role.practitioner?.reference, role.availableTime?.[0]?.daysOfWeek]));
    const seen = new Set<string>();
    for (const { participant, period } of encounters) {
      const who = participant?.[0]?.individual?.reference ?? '';
      seen.add(who);
      const day = week[new Date(`${period?.start?.slice(0, 10)}T12:00:00Z`).getUTCDay()];
      expect(days.get(who)).toContain(day);
    }
    expect(seen.size).toBe(3);
  });

  it('were booked, missed, called off, and some lie ahead', () => {
    const appointments = ofType(all, 'Appointment');
    const of = (status: string): number => share(appointments, (one) => one.status === status);
    between(of('fulfilled'), 0.7, 0.95);
    between(of('noshow'), 0.02, 0.1);
    between(of('cancelled'), 0.005, 0.05);
    between(of('booked'), 0.02, 0.15);
    for (const { status, start = '' } of appointments)
      expect(start.slice(0, 10) > '2026-03-31').toBe(status === 'booked');
  });
});

describe('the seasons', () => {
  const inMonths = (code: string, months: readonly number[]): number =>
    conditions.filter((one) => codeOf(one) === code && months.includes(monthOf(one.recordedDate))).length;

  it.each([
    ['influenza in winter', 'J11.1', [12, 1, 2], [6, 7, 8], 6],
    ['colds in winter', 'J06.9', [12, 1, 2], [6, 7, 8], 2],
    ['hay fever in spring', 'J30.1', [3, 4, 5], [11, 12, 1], 2],
    ['bad stomachs in summer', 'A09', [6, 7, 8], [12, 1, 2], 1.4],
  ] as const)('%s', (_what, code, high, low, times) => {
    expect(inMonths(code, high)).toBeGreaterThan(times * inMonths(code, low));
  });
});

describe('the chronically ill', () => {
  const ill = new Set(
    conditions.flatMap((one) =>
      one.category?.[0]?.coding?.[0]?.code === 'problem-list-item' && codeOf(one) !== 'Z34.9'
        ? [one.subject.reference ?? '']
        : [],
    ),
  );
  const having = (code: string): Set<string> =>
    new Set(conditions.flatMap((one) => (codeOf(one) === code ? [one.subject.reference ?? ''] : [])));

  it('are a quarter of the patients, and most of the old', () => {
    between(ill.size / PATIENTS, 0.2, 0.4);
    const old = patients.filter(({ birthDate = '' }) => birthDate < '1958');
    between(
      share(old, ({ id }) => ill.has(`Patient/${id}`)),
      0.55,
      0.95,
    );
    between(having('I10').size / PATIENTS, 0.08, 0.2);
    between(having('E11.9').size / PATIENTS, 0.03, 0.1);
  });

  it('have less of it under treatment: pressure and HbA1c fall between diagnosis and the last value', () => {
    const courses = (code: string, value: (one: (typeof observations)[number]) => number | undefined): number[] => {
      // diagnosed here; the others came with a treatment
      const since = new Map(
        conditions.flatMap((one) =>
          codeOf(one) === code && (one.onsetDateTime ?? '').slice(0, 7) === one.recordedDate?.slice(0, 7)
            ? [[one.subject.reference ?? '', one.recordedDate ?? '']]
            : [],
        ),
      );
      return [...Map.groupBy(observations, ({ subject }) => subject?.reference ?? '')].flatMap(([who, list]) => {
        const start = since.get(who) ?? '9999';
        const values = list.flatMap((one) => ((one.effectiveDateTime ?? '') >= start ? (value(one) ?? []) : []));
        return values.length >= 4 ? [(values.at(-1) ?? 0) - (values[0] ?? 0)] : [];
      });
    };
    const systolic = courses('I10', (one) => one.component?.[0]?.valueQuantity?.value);
    const hba1c = courses('E11.9', (one) => (codeOf(one) === '4548-4' ? one.valueQuantity?.value : undefined));
    expect(systolic.length).toBeGreaterThan(40);
    expect(mean(systolic)).toBeLessThan(-6);
    expect(mean(hba1c)).toBeLessThan(-0.5);
    // and not of all: some don't take what they should
    expect(share(systolic, (change) => change > -8)).toBeGreaterThan(0.1);
  });

  it('get another medicine when one does not do, and the note says why', () => {
    const notes = ofType(all, 'DocumentReference').map((one) =>
      Buffer.from(one.content[0]?.attachment.data ?? '', 'base64').toString('utf8'),
    );
    for (const words of ['加用', '改用', '未规律服药']) {
      expect(notes.filter((text) => text.includes(words)).length, words).toBeGreaterThan(10);
    }
  });
});

describe('the findings', () => {
  it('are abnormal as often as those of people who go to a doctor', () => {
    const flagged = observations.filter(({ interpretation }) => interpretation !== undefined);
    between(
      share(flagged, ({ interpretation }) => interpretation?.[0]?.coding?.[0]?.code !== 'N'),
      0.1,
      0.4,
    );
  });

  it('of the laboratory come in reports that name them', () => {
    const reports = ofType(all, 'DiagnosticReport');
    const codes = new Set(reports.map(codeOf));
    expect(codes).toEqual(new Set(['58410-2', '24331-1', '11502-2']));
    const known = new Set(observations.map(({ id }) => `Observation/${id}`));
    for (const { result = [] } of reports) {
      expect(result.length).toBeGreaterThan(1);
      expect(result.every(({ reference = '' }) => known.has(reference))).toBe(true);
    }
  });

  it('grow with a child', () => {
    const heights = Map.groupBy(
      observations.filter((one) => codeOf(one) === '8302-2'),
      ({ subject }) => subject?.reference,
    );
    const small = new Set(patients.flatMap(({ id, birthDate = '' }) => (birthDate > '2020' ? [`Patient/${id}`] : [])));
    const grown = [...heights].flatMap(([who, list]) => {
      const [first, last] = [list[0]?.valueQuantity?.value, list.at(-1)?.valueQuantity?.value];
      return small.has(who ?? '') && list.length > 4 && first && last ? [last - first] : [];
    });
    expect(grown.length).toBeGreaterThan(20);
    expect(mean(grown)).toBeGreaterThan(10);
  });

  it.each([
    [10, 1200],
    [20, 1200],
    [45, 600],
  ])('are about as many as were asked for: %d a patient', (observations, count) => {
    let found = 0;
    for (const one of clinic({ patients: count, seed: 3, observations }) as FhirResource[])
      if (one.resourceType === 'Observation') found++;
    between(found / count / observations, 0.92, 1.08);
  });
});
