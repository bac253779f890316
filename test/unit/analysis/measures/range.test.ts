import { describe, expect, it } from 'vitest';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import { rangeOf } from '../../../../electron/vault/analysis/measures/range.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { clinicOf, visit } from '../clinic.ts';

const TODAY = '2026-11-22';

describe('the days that a measure is asked for', () => {
  it('are the 52 weeks that end with the last week in which somebody came', () => {
    const reader = clinicOf([
      visit('2024-05-15T10:00:00+08:00'), // a Wednesday; the last that took place
      visit('2024-05-18T10:00:00+08:00', 'cancelled'),
      visit('2126-05-15T10:00:00+08:00'), // a slip of the pen
    ]);
    expect(rangeOf(reader, { today: TODAY })).toEqual({ from: '2023-05-22', to: '2024-05-19' });
  });

  it('end with this week where nobody ever came', () => {
    expect(rangeOf(clinicOf([]), { today: TODAY })).toEqual({ from: '2025-11-24', to: '2026-11-22' });
  });

  it('are taken as they are given, also half of them', () => {
    const reader = clinicOf([visit('2026-03-04'), visit('2026-03-10')]);
    const range = (from?: string, to?: string) => rangeOf(reader, { from, to, today: TODAY });
    expect(range('2026-03-04', '2026-03-09')).toEqual({ from: '2026-03-04', to: '2026-03-09' });
    expect(range('2026-03-05')).toEqual({ from: '2026-03-05', to: '2026-03-15' });
    expect(range('2026-06-01')).toEqual({ from: '2026-06-01', to: '2026-06-01' });
    expect(range(undefined, '2026-03-04')).toEqual({ from: '2025-03-10', to: '2026-03-04' });
  });

  it.each([
    { from: '2026-03-02', to: '2026-03-01' },
    { from: '2026-02-30' },
    { to: '2025-02-29' },
    { from: '1900-01-01', to: '2026-01-01' },
  ])('refuses %o as invalid input', (range) => {
    const ask = () => rangeOf(clinicOf([]), { ...range, today: TODAY });
    expect(ask).toThrow(ExpectedError);
    expect(ask).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid-input' }) }));
  });
});

describe('how many rows an answer has', () => {
  it.each(['visits', 'income', 'waiting'] as const)(
    'is bounded, by choosing fewer steps or longer ones: %s',
    (name) => {
      const times = { start: '2026-03-02T09:00:00+08:00', end: '2026-03-02T09:30:00+08:00' };
      const reader = clinicOf(
        [1, 2].flatMap((n) => {
          const doctor = { reference: `Practitioner/d${n}` };
          const encounter = {
            resourceType: 'Encounter',
            id: `e${n}`,
            status: 'finished',
            period: times,
            participant: [{ individual: doctor }],
            statusHistory: [
              { status: 'arrived', period: times },
              { status: 'in-progress', period: { start: times.end } },
            ],
          };
          return [
            encounter,
            {
              resourceType: 'Invoice',
              id: `i${n}`,
              status: 'issued',
              date: '2026-03-02',
              participant: [{ actor: doctor }],
              totalGross: { value: 5, currency: 'CNY' },
            },
          ];
        }),
      );
      const century = { name, from: '1927-01-01', to: '2026-12-31', today: '2026-12-31', by: 'practitioner' } as const;
      expect(() => askMeasure(reader, { ...century, grain: 'day' })).toThrow('Choose a shorter range, or longer steps');
      expect(askMeasure(reader, { ...century, grain: 'month' }).rows.length).toBeGreaterThan(1200);
    },
  );
});
