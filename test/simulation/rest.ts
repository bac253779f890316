/** The end of all faults: everybody works, syncs until nothing moves any more. */
import { dismissAlarm, openAlarms } from '../../electron/vault/storage/remotes.ts';
import { totalOf } from './contents.ts';
import { perform } from './deeds.ts';
import { ATTACKS } from './hostile.ts';
import type { Station } from './workstation.ts';
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
  const unnoticed = await underAttack(world);
  let outcomes: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = totalOf(world);
    outcomes = await everybodySyncs(world);
    if (outcomes.every((outcome) => outcome === 'ok') && totalOf(world) === before) return unnoticed;
    // the operator reads of it, and does what the guide says
    if (stations.some(({ alarms }) => alarms.has('log-forked')) && round === 1) await endpoint.restart(true);
  }
  return [...unnoticed, `no rest: ${outcomes.join()}`];
}

/** The endpoint attacks a workstation that has something to read; somebody else takes it over then. What nobody noticed. */
async function underAttack(world: World): Promise<string[]> {
  const { scenario, schedule, stations, hostile, endpoint, desk, trace, causes } = world;
  const { attack } = scenario;
  const [writer, victim] = stations;
  if (!attack || !writer || !victim) return [];
  for (let round = 0; round < 2; round++) await everybodySyncs(world);
  for (const kind of ['several', 'create'] as const) perform(desk, writer, kind);
  await syncs(world, writer);
  trace.note(victim.name, '* attacked:', attack);
  dismissAlarms(victim, schedule.now());
  for (const alarm of ATTACKS[attack]) causes.add(alarm);
  hostile.attack(attack, victim.name);
  await syncs(world, victim);
  hostile.repent();
  await endpoint.restart(true);
  causes.add('cloud-lost-data');
  const open = openAlarms(victim.workspace.store).map(({ code }) => code);
  const answered = ATTACKS[attack].some((alarm) => open.includes(alarm));
  if (hostile.lies === 0) return [`the attack ${attack} never came about`];
  return answered ? [] : [`nobody noticed the attack ${attack}`];
}

/** A person has read them; what happens again comes back. */
function dismissAlarms(station: Station, now: number): void {
  const { store } = station.workspace;
  for (const { code } of openAlarms(store)) store.transaction((writer) => dismissAlarm(writer, code, now));
}

async function everybodySyncs(world: World): Promise<string[]> {
  const outcomes: string[] = [];
  for (const station of world.stations) outcomes.push(await syncs(world, station));
  return outcomes;
}

/** One workstation syncs, and nobody else meanwhile. */
async function syncs({ schedule }: World, station: Station): Promise<string> {
  let outcome = '';
  schedule.spawn(async () => {
    outcome = await station.sync();
  });
  await schedule.run();
  return outcome;
}
