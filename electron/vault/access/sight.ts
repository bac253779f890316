/** What somebody who is logged in sees: by their role, and for a while of a chart that they opened with a reason. */
import { groupsBehind, type RecordGroup } from '../../../shared/access/groups.ts';
import { type Role, type RoleTable, rightsIn } from '../../../shared/access/roles.ts';

export interface Sight {
  /** Whether records of a type are shown; of one patient's chart where a patient is named. */
  shows(type: string, patient?: string | null): boolean;
  showsGroup(group: RecordGroup, patient?: string | null): boolean;
}

/** What a role sees by a table. `opened`: whether this chart was opened with a reason, and still is. */
export function sightBy(table: RoleTable, role: Role, opened: (patient: string) => boolean): Sight {
  const showsGroup = (group: RecordGroup, patient?: string | null): boolean =>
    rightsIn(table, role, group).access !== 'none' || (typeof patient === 'string' && opened(patient));
  return { showsGroup, shows: (type, patient) => groupsBehind(type).every((group) => showsGroup(group, patient)) };
}
