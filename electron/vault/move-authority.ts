/** Moves the authority over the membership log to another cloud: by an owner while the former one answers, by the kit whatever became of it. */
import { raise } from '../../shared/base/result.ts';
import type { RecoverySecret } from '../../shared/bridge/kit.ts';
import { normaliseAddress } from '../../shared/protocol/address.ts';
import type { RecordSigner } from './access/membership-records.ts';
import { refuseOtherClinic, rootOf, wipeRoot } from './access/recovery.ts';
import { openClinicOf, type VaultCore } from './core.ts';
import { type OpenClinic, remoteOf } from './open-clinic.ts';
import { addRemote, findRemote, noteEndpoint } from './storage/remotes.ts';
import { ownerSigner } from './sync/change-membership.ts';
import { giveMembership } from './sync/follow.ts';
import { moveAuthority } from './sync/members.ts';
import { awaitOwn } from './sync/returning.ts';
import { memberTransport } from './sync/transport.ts';

interface Moving {
  /** Absent where the former authority still answers: then the owner who is logged in decides. */
  readonly secret?: RecoverySecret | undefined;
  readonly remote: string;
  readonly token?: string | undefined;
}

/**
 * Moves it, and connects to that cloud where it is not known here. Other workstations take it over when they hear of it from any remote.
 * Raises remote-invalid, phrase-other-clinic, the transport's failures, and without the kit not-allowed and not-authority.
 */
export async function moveAuthorityTo(core: VaultCore, { secret, ...to }: Moving): Promise<{ url: string }> {
  const clinic = openClinicOf(core);
  if (!secret) return move(core, clinic, ownerSigner(clinic.workspace), to);
  const root = await rootOf(secret);
  try {
    refuseOtherClinic(root, clinic.workspace.members().roster.clinicId);
    return await move(core, clinic, { kind: 'root', root: root.keys }, to);
  } finally {
    wipeRoot(root);
  }
}

async function move(
  core: VaultCore,
  clinic: OpenClinic,
  signer: RecordSigner,
  { remote, token }: Omit<Moving, 'secret'>,
): Promise<{ url: string }> {
  const { store, identity } = clinic.workspace;
  const url =
    normaliseAddress(remote) ??
    raise('remote-invalid', 'This is no address of a cloud. It begins with https:// (or http:// in the clinic).');
  const transport = clinic.remotes.get(url)?.transport ?? memberTransport(url, identity, core.options.networkTimeout);
  const { endpoint } = await giveMembership(clinic.workspace, transport, token);
  const known = findRemote(store, url);
  store.transaction((writer) => {
    if (known) return noteEndpoint(writer, url, endpoint);
    addRemote(writer, url, core.options.clock.now(), endpoint);
    awaitOwn(writer, [url]);
  });
  await moveAuthority(clinic.membership, signer, { kind: 'endpoint', key: endpoint });
  if (!known) clinic.connect(url);
  await giveMembership(clinic.workspace, remoteOf(clinic, url).transport);
  clinic.tellStatus();
  return { url };
}
