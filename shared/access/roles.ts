/**
 * Roles, and what each of them may do: a table per role and record group, kept in the membership log, so that every workstation
 * judges by the same one. The owner and the analyst do not stand in it: the owner may do everything, whatever a table says,
 * and the analyst's key opens no record at all.
 */
import { z } from 'zod';
import { groupOf, groupsBehind, type RecordGroup } from './groups.ts';

export const ROLES = ['owner', 'doctor', 'nurse', 'front-desk', 'analyst', 'auditor'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Roles that a table speaks of. */
export const TABLE_ROLES = ['doctor', 'nurse', 'front-desk', 'auditor'] as const;
export type TableRole = (typeof TABLE_ROLES)[number];

/** What a table may allow a role beside reading and writing records. */
export const CAPABILITIES = [
  'import',
  'export',
  'print',
  'analysis',
  'audit',
  'backup',
  'settings',
  'break-glass',
] as const;
/** What only an owner may do: it takes the owner's key, or it cannot be undone. */
export const OWNER_CAPABILITIES = ['users', 'roles', 'devices', 'sync', 'redact', 'recovery'] as const;
export type Capability = (typeof CAPABILITIES)[number] | (typeof OWNER_CAPABILITIES)[number];

/** What a role may do with the records of a group. `remove`: delete, bring back, mark as entered in error. */
export const Rights = z.strictObject({
  access: z.enum(['none', 'read', 'write']),
  remove: z.boolean(),
  sign: z.boolean(),
  amend: z.boolean(),
});
export type Rights = z.infer<typeof Rights>;

const RoleRights = z.strictObject({
  /** By group. One that is missing is closed; one that this program does not know belongs to a later version. */
  groups: z.record(z.string().max(40), Rights),
  may: z.array(z.string().max(40)).max(100),
});

/** Part of the wire format: travels in the membership record `roles`. */
export const RoleTable = z.strictObject({
  v: z.literal(1),
  roles: z.strictObject({ doctor: RoleRights, nurse: RoleRights, 'front-desk': RoleRights, auditor: RoleRights }),
});
export type RoleTable = z.infer<typeof RoleTable>;

const NONE: Rights = { access: 'none', remove: false, sign: false, amend: false };
const READ: Rights = { ...NONE, access: 'read' };
const WRITE: Rights = { ...NONE, access: 'write' };
const ALL: Rights = { access: 'write', remove: true, sign: true, amend: true };

type Groups = Readonly<Record<RecordGroup, Rights>>;

const DOCTOR: Groups = {
  registration: ALL,
  scheduling: ALL,
  clinical: ALL,
  care: ALL,
  medication: ALL,
  results: ALL,
  documents: ALL,
  billing: WRITE,
  administration: WRITE,
};
const NURSE: Groups = {
  registration: WRITE,
  scheduling: WRITE,
  clinical: READ,
  care: ALL,
  medication: READ,
  results: ALL,
  documents: { ...WRITE, amend: true },
  billing: READ,
  administration: READ,
};
const CLOSED: Groups = {
  registration: NONE,
  scheduling: NONE,
  clinical: NONE,
  care: NONE,
  medication: NONE,
  results: NONE,
  documents: NONE,
  billing: NONE,
  administration: NONE,
};
const FRONT_DESK: Groups = {
  ...CLOSED,
  registration: { ...WRITE, remove: true, amend: true },
  scheduling: { ...WRITE, remove: true, amend: true },
  billing: { ...WRITE, remove: true, amend: true },
  administration: READ,
};
const AUDITOR: Groups = { ...CLOSED, registration: READ, administration: READ };

/** What holds until an owner changes it. */
export const DEFAULT_ROLES: RoleTable = {
  v: 1,
  roles: {
    doctor: { groups: DOCTOR, may: ['import', 'export', 'print', 'analysis', 'settings', 'break-glass'] },
    nurse: { groups: NURSE, may: ['print', 'break-glass'] },
    'front-desk': { groups: FRONT_DESK, may: ['print', 'break-glass'] },
    auditor: { groups: AUDITOR, may: ['audit'] },
  },
};

/** What a role may do with the records of a group. */
export function rightsIn(table: RoleTable, role: Role, group: RecordGroup): Rights {
  if (role === 'owner') return ALL;
  if (role === 'analyst') return NONE;
  const { groups } = table.roles[role];
  return (Object.hasOwn(groups, group) ? groups[group] : undefined) ?? NONE;
}

function rightsOn(table: RoleTable, role: Role, type: string): Rights {
  return rightsIn(table, role, groupOf(type));
}

/** Whether a role may read records of a type. */
export function mayRead(table: RoleTable, role: Role, type: string): boolean {
  return groupsBehind(type).every((group) => rightsIn(table, role, group).access !== 'none');
}

/** Whether a role may create and change records of a type. */
export function mayWrite(table: RoleTable, role: Role, type: string): boolean {
  return rightsOn(table, role, type).access === 'write';
}

/** Rights beyond plain writing; each holds only where the role may write. */
export type Flag = 'remove' | 'sign' | 'amend';

/** Whether a role may do this with records of a type that it may write. */
export function mayAlso(table: RoleTable, role: Role, flag: Flag, type: string): boolean {
  const rights = rightsOn(table, role, type);
  return rights.access === 'write' && rights[flag];
}

/** Whether a role may do something that is not about one record. */
export function mayDo(table: RoleTable, role: Role, capability: Capability): boolean {
  if (role === 'owner') return true;
  if (role === 'analyst') return capability === 'analysis';
  return isGrantable(capability) && table.roles[role].may.includes(capability);
}

function isGrantable(capability: Capability): boolean {
  return (CAPABILITIES as readonly string[]).includes(capability);
}
