/** The role table as a page edits it: one right at a time, and what differs from before in steps that can be read. */
import { RECORD_GROUPS, type RecordGroup } from '../../../shared/access/groups.ts';
import {
  CAPABILITIES,
  type Flag,
  type Rights,
  type RoleTable,
  rightsIn,
  TABLE_ROLES,
  type TableRole,
} from '../../../shared/access/roles.ts';

export const FLAGS: readonly Flag[] = ['remove', 'sign', 'amend'];
type Grantable = (typeof CAPABILITIES)[number];

/** The table with another access of a role to a group; what may be done beyond writing goes with the writing. */
export function withAccess(table: RoleTable, role: TableRole, group: RecordGroup, access: Rights['access']): RoleTable {
  const rights = rightsIn(table, role, group);
  return withRights(table, role, group, access === 'write' ? { ...rights, access } : { ...NOTHING_MORE, access });
}

/** The table with a right beyond writing given or taken. */
export function withFlag(table: RoleTable, role: TableRole, group: RecordGroup, flag: Flag, on: boolean): RoleTable {
  return withRights(table, role, group, { ...rightsIn(table, role, group), [flag]: on });
}

/** The table with a capability given or taken. */
export function withCapability(table: RoleTable, role: TableRole, capability: Grantable, on: boolean): RoleTable {
  const own = table.roles[role];
  const others = own.may.filter((one) => one !== capability);
  return { ...table, roles: { ...table.roles, [role]: { ...own, may: on ? [...others, capability] : others } } };
}

/** One difference between two tables. */
export type Change =
  | { readonly role: TableRole; readonly group: RecordGroup; readonly before: Rights; readonly after: Rights }
  | { readonly role: TableRole; readonly capability: Grantable; readonly granted: boolean };

/** What differs, role by role. */
export function changesIn(before: RoleTable, after: RoleTable): Change[] {
  return TABLE_ROLES.flatMap((role): Change[] => [
    ...RECORD_GROUPS.flatMap((group) => {
      const [was, is] = [rightsIn(before, role, group), rightsIn(after, role, group)];
      return sameRights(was, is) ? [] : [{ role, group, before: was, after: is }];
    }),
    ...CAPABILITIES.flatMap((capability) => {
      const [was, granted] = [before, after].map((table) => table.roles[role].may.includes(capability));
      return was === granted ? [] : [{ role, capability, granted: granted === true }];
    }),
  ]);
}

const NOTHING_MORE = { remove: false, sign: false, amend: false };

function withRights(table: RoleTable, role: TableRole, group: RecordGroup, rights: Rights): RoleTable {
  const own = table.roles[role];
  const groups = { ...own.groups, [group]: rights };
  return { ...table, roles: { ...table.roles, [role]: { ...own, groups } } };
}

function sameRights(a: Rights, b: Rights): boolean {
  return a.access === b.access && FLAGS.every((flag) => a[flag] === b[flag]);
}
