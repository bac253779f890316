import { ExpectedError } from '../../../shared/base/result.ts';
import type { memberCalls } from '../../../shared/bridge/members.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import type { OpenClinic } from '../open-clinic.ts';
import { decideQuarantine, listQuarantine } from '../records/quarantine.ts';
import { ownerSigner } from '../sync/change-membership.ts';
import { removeDevice, rotate } from '../sync/members.ts';
import type { HandlersOf } from './contract.ts';

export const memberHandlers: HandlersOf<typeof memberCalls> = {
  'device.revoke': async (core, { deviceId, reason }) => {
    const clinic = await synced(core);
    await removeDevice(clinic.membership, ownerSigner(clinic.workspace), deviceId, reason);
    sendSoon(clinic);
    return { deviceId };
  },
  'device.rotate': async (core) => {
    const clinic = await synced(core);
    await rotate(clinic.membership, ownerSigner(clinic.workspace));
    sendSoon(clinic);
    return { epoch: clinic.workspace.members().epoch };
  },
  'quarantine.list': (core) => listQuarantine(openClinicOf(core).workspace),
  'quarantine.decide': (core, { id, decision }) => {
    const clinic = openClinicOf(core);
    decideQuarantine(clinic.workspace, id, decision);
    clinic.tellStatus();
    return { id };
  },
};

/** What is taken from whoever is removed is what is known here: so everything that any remote has comes first. Raises the sync's failures. */
async function synced(core: VaultCore): Promise<OpenClinic> {
  const clinic = openClinicOf(core);
  for (const { runner } of clinic.remotes.values()) {
    const result = await runner.now();
    if (!result.ok) throw new ExpectedError(result.error);
  }
  return clinic;
}

/** The other remotes carry the log, too. */
function sendSoon(clinic: OpenClinic): void {
  for (const { runner } of clinic.remotes.values()) runner.nudge();
}
