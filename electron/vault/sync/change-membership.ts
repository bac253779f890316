/**
 * Changes who belongs to the clinic: makes a record on the newest state of the log and appends it at the log's authority by
 * compare-and-swap. The authority is this workstation while there is no cloud, or one endpoint that the log names.
 */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import { epochKey, hasMembership, type Members } from '../access/membership.ts';
import type { RecordContext, RecordSigner } from '../access/membership-records.ts';
import { activeUser, type Workspace } from '../records/workspace.ts';
import type { Reader } from '../storage/database.ts';
import { listRemotes } from '../storage/remotes.ts';
import { followMembership } from './follow.ts';
import { takeMembership } from './membership.ts';
import { RefusedError, type Transport } from './transport.ts';

/** What a change of membership needs of the open clinic. */
export interface MembershipContext {
  readonly workspace: Workspace;
  /** How a remote is spoken to, by its address. */
  transport(url: string): Transport | undefined;
  /** Told as soon as the log grew here. */
  readonly membershipChanged: () => void;
}

/** The record that makes a change, on the log as it stands; null where there is nothing (more) to change. */
export type Plan = (context: RecordContext, members: Members, reader: Reader) => Uint8Array | null;

/** Others may append at the same moment, but not for ever. */
const TRIES = 8;

/**
 * Makes one change. `where`: at the log's authority, or here alone, which only the root may: it decides where the authority is gone. Raises not-enrolled, not-allowed, not-authority, the transport's failures and cloud-alarm; then nothing was changed that is not
 * taken up by the next sync.
 */
export async function changeMembership(
  context: MembershipContext,
  signer: RecordSigner,
  plan: Plan,
  where: 'at the authority' | 'here' = 'at the authority',
): Promise<void> {
  const { workspace } = context;
  const { store } = workspace;
  for (let tries = 0; tries < TRIES; tries++) {
    const authority = where === 'here' ? null : await authorityNow(context);
    if (authority) await followMembership(context, authority);
    const members = workspace.members();
    if (signer.kind === 'owner' && members.devices.get(signer.device.deviceHex)?.removed)
      raise(
        'not-enrolled',
        'This workstation was removed from the clinic. Nothing was changed. Make this change on another workstation.',
      );
    const record = plan(
      {
        roster: members.roster,
        epochKey: epochKey(store, members.epoch),
        signer,
        random: workspace.random,
        now: workspace.clock.now(),
      },
      members,
      store,
    );
    if (!record) return;
    if (authority && !(await appended(authority.transport, record))) continue;
    // a sync that went on meanwhile may have brought it already
    const taken = store.transaction((writer) =>
      hasMembership(writer, record) ? undefined : takeMembership(workspace, writer, [record]),
    );
    if (taken === null) continue;
    // at once: whatever fails from here on, this workstation knows its clinic
    context.membershipChanged();
    if (taken && taken.types.size > 0) workspace.touched(taken, 'elsewhere');
    return;
  }
  raise('cloud-busy', 'Others change the members of the clinic at the same time. Nothing was changed; try again.');
}

/** The owner who is logged in, at this workstation. Raises locked, not-allowed. */
export function ownerSigner(workspace: Workspace): RecordSigner {
  const user = activeUser(workspace);
  const members = workspace.members();
  const listed = members.roster.owners.some((owner) => sameBytes(owner, user.keys.sign.publicKey));
  // of a clinic of 0.1.0 nobody is listed yet: its first owner claims it by this
  if (!listed && (members.roster.owners.length > 0 || user.role !== 'owner'))
    raise('not-allowed', 'Only an owner of the clinic can change who belongs to it. Nothing was changed.');
  return { kind: 'owner', userId: user.id, user: user.keys.sign, device: workspace.identity };
}

async function appended(transport: Transport, record: Uint8Array): Promise<boolean> {
  try {
    await transport.appendMembership({ record });
    return true;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.error === 'head-moved') return false;
    throw error;
  }
}

/** Asks the remotes before it says that the authority is out of reach: it may have been moved since the last sync. */
async function authorityNow(context: MembershipContext): Promise<ReturnType<typeof authorityOf>> {
  try {
    return authorityOf(context);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.failure.code !== 'not-authority') throw error;
  }
  for (const { url } of listRemotes(context.workspace.store)) {
    const transport = context.transport(url);
    try {
      if (transport) await followMembership(context, { transport });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error; // what cannot be asked now says nothing
    }
  }
  return authorityOf(context);
}

/** The remote that is the authority; null where it is this workstation. Raises not-authority. */
function authorityOf({ workspace, transport }: MembershipContext): { url: string; transport: Transport } | null {
  const { store, identity } = workspace;
  const { roster, devices } = workspace.members();
  const { authority } = roster;
  if (authority.kind === 'device') {
    if (sameBytes(authority.id, identity.deviceId)) return null;
    const name = [...devices.values()].find(({ keys }) => sameBytes(keys.id, authority.id))?.name ?? '';
    return raise(
      'not-authority',
      `Who belongs to the clinic is kept on another workstation (${name}). Make this change there, or connect that one to a cloud.`,
      { name },
    );
  }
  const url = listRemotes(store).find(({ endpointKey }) => endpointKey && sameBytes(endpointKey, authority.key))?.url;
  const known = url === undefined ? undefined : transport(url);
  if (url === undefined || !known)
    return raise(
      'not-authority',
      'Who belongs to the clinic is kept at a cloud that this workstation is not connected to. Connect it, or make this change elsewhere.',
      { name: '' },
    );
  return { url, transport: known };
}
