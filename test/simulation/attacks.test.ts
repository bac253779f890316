import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.ts';
import { runSeed } from './run.ts';
import { scenarioOf } from './scenario.ts';
import { ATTACKS, type Attack } from './views.ts';

const SEEDS = Array.from({ length: runs(2) }, (_, n) => n + 1);

describe.each(Object.keys(ATTACKS) as Attack[])('an endpoint that attacks: %s', (attack) => {
  it.each(SEEDS)('is found out, and nothing is lost by it (seed %i)', async (seed) => {
    const scenario = { ...scenarioOf(seed), attack, workstations: ATTACKS[attack].workstations };
    const { problems, alarms } = await runSeed(seed, false, scenario);
    expect(problems).toEqual([]);
    expect(alarms.filter((alarm) => (ATTACKS[attack].alarms as readonly string[]).includes(alarm))).not.toEqual([]);
  });
});

describe('an honest endpoint', () => {
  it('raises no alarm, however bad lines and machines are', async () => {
    for (let seed = 1; seed <= runs(5); seed++) {
      const { weights, ...rest } = scenarioOf(seed);
      const { 'endpoint lost': _, 'endpoint restored': __, 'endpoint rolled back': ___, ...honest } = weights;
      const { problems, alarms } = await runSeed(seed, false, { ...rest, weights: honest, attack: null });
      expect({ problems, alarms }).toEqual({ problems: [], alarms: [] });
    }
  });
});
