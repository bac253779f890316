/** How owners change who belongs to a simulated clinic: staff, roles, keys, workstations. */
import { join } from 'node:path';
import { readKeyring } from '../../electron/vault/access/keyring.ts';
import { rewrapCount } from '../../electron/vault/access/rewrap.ts';
import { transact } from '../../electron/vault/records/transaction.ts';
import { noteEndpoint } from '../../electron/vault/storage/remotes.ts';
import { approveDevice } from '../../electron/vault/sync/approval.ts';
import { settleAuthority } from '../../electron/vault/sync/authority.ts';
import { ownerSigner } from '../../electron/vault/sync/change-membership.ts';
import { giveMembership } from '../../electron/vault/sync/follow.ts';
import { requestToJoin } from '../../electron/vault/sync/joining.ts';
import { changeUser, moveAuthority, removeDevice, rotate } from '../../electron/vault/sync/members.ts';
import { isReturning } from '../../electron/vault/sync/returning.ts';
import type { Role } from '../../shared/access/roles.ts';
import { ExpectedError } from '../../shared/base/result.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import type { Dice } from './dice.ts';
import { stationName, URL_OF_ENDPOINT } from './founding.ts';
import { makePerson, type Person, rewrap } from './people.ts';
import { activeStations, isKnown } from './standing.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

const ROLES: readonly Role[] = ['owner', 'doctor', 'nurse', 'front-desk'];
/** A clinic does not grow without end. */
const MOST_PEOPLE = 5;
const MOST_STATIONS = 6;
/** A new workstation that nobody approves gives up. */
const PATIENCE_MS = 3600 * 1000;

/** The first workstation gives the log to the endpoint, as the program does when it is connected. */
export function giveAuthority(world: World, station: Station): void {
  world.schedule.spawn(async () => void (await station.manage('authority', settleAuthority)));
}

/** An owner takes somebody on. */
export function addPerson(world: World, station: Station, dice: Dice): void {
  const { people, schedule } = world;
  if (people.length >= MOST_PEOPLE) return;
  const id = `person-${people.length}`;
  const role = dice.pick(ROLES);
  schedule.spawn(async () => {
    const person = await makePerson(id, role, dice);
    world.candidates.push(person);
    await station.manage(`takes on ${id} as ${role}`, async (context) => {
      await changeUser(context, ownerSigner(context.workspace), id, (known) =>
        known ? null : { user: person.user, status: 'active' },
      );
      // of several who were meant, the one whose record holds
      const taken = world.candidates.find((one) => one.user.id === id && isKnown(context.workspace, one));
      if (taken && !people.includes(taken)) people.push(taken);
    });
  });
}

/** An owner gives somebody another role, lets them go, or takes them back. */
export function changePerson(world: World, station: Station, dice: Dice): void {
  const { user } = dice.pick(world.people);
  const role = dice.pick(ROLES);
  const status = dice.chance(0.25) ? ('disabled' as const) : ('active' as const);
  world.schedule.spawn(async () => {
    await station.manage(`makes ${user.id} ${status} ${role}`, (context) =>
      changeUser(context, ownerSigner(context.workspace), user.id, (known) => {
        if (!known) return null;
        const { status: before, ...wrapped } = known;
        return before === status && known.role === role ? null : { user: { ...wrapped, role }, status };
      }),
    );
  });
}

/** Somebody changes their passphrase, wherever they sit, also without a line. */
export function changePassphrase({ schedule, trace }: World, station: Station, dice: Dice): void {
  const { id, sign } = station.person.user;
  if (isReturning(station.workspace.store) && !station.doubtful) return;
  schedule.spawn(async () => {
    const user = station.workspace.members().users.get(id);
    const wrapping = user && (await rewrap(user, dice));
    const outcome = station.act((workspace) => {
      if (!wrapping) return 'not there';
      const { salt: s, passes: c, memory: m, nonce: o, commitment: h, wrapped: w } = wrapping;
      transact(workspace, (reader) => ({
        ops: [{ k: 'p', g: sign, n: rewrapCount(reader, station.person.user) + 1, s, c, m, o, h, w }],
        result: undefined,
      }));
      return 'done';
    });
    if (outcome === 'done') station.membershipChanged();
    trace.note(station.name, 'changes the passphrase of', id, outcome ?? 'fell over');
  });
}

/** An owner begins a new epoch. */
export function rotateKeys(world: World, station: Station): void {
  world.schedule.spawn(async () => {
    await station.manage('rotates', (context) => rotate(context, ownerSigner(context.workspace)));
  });
}

/** An owner removes another workstation; two are left in any case. */
export function removeStation(world: World, station: Station, dice: Dice): void {
  const { deviceHex } = dice.pick(world.stations).workspace.identity;
  world.schedule.spawn(async () => {
    await station.manage(`removes ${deviceHex.slice(0, 8)}`, async (context) => {
      const active = [...context.workspace.members().devices.values()].filter(({ removed }) => !removed);
      if (active.length <= 2) return;
      world.causes.add('workstation-removed');
      await removeDevice(context, ownerSigner(context.workspace), deviceHex, 'stolen');
    });
  });
}

/**
 * Two lists of members: the root decides, as with the printed kit, on a new endpoint at the same address. Who acted last on the other
 * branch has acted for nothing, and is told so.
 */
export async function rootDecides(world: World): Promise<void> {
  const { endpoint, founding, schedule, trace, causes } = world;
  const lengthOf = ({ workspace }: Station): number => workspace.members().roster.length;
  const [station] = activeStations(world).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (!station) return;
  trace.note('*', 'the root decides');
  await endpoint.lose();
  causes.add('cloud-lost-data');
  schedule.spawn(async () => {
    await station.manage('decides for its branch', async (context) => {
      const { workspace } = context;
      const transport = context.transport(URL_OF_ENDPOINT);
      if (!transport) return;
      const given = await giveMembership(workspace, transport);
      workspace.store.transaction((writer) => noteEndpoint(writer, URL_OF_ENDPOINT, given.endpoint));
      const signer = { kind: 'root' as const, root: founding.root };
      await moveAuthority(context, signer, { kind: 'endpoint', key: given.endpoint });
      await giveMembership(workspace, transport);
    });
  });
  await schedule.run();
}

/** A new workstation asks to join, and an owner approves it, again and again until it is there or gives up. */
export function enrol(world: World, station: Station, dice: Dice): void {
  const { schedule, network, trace, folder, stations } = world;
  if (world.enrolling || stations.length >= MOST_STATIONS) return;
  world.enrolling = true;
  const name = stationName(stations.length);
  const files = {
    database: join(folder, `${name.replaceAll(' ', '-')}-new.db`),
    keyring: join(folder, `${name}.keyring`),
  };
  const abort = new AbortController();
  const { owner } = world.founding;
  schedule.at(PATIENCE_MS, () => abort.abort());
  schedule.spawn(async () => {
    try {
      const joining = await requestToJoin({
        remote: URL_OF_ENDPOINT,
        workstation: name,
        files,
        random: dice,
        signal: abort.signal,
        now: schedule.now,
        networkTimeout: 5_000,
        wire: network.wire(name, () => true),
        pause: schedule.pause,
      });
      schedule.spawn(() => approve(world, station, joining.code, abort.signal));
      await joining.approved;
      abort.abort();
      trace.note(name, 'has joined');
      world.join(name, files.database, databaseKey(files.keyring, owner), owner);
    } catch (error) {
      if (!(error instanceof ExpectedError) && !abort.signal.aborted) throw error;
      trace.note(name, 'has not joined');
    } finally {
      world.enrolling = false;
    }
  });
}

async function approve({ schedule }: World, station: Station, code: string, signal: AbortSignal): Promise<void> {
  for (let wait = 10_000; !signal.aborted; wait *= 2) {
    const outcome = await station.manage('approves', async (context) => {
      const transport = context.transport(URL_OF_ENDPOINT);
      if (transport) await approveDevice(context, [{ url: URL_OF_ENDPOINT, transport }], code);
    });
    if (outcome === 'done') return;
    await schedule.pause(wait);
  }
}

function databaseKey(keyring: string, { user, keys }: Person): Uint8Array {
  const slot = readKeyring(keyring)?.users.find((one) => one.user.id === user.id);
  const key = slot?.databaseKey && unseal(slot.databaseKey, keys.box);
  if (!key) throw new Error('a new workstation that its owner cannot open');
  return key;
}
