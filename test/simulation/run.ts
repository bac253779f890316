/** Runs a seed from its founding to the oracle's word. */
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { underAttack } from './attack.ts';
import { perform } from './deeds.ts';
import { makeDice } from './dice.ts';
import { underSeed } from './generator.ts';
import { giveAuthority } from './members.ts';
import { judge } from './oracle.ts';
import { comeToRest, heal } from './rest.ts';
import { type Scenario, type StepName, scenarioOf } from './scenario.ts';
import { STEPS } from './steps.ts';
import { makeWorld, type World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  /** Hash of everything that happened. */
  readonly trace: string;
  /** What the oracle found wrong; empty where all is well. */
  readonly problems: readonly string[];
  /** Alarms that were raised. */
  readonly alarms: readonly string[];
  /** How often each step came. */
  readonly steps: Readonly<Record<string, number>>;
  readonly deeds: number;
  readonly envelopes: number;
  /** Every line of the trace, if they were asked for. */
  readonly lines: readonly string[];
}

/** Between two steps, milliseconds at most. */
const BETWEEN_MS = 800;

/** Runs the scenario of a seed, or another one of that number. What no program may throw comes out as a problem. */
export async function runSeed(
  seed: number,
  keepTrace = false,
  scenario: Scenario = scenarioOf(seed),
): Promise<Outcome> {
  await cryptoReady;
  return underSeed(makeDice(seed, 'generator'), async () => {
    const world = await makeWorld(scenario, keepTrace);
    const counts: Record<string, number> = {};
    const problems: string[] = [];
    try {
      await begin(world);
      await live(world, counts);
      await heal(world);
      problems.push(...(await comeToRest(world)));
      if (scenario.attack) {
        problems.push(...(await underAttack(world, scenario.attack)));
        problems.push(...(await comeToRest(world)));
      }
      problems.push(...(await judge(world)));
    } catch (error) {
      problems.push(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    const outcome = {
      seed,
      trace: world.trace.hash(),
      problems,
      alarms: [...new Set(world.stations.flatMap(({ alarms }) => [...alarms]))].sort(),
      steps: counts,
      deeds: world.desk.ledger.deeds.length,
      envelopes: world.stations[0]?.workspace.store.get<{ n: number }>('SELECT count(*) AS n FROM envelope')?.n ?? 0,
      lines: world.trace.lines,
    };
    await world.close();
    return outcome;
  });
}

/** A day like any other before the faults: some records, which everybody has, and backups in the evening. */
async function begin(world: World): Promise<void> {
  const { desk, schedule, stations, endpoint, network, scenario } = world;
  for (const station of stations) perform(desk, station, 'several');
  for (const station of [...stations, ...stations]) {
    schedule.spawn(async () => void (await station.sync()));
    await schedule.run();
  }
  const [first] = stations;
  if (first) giveAuthority(world, first);
  await schedule.run();
  for (const station of stations) station.backUp();
  endpoint.backUp();
  network.suffer(scenario.network);
}

async function live(world: World, counts: Record<string, number>): Promise<void> {
  const { scenario, schedule, stations, trace } = world;
  const dice = makeDice(scenario.seed, 'steps');
  for (let step = 0; step < scenario.steps; step++) {
    const name = dice.weighed<StepName>(scenario.weights) ?? 'pause';
    const station = dice.pick(stations);
    counts[name] = (counts[name] ?? 0) + 1;
    if (name !== 'deed' && name !== 'sync') trace.note(station.name, '*', name);
    await STEPS[name](world, station, dice);
    await schedule.run(schedule.now() + dice.int(BETWEEN_MS));
  }
}
