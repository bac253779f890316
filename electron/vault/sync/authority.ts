/** Keeps the authority over the membership log where it belongs: at the clinic's first cloud, as soon as there is one. */

import { sameBytes } from '../../../shared/base/bytes.ts';
import { attempt } from '../../../shared/base/result.ts';
import { listRemotes, noteEndpoint } from '../storage/remotes.ts';
import { type MembershipContext, ownerSigner } from './change-membership.ts';
import { giveMembership } from './follow.ts';
import { claimClinic, moveAuthority } from './members.ts';

/**
 * With an owner logged in: claims a clinic of 0.1.0, whose log knows no owner; moves the authority from this workstation to its
 * first cloud, so that every owner can change members from any workstation. Otherwise, or without a line, it is left as it is.
 */
export async function settleAuthority(context: MembershipContext): Promise<void> {
  const { workspace } = context;
  const { store, identity } = workspace;
  if (workspace.user()?.role !== 'owner') return;
  await attempt(async () => {
    const { roster } = workspace.members();
    if (roster.owners.length === 0) await claimClinic(context, ownerSigner(workspace));
    if (roster.authority.kind !== 'device' || !sameBytes(roster.authority.id, identity.deviceId)) return;
    const [remote] = listRemotes(store);
    const transport = remote && context.transport(remote.url);
    if (!remote || !transport) return;
    const key = remote.endpointKey ?? (await giveMembership(workspace, transport)).endpoint;
    if (!remote.endpointKey) store.transaction((writer) => noteEndpoint(writer, remote.url, key));
    await moveAuthority(context, ownerSigner(workspace), { kind: 'endpoint', key });
    await giveMembership(workspace, transport);
  });
}
