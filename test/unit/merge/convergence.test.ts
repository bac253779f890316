import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { conflictsOf, emptyRecord, isDeleted, type RecordState, shownResource } from '../../../shared/merge/reducer.ts';
import { runs } from '../../support/runs.ts';
import { NaiveRecord } from './naive.ts';
import { apply, hear, history, ID, mergeState, play, type Replica, type Sent, TYPE } from './world.ts';

beforeAll(() => cryptoReady);

function naiveOf(log: readonly Sent[]): NaiveRecord {
  const naive = new NaiveRecord(TYPE, ID);
  for (const { write: id, hlc, operation } of log) {
    for (const { register, value, pos, pred } of operation.writes) naive.hear({ id, hlc, register, value, pos, pred });
  }
  return naive;
}

/** Everything that a workstation shows of a record, and what waits there for a decision. */
function seen(state: RecordState): unknown {
  return {
    shown: shownResource(state),
    deleted: isDeleted(state),
    conflicts: conflictsOf(state).map((register) => ({
      register,
      values: state.registers[register]?.current.map(({ write, value }) => ({ write, value })),
    })),
    state: Object.fromEntries(
      Object.keys(state.registers)
        .sort()
        .map((register) => [
          register,
          state.registers[register]?.current.map(({ write, value, pos }) => [write, value, pos]),
        ]),
    ),
  };
}

function seenNaively(naive: NaiveRecord): unknown {
  return {
    shown: naive.shown(),
    deleted: naive.deleted(),
    conflicts: naive.conflicts(),
    state: Object.fromEntries(
      Object.entries(naive.state()).map(([register, current]) => [
        register,
        current.map(({ id, value, pos }) => [id, value, pos]),
      ]),
    ),
  };
}

describe('workstations that worked apart', () => {
  it('show, at every moment, what the naive model makes of the writes that they have heard of', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { log, replicas } = play(steps);
        for (const { state, heard } of replicas)
          expect(seen(state)).toEqual(seenNaively(naiveOf(log.filter((_, n) => heard.has(n)))));
      }),
      { numRuns: runs(700), seed: 20261123 },
    );
  });

  it('agree to the byte once all have heard all, in whatever order, once or twice, and with the naive model', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }), (steps, dice) => {
        const { log, replicas } = play(steps);
        const fresh: Replica = { state: emptyRecord(TYPE, ID), heard: new Set() };
        const all = [...replicas, fresh];
        all.forEach((replica, k) => {
          const late = log.map((_, n) => n).filter((n) => !replica.heard.has(n));
          const again = log.map((_, n) => n).filter((n) => (dice[n % dice.length] ?? 0) % 4 === k % 4);
          for (const n of shuffled([...late, ...again], dice, k)) hear(replica, log, n);
        });
        const states = all.map(({ state }) => mergeState(state));
        expect(new Set(states).size).toBe(1);
        for (const { state } of all) expect(Object.values(state.registers).flatMap((r) => r.replaced)).toEqual([]);
        expect(new Set(all.map(({ state }) => shownResource(state))).size).toBe(1);
        expect(seen(fresh.state)).toEqual(seenNaively(naiveOf(log)));
        // one that forgets nothing may be told everything twice
        const keeping = shuffled([...log, ...log], dice, 7).reduce(apply, emptyRecord(TYPE, ID));
        expect(seen(keeping)).toEqual(seen(fresh.state));
      }),
      { numRuns: runs(700), seed: 7 },
    );
  });

  it('never lose what somebody wrote: it stands, or one who had seen it replaced it, or it waits in the inbox', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { log } = play(steps);
        const state = log.reduce(apply, emptyRecord(TYPE, ID));
        const replaced = new Set(
          log.flatMap(({ operation }) => operation.writes.flatMap((w) => w.pred.map((p) => `${p} ${w.register}`))),
        );
        const open = new Set(conflictsOf(state));
        for (const { write, operation } of log) {
          for (const { register, value } of operation.writes.filter((w) => !replaced.has(`${write} ${w.register}`))) {
            const current = state.registers[register]?.current ?? [];
            expect(current.filter((entry) => entry.write === write).map((entry) => entry.value)).toEqual([value]);
            const settled = register.startsWith('$') ? register !== '$amended' : register === 'text';
            if (!settled && current.some((entry) => entry.value !== value)) expect(open.has(register)).toBe(true);
          }
        }
      }),
      { numRuns: runs(700), seed: 11 },
    );
  });
});

function shuffled<T>(items: readonly T[], dice: readonly number[], salt: number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = ((dice[(i + salt) % dice.length] ?? 0) * 31 + salt * 17 + i) % (i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
