/** Which workstations still belong to the clinic, as the rest of it sees them. */
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import { sameBytes } from '../../shared/base/bytes.ts';
import type { Person } from './people.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

/** Workstations that were not removed, by the longest membership log that anybody has. */
export function activeStations({ stations }: World): Station[] {
  const lengthOf = ({ workspace }: Station): number => workspace.members().roster.length;
  const [newest] = stations.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const devices = newest?.workspace.members().devices;
  return stations.filter(({ workspace }) => {
    const member = devices?.get(workspace.identity.deviceHex);
    return member !== undefined && !member.removed;
  });
}

/** An owner whom a workstation knows; there is one in any case. */
export function ownerOf({ candidates }: World, { workspace }: Station): Person {
  const { users } = workspace.members();
  const found = candidates.find((one) => {
    const known = users.get(one.user.id);
    return known?.status === 'active' && known.role === 'owner' && isKnown(workspace, one);
  });
  if (!found) throw new Error('a clinic without an owner');
  return found;
}

/** Whether a workstation knows a person, by their keys: a record of others under the same name may have been quicker. */
export function isKnown(workspace: Workspace, { user }: Person): boolean {
  const known = workspace.members().users.get(user.id);
  return known !== undefined && sameBytes(known.sign, user.sign);
}
