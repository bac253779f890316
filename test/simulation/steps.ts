/** What happens in a simulation, step by step: people's deeds, syncs, and every fault. */

import { isReturning } from '../../electron/vault/sync/returning.ts';
import { perform } from './deeds.ts';
import type { Dice } from './dice.ts';
import { stationName } from './founding.ts';
import { addPerson, changePassphrase, changePerson, enrol, removeStation, rotateKeys } from './members.ts';
import { merge, part } from './merging.ts';
import type { StepName } from './scenario.ts';
import { existsAnywhere } from './whereabouts.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Statements of a deed or of a page that is taken, about. */
const STATEMENTS = 60;
const ENDPOINT_STATEMENTS = 12;
const MOST_STATIONS = 6;
const PAUSE_MS = 3600 * 1000;

type Step = (world: World, station: Station, dice: Dice) => void | Promise<void>;

const running =
  (step: Step): Step =>
  (world, station, dice) => {
    if (station.running) return step(world, station, dice);
  };

/** Whoever restores a workstation lets it sync before they work on. */
const working = (step: Step): Step =>
  running((world, station, dice) => {
    if (station.doubtful || !isReturning(station.workspace.store)) return step(world, station, dice);
  });

/** By name; each is given a workstation that was drawn. */
export const STEPS: Readonly<Record<StepName, Step>> = {
  deed: working(({ desk }, station) => perform(desk, station)),
  'patients merged': working(({ desk }, station, dice) => merge(desk, station, dice)),
  'patient parted': working(({ desk }, station, dice) => part(desk, station, dice)),
  sync: running(({ schedule }, station) => {
    if (!station.busy) schedule.spawn(async () => void (await station.sync()));
  }),
  pause: ({ schedule }, _, dice) => schedule.run(schedule.now() + dice.int(PAUSE_MS)),
  crash: running((_, station) => station.crash()),
  'crash at a statement': running((_, station, dice) => station.crashAt(1 + dice.int(STATEMENTS))),
  'disk full': running((_, station) => station.setFull(true)),
  'disk free': (_, station) => station.setFull(false),
  'cable out': ({ network }, station) => network.cut(station.name, true),
  'cable in': ({ network }, station) => network.cut(station.name, false),
  'clock moved': (_, station, dice) => {
    station.skew = dice.chance(0.3) ? 0 : (dice.int(2000) / 1000 - 1) * 6 * YEAR_MS;
  },
  'workstation backed up': running((_, station) => station.backUp()),
  'workstation restored': running((world, station) => {
    station.setFull(false);
    station.restore(true);
    writeOff(world);
  }),
  'somebody else sits down': running(({ people }, station, dice) => {
    station.person = dice.pick(people);
  }),
  'person taken on': running(addPerson),
  'person changed': running(changePerson),
  'passphrase changed': running(changePassphrase),
  'keys rotated': running(rotateKeys),
  'workstation removed': running(removeStation),
  'workstation enrolled': running(enrol),
  'workstation restored, works on': running((world, station) => fallBack(world, station, true)),
  'workstation rolled back': running((world, station) => fallBack(world, station, false)),
  'workstation copied': running((world, station) => {
    if (world.stations.length >= MOST_STATIONS) return;
    const { file, key } = station.copy();
    world.join(stationName(world.stations.length), file, key, station.person);
    for (const one of [station, world.stations.at(-1)]) if (one) one.doubtful = true;
    doubtKeys(world);
  }),
  'endpoint killed': ({ endpoint }, _, dice) => endpoint.crashAt(1 + dice.int(ENDPOINT_STATEMENTS)),
  'endpoint restarted': ({ endpoint }) => endpoint.restart(false),
  'endpoint full': ({ endpoint }) => endpoint.setFull(true),
  'endpoint free': ({ endpoint }) => endpoint.setFull(false),
  'endpoint backed up': ({ endpoint }) => endpoint.backUp(),
  'endpoint restored': async (world) => endpointFallsBack(world, true),
  'endpoint rolled back': async (world) => endpointFallsBack(world, false),
  'endpoint lost': async (world) => {
    await world.endpoint.lose();
    world.causes.add('cloud-lost-data');
    writeOff(world);
  },
};

/** It becomes what it was at its backup, and whoever sits there works on at once. */
function fallBack(world: World, station: Station, told: boolean): void {
  station.setFull(false);
  station.restore(told);
  station.doubtful = true;
  doubtKeys(world);
  writeOff(world);
}

/** Keys that sign two histories are found out, and replaced. */
function doubtKeys({ causes }: World): void {
  for (const alarm of ['equivocation', 'workstation-restored', 'workstation-removed']) causes.add(alarm);
}

async function endpointFallsBack(world: World, told: boolean): Promise<void> {
  const { endpoint, causes } = world;
  await endpoint.restore(told);
  causes.add('cloud-lost-data');
  // of two owners each may append where the endpoint has forgotten the other
  for (const alarm of ['membership-forked', 'membership-withheld', 'workstation-unlisted']) causes.add(alarm);
  // grown again past what a workstation had read, it shows another order
  if (!told) for (const alarm of ['log-forked', 'log-withheld']) causes.add(alarm);
  writeOff(world);
}

/** What was on the only disk that had it is gone for good. */
function writeOff(world: World): void {
  world.desk.ledger.writeOff((deed) => existsAnywhere(world, deed.envelope));
}
