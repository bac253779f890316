/** A workstation whose keys signed two histories gets new ones, approved by an owner elsewhere, and writes again what only it has. */
import { join } from 'node:path';
import { codeMailbox } from '../../electron/vault/crypto/code.ts';
import { approveDevice } from '../../electron/vault/sync/approval.ts';
import { ownerSigner } from '../../electron/vault/sync/change-membership.ts';
import { waitForAnswer } from '../../electron/vault/sync/joining.ts';
import { removeDevice } from '../../electron/vault/sync/members.ts';
import { newWorkstation } from '../../electron/vault/sync/newcomer.ts';
import { renewedDatabase } from '../../electron/vault/sync/renewed.ts';
import { mailboxName, putEnrolmentRequest } from '../../electron/vault/sync/transport.ts';
import { URL_OF_ENDPOINT } from './founding.ts';
import { activeStations, ownerOf } from './standing.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 5_000;

/** Renews a workstation; false where nobody else is there who could approve it, or could do so now. */
export async function renew(world: World, station: Station): Promise<boolean> {
  const { schedule, network, trace, causes } = world;
  const before = station.workspace.identity.deviceHex;
  const approver = activeStations(world).find(({ workspace }) => workspace.identity.deviceHex !== before);
  if (!approver) return false;
  approver.person = ownerOf(world, approver);
  // somebody whom both know as an owner: another is refused there, and an owner has to ask again
  station.person = ownerOf(world, station, approver);
  const { user, keys } = station.person;
  const wire = network.wire(station.name, () => true);
  const newcomer = newWorkstation(station.workspace.identity.name, station.workspace.random);
  const { code, device, sealedName } = newcomer;
  const mailbox = mailboxName(codeMailbox(code));
  schedule.spawn(async () => {
    await putEnrolmentRequest(URL_OF_ENDPOINT, mailbox, { device, sealedName }, TIMEOUT_MS, wire);
    const approved = await approver.manage('approves new keys', async (context) => {
      const transport = context.transport(URL_OF_ENDPOINT);
      if (transport) await approveDevice(context, [{ url: URL_OF_ENDPOINT, transport }], code);
    });
    if (approved !== 'done') return;
    const { signal } = new AbortController();
    const options = { signal, now: schedule.now, networkTimeout: TIMEOUT_MS, wire, pause: schedule.pause };
    const sealed = await waitForAnswer(URL_OF_ENDPOINT, mailbox, options);
    await station.replace(async ({ workspace, file: database, key }) => {
      const { clinicId, deviceId } = workspace.identity;
      const file = join(world.folder, `renewed-${device.id.join('')}.db`);
      const { clock, random } = workspace;
      const renewed = { url: URL_OF_ENDPOINT, newcomer, user, keys, key, signal, database, file, wire };
      const rest = { keyring: { clinicId, deviceId }, options: { clock, random, networkTimeout: TIMEOUT_MS } };
      const again = await renewedDatabase({ ...renewed, ...rest }, sealed);
      trace.note(station.name, 'writes again', again.transactions, 'and leaves', again.left);
      if (again.left > 0) causes.add('left-behind');
      return file;
    });
    await station.manage('removes its old keys', (context) =>
      removeDevice(context, ownerSigner(context.workspace), before, 'renewed'),
    );
  });
  await schedule.run();
  if (station.workspace.identity.deviceHex === before) {
    station.doubtful = true;
    return false;
  }
  world.renewals += 1;
  return true;
}
