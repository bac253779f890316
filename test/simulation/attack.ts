/** The last thing that happens in a scenario with a hostile endpoint: the attack, and whether anybody noticed. */
import { dismissAlarm, openAlarms } from '../../electron/vault/storage/remotes.ts';
import { sameBytes } from '../../shared/base/bytes.ts';
import { perform } from './deeds.ts';
import { giveAuthority, rotateKeys } from './members.ts';
import { everybodySyncs, syncs } from './rest.ts';
import { activeStations, ownerOf } from './standing.ts';
import { ATTACKS, type Attack } from './views.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

const ROUNDS = 2;

/** The endpoint of a healed clinic attacks; then somebody honest takes it over. What nobody noticed. */
export async function underAttack(world: World, attack: Attack): Promise<string[]> {
  const { schedule, hostile, endpoint, trace, causes } = world;
  const stations = activeStations(world);
  const [writer, victim] = stations;
  if (!writer || !victim || stations.length < ATTACKS[attack].workstations) return [];
  for (const station of stations) {
    dismissAlarms(station, schedule.now());
    station.person = ownerOf(world, station);
  }
  const { alarms, noticed } = ATTACKS[attack];
  for (const alarm of alarms) causes.add(alarm);
  trace.note(victim.name, '* attacked:', attack);
  hostile.attack(attack, {
    victim: victim.workspace.identity.deviceId,
    writer: writer.workspace.identity.deviceId,
  });
  const staged = STAGED[attack];
  const came = staged ? await staged(world, writer, victim) : true;
  if (!staged) for (let round = 0; round < ROUNDS; round++) await workUnderAttack(world, writer, victim);
  const early = noticedBy(stations, alarms);
  hostile.repent();
  if (noticed === 'afterwards') for (let round = 0; round < 2; round++) await everybodySyncs(world);
  const answered = noticedBy(stations, alarms);
  await endpoint.restart(true);
  causes.add('cloud-lost-data');
  if (!came) return [];
  if (hostile.lies === 0 && !staged) return [`the attack ${attack} never came about`];
  if (noticed === 'at once' ? early : answered) return [];
  return [`nobody noticed the attack ${attack}`];
}

/** False where it could not be done: there was no authority left at which an owner could append. */
type Stage = (world: World, writer: Station, victim: Station) => Promise<boolean>;

/** Attacks on what the endpoint keeps. */
const STAGED: Readonly<Partial<Record<Attack, Stage>>> = {
  // everybody has seen what it then forgets
  'roll back': async (world, writer) => {
    world.endpoint.backUp();
    for (const kind of ['several', 'create'] as const) perform(world.desk, writer, kind);
    for (let round = 0; round < 2; round++) await everybodySyncs(world);
    await world.endpoint.restore(false);
    return true;
  },
  // it lets two owners append behind the same record
  'fork the members': async (world, writer, victim) => {
    for (const alarm of ATTACKS['roll back'].alarms) world.causes.add(alarm);
    giveAuthority(world, writer);
    await world.schedule.run();
    for (let round = 0; round < 2; round++) await everybodySyncs(world);
    world.endpoint.backUp();
    rotateKeys(world, writer);
    await world.schedule.run();
    await world.endpoint.restore(false);
    rotateKeys(world, victim);
    await world.schedule.run();
    for (const station of [writer, victim]) perform(world.desk, station, 'create');
    return !sameBytes(headOf(writer), headOf(victim));
  },
};

/** The writer writes, the others see it and write, and then the victim is lied to. */
async function workUnderAttack(world: World, writer: Station, victim: Station): Promise<void> {
  const others = activeStations(world).filter((station) => station !== victim && station !== writer);
  for (const kind of ['several', 'create'] as const) perform(world.desk, writer, kind);
  await syncs(world, writer);
  for (const other of others) {
    await syncs(world, other);
    perform(world.desk, other, 'create');
    await syncs(world, other);
  }
  await syncs(world, victim);
  perform(world.desk, victim, 'create');
  await syncs(world, victim);
}

function headOf({ workspace }: Station): Uint8Array {
  return workspace.members().roster.head;
}

function noticedBy(stations: readonly Station[], alarms: readonly string[]): boolean {
  return stations.some(({ workspace }) => openAlarms(workspace.store).some(({ code }) => alarms.includes(code)));
}

/** A person has read them; what happens again comes back. */
function dismissAlarms({ workspace: { store } }: Station, now: number): void {
  for (const { code } of openAlarms(store)) store.transaction((writer) => dismissAlarm(writer, code, now));
}
