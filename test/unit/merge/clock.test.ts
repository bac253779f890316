import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_HLC, hlcTime, isHlc, tick, witness } from '../../../shared/merge/clock.ts';
import { runs } from '../../support/runs.ts';

const at = (ms: number, counter = 0): string => `${String(ms).padStart(15, '0')}-${String(counter).padStart(5, '0')}`;

describe('the hybrid clock', () => {
  it('goes with the wall clock, and counts on where that stands still or goes back', () => {
    expect(FIRST_HLC).toBe('000000000000000-00000');
    expect(tick(at(5, 7), 6)).toBe('000000000000006-00000');
    expect(tick(at(5, 7), 5)).toBe('000000000000005-00008');
    expect(tick(at(5, 7), 1)).toBe('000000000000005-00008');
    expect(tick(at(5, 99_998), 5)).toBe('000000000000005-99999');
    expect(tick(at(5, 99_999), 5)).toBe('000000000000006-00000');
    expect(tick(FIRST_HLC, 7.9)).toBe('000000000000007-00000');
  });

  it('always goes forward, and as text as it does as time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000_000_000_000), { minLength: 1 }), (times) => {
        let last = FIRST_HLC;
        for (const now of times) {
          const next = tick(last, now);
          expect(next > last).toBe(true);
          expect(hlcTime(next)).toBeGreaterThanOrEqual(hlcTime(last));
          expect(isHlc(next)).toBe(true);
          last = next;
        }
      }),
      { seed: 1, numRuns: runs(100) },
    );
  });

  it('is drawn ahead by what it sees, by five minutes at most', () => {
    const minutes = 60_000;
    expect(witness(at(10), at(20), 10)).toBe(at(20));
    expect(witness(at(10), at(10, 3), 10)).toBe(at(10, 3));
    expect(witness(at(20), at(10), 30)).toBe(at(20));
    expect(witness(at(10), at(5 * minutes), 0)).toBe(at(5 * minutes));
    expect(witness(at(10), at(5 * minutes + 1), 0)).toBe(at(10));
    expect(witness(FIRST_HLC, tick(FIRST_HLC, 4_000_000_000_000), 1_000)).toBe(FIRST_HLC);
  });

  it('knows its own text', () => {
    expect(isHlc(at(5, 7))).toBe(true);
    for (const other of [
      '',
      '5-7',
      ` ${at(5)}`,
      `${at(5)} `,
      `1${at(5)}`,
      `${at(5)}1`,
      at(5).replace('0', 'x'),
      at(5).replace('-', '+'),
    ])
      expect(isHlc(other), other).toBe(false);
    expect(hlcTime(at(1234, 5))).toBe(1234);
  });
});
