/** Of several values a register takes the same one for the last as a cohort does, on every workstation. */
import { describe, expect, it } from 'vitest';
import { cohortMembers } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { Cohort } from '../../../../shared/cohorts/definition.ts';
import { clinicOf, type Row } from '../clinic.ts';
import { asked } from './asked.ts';
import { coded, condition, person, pressure, states, TODAY } from './register-records.ts';

describe('which value is the last', () => {
  const base = [person('a'), condition('a', coded('I10'))];
  const input: MeasureInput = { name: 'hypertension', today: TODAY };
  const at = (id: string, time: string, systolic: number): Row => pressure('a', time, systolic, 80, 'mm[Hg]', { id });

  it('is the same on workstations that received them in different order', () => {
    const [low, high] = [at('x1', '2026-06-01', 130), at('x2', '2026-06-01', 150)];
    for (const rows of [
      [low, high],
      [high, low],
    ])
      expect(states([...base, ...rows], input)).toMatchObject({ reached: 0, above: 1 });
  });

  it('is that of the highest id of any number at one moment, and that one is shown', () => {
    const rows = [at('x2', '2026-06-01', 130), at('x3', '2026-06-01', 150), at('x1', '2026-06-01', 120)];
    for (const before of [[], [at('x9', '2026-05-31', 110), at('x0', '2026-05-31', 111)]]) {
      const reader = clinicOf([...base, ...rows, ...before]);
      const found = asked(reader, input).rows.filter(({ values: [n] }) => n === 1);
      expect(found.map(({ keys }) => keys)).toEqual([['above']]);
      const { records } = recordsBehind(reader, {
        ...input,
        keys: ['above'],
        column: 'patients',
        limit: 5,
        locale: 'en',
      });
      expect(records.map(({ id, value }) => [id, value?.text])).toEqual([['x3', '150/80']]);
    }
    // what is too old is so whichever of them it is
    expect(states([...base, ...rows], { ...input, to: '2026-09-30', today: '2026-09-30' })).toMatchObject({
      overdue: 1,
    });
  });

  it('is the later by the clock of the clinic, where one says no zone', () => {
    const rows = [at('x2', '2026-06-01T09:00:00', 150), at('x1', '2026-06-01T15:00:00+08:00', 130)];
    expect(states([...base, ...rows], input)).toMatchObject({ reached: 1, above: 0 });
  });
});

describe('register and cohort', () => {
  const base = [person('a'), condition('a', coded('I10'))];
  const at = (id: string, time: string, systolic: number): Row => pressure('a', time, systolic, 80, 'mm[Hg]', { id });

  it.each<[what: string, zone: string, values: Row[], state: string]>([
    ['two at one moment', 'Asia/Shanghai', [at('x2', '2026-06-01', 150), at('x1', '2026-06-01', 130)], 'above'],
    ['two at one moment', 'Asia/Shanghai', [at('x1', '2026-06-01', 150), at('x2', '2026-06-01', 130)], 'reached'],
    [
      'a day without a time after the evening before it',
      'America/New_York',
      [at('x1', '2026-06-10', 150), at('x2', '2026-06-09T21:00:00-04:00', 130)],
      'above',
    ],
    [
      'the clock of the clinic',
      'Asia/Shanghai',
      [at('x1', '2026-06-01T15:00:00+08:00', 130), at('x2', '2026-06-01T09:00:00', 150)],
      'reached',
    ],
  ])('take the same value for the last: %s, %s', async (_what, zone, values, state) => {
    const reader = clinicOf([...base, ...values], zone);
    const { rows } = asked(reader, { name: 'hypertension', today: TODAY });
    expect(rows.filter(({ values: [n] }) => n === 1).map(({ keys }) => keys[0])).toEqual([state]);
    const definition = Cohort.parse({
      v: 1,
      people: 'all',
      where: { kind: 'value', of: [{ code: '8480-6' }], is: { below: 140 } },
    });
    const { ids } = await cohortMembers(
      reader,
      { definition, nested: new Map(), today: TODAY, timeZone: zone },
      { signal: new AbortController().signal },
    );
    expect(ids.length === 1 ? 'reached' : 'above').toBe(state);
  });
});
