/** The end of all faults: everybody works, syncs until nothing moves any more. */
import { openAlarms } from '../../electron/vault/storage/remotes.ts';
import { isReturning } from '../../electron/vault/sync/returning.ts';
import { totalOf } from './contents.ts';
import { perform } from './deeds.ts';
import { rootDecides } from './members.ts';
import { renew } from './renewal.ts';
import { activeStations, ownerOf } from './standing.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

/** Rounds in which everybody syncs once; more are never needed. */
const MOST_ROUNDS = 16;
/** What tells people that a workstation needs new keys. */
const ABOUT_KEYS: ReadonlySet<string> = new Set(['equivocation', 'workstation-restored']);

/** Ends all faults. */
export async function heal({ network, endpoint, stations, schedule, trace }: World): Promise<void> {
  network.heal();
  endpoint.setFull(false);
  endpoint.crashAt(0);
  for (const station of stations) {
    station.setFull(false);
    station.crashAt(0);
  }
  await schedule.run();
  trace.note('*', 'all faults have ended');
}

/** Lets everybody sync until they are idle. What kept them from it, if anything did. */
export async function comeToRest(world: World): Promise<string[]> {
  const { endpoint, stations } = world;
  let outcomes: string[] = [];
  let decided = false;
  await everybodySyncs(world);
  signsOfLife(world);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = totalOf(world);
    outcomes = await everybodySyncs(world);
    const active = activeStations(world);
    const idle =
      stations.every((station, n) => outcomes[n] === 'ok' || !active.includes(station)) && totalOf(world) === before;
    if (round >= 1 && (await renewDoubtful(world, outcomes))) continue;
    const forked = !decided && active.some(isForked);
    // an owner knows by then with which list the clinic goes on
    if (round >= 1 && !forked && (await renewUnlisted(world))) continue;
    if (idle && !forked) return [];
    // people read of it, and do what the guide says
    if (forked && round >= 2) {
      await rootDecides(world);
      await everybodySyncs(world);
      signsOfLife(world);
      decided = true;
    } else if (round === 1 && stations.some(({ alarms }) => alarms.has('log-forked'))) await endpoint.restart(true);
  }
  return [`no rest: ${outcomes.join()}`];
}

/** Workstations that read of their keys get new ones, one a round. Whether one did. */
async function renewDoubtful(world: World, outcomes: readonly string[]): Promise<boolean> {
  const active = activeStations(world);
  const found = world.stations.find((station, n) => {
    if (!station.doubtful) return false;
    const alarmed = openAlarms(station.workspace.store).some(({ code }) => ABOUT_KEYS.has(code));
    return !active.includes(station) || (alarmed && outcomes[n] !== 'ok');
  });
  if (!found) return false;
  found.doubtful = false;
  return renew(world, found);
}

/** Workstations that read that they do not stand in the list that holds get new keys, one a round. Whether one did. */
async function renewUnlisted(world: World): Promise<boolean> {
  const active = activeStations(world);
  const found = world.stations.find((station) => !active.includes(station) && isUnlisted(station));
  return found !== undefined && renew(world, found);
}

function isUnlisted({ workspace }: Station): boolean {
  return openAlarms(workspace.store).some(({ code }) => code === 'workstation-unlisted');
}

/** As programs write them: who is shown another list of members learns of it by what others name. */
function signsOfLife(world: World): void {
  for (const station of activeStations(world)) {
    if (isReturning(station.workspace.store)) continue;
    station.person = ownerOf(world, station);
    perform(world.desk, station, 'heartbeat');
  }
}

function isForked({ workspace }: Station): boolean {
  return openAlarms(workspace.store).some(({ code }) => code === 'membership-forked');
}

/** Everybody syncs once, one after the other; how it ended for each. */
export async function everybodySyncs(world: World): Promise<string[]> {
  const outcomes: string[] = [];
  for (const station of world.stations) outcomes.push(await syncs(world, station));
  return outcomes;
}

/** One workstation syncs, and nobody else meanwhile. */
export async function syncs({ schedule }: World, station: Station): Promise<string> {
  let outcome = '';
  schedule.spawn(async () => {
    outcome = await station.sync();
  });
  await schedule.run();
  return outcome;
}
