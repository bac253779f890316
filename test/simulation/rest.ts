/** The end of all faults: everybody works, syncs until nothing moves any more. */
import { totalOf } from './contents.ts';
import type { World } from './world.ts';

/** Rounds in which everybody syncs once; more are never needed. */
const MOST_ROUNDS = 8;

/** Heals everything and lets everybody sync until they are idle. What kept them from it, if anything did. */
export async function comeToRest(world: World): Promise<string[]> {
  const { network, endpoint, stations, schedule, trace } = world;
  network.heal();
  endpoint.setFull(false);
  endpoint.crashAt(0);
  for (const station of stations) {
    station.setFull(false);
    station.crashAt(0);
  }
  await schedule.run();
  trace.note('*', 'all faults have ended');
  let outcomes: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = totalOf(world);
    outcomes = await everybodySyncs(world);
    if (outcomes.every((outcome) => outcome === 'ok') && totalOf(world) === before) return [];
    // the operator reads of it, and does what the guide says
    if (stations.some(({ alarms }) => alarms.has('log-forked')) && round === 1) await endpoint.restart(true);
  }
  return [`no rest: ${outcomes.join()}`];
}

async function everybodySyncs({ stations, schedule }: World): Promise<string[]> {
  const outcomes: string[] = [];
  for (const station of stations) {
    schedule.spawn(async () => void outcomes.push(await station.sync()));
    await schedule.run();
  }
  return outcomes;
}
