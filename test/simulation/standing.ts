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

/** An owner whom a workstation knows, one whom all of them know if there is any; there is one in any case. */
export function ownerOf({ candidates }: World, station: Station, ...others: Station[]): Person {
  const owners = candidates.filter((one) => isOwner(station, one));
  const [found] = [...owners.filter((one) => others.every((other) => isOwner(other, one))), ...owners];
  if (!found) throw new Error('a clinic without an owner');
  return found;
}

function isOwner({ workspace }: Station, person: Person): boolean {
  const known = workspace.members().users.get(person.user.id);
  return known?.status === 'active' && known.role === 'owner' && isKnown(workspace, person);
}

/** Whether a workstation knows a person, by their keys: a record of others under the same name may have been quicker. */
export function isKnown(workspace: Workspace, { user }: Person): boolean {
  const known = workspace.members().users.get(user.id);
  return known !== undefined && sameBytes(known.sign, user.sign);
}
