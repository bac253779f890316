/** Which workstations still belong to the clinic, as the rest of it sees them. */
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
