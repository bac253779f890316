import { afterEach, beforeAll, expect, it } from 'vitest';
import { readMembers } from '../../../electron/vault/access/membership.ts';
import { removeDeviceRecord } from '../../../electron/vault/access/membership-records.ts';
import { logEnd } from '../../../electron/vault/storage/log.ts';
import { ownerSigner } from '../../../electron/vault/sync/change-membership.ts';
import { rotate } from '../../../electron/vault/sync/members.ts';
import { takeMembership } from '../../../electron/vault/sync/membership.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { recordContext } from '../../support/records.ts';
import { cleanUp } from '../../support/vaults.ts';
import { makeClinic } from '../attack/clinic.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

it('an owner at a workstation that was removed is told so when they change who belongs to the clinic', async () => {
  const clinic = await makeClinic();
  const workspace = { ...clinic.workspace, members: () => readMembers(clinic.store) };
  const elsewhere = recordContext(clinic.store, clinic.user, clinic.keys, clinic.hostile);
  const { deviceId } = clinic.honest;
  const removal = removeDeviceRecord(elsewhere, deviceId, logEnd(clinic.store, deviceId), 'stolen');
  const taken = clinic.store.transaction((writer) => takeMembership(workspace, writer, [removal]));
  expect(taken).not.toBeNull();
  const context = { workspace, transport: () => undefined, membershipChanged: () => undefined };
  await expect(rotate(context, ownerSigner(workspace))).rejects.toMatchObject({ failure: { code: 'not-enrolled' } });
});
