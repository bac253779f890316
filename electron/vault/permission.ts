/** Who may ask what: the one place that holds a call to the role of whoever is logged in. */

import type { z } from 'zod';
import {
  DEFAULT_ROLES,
  mayAlso,
  mayDo,
  mayRead,
  mayWrite,
  type Role,
  type RoleTable,
} from '../../shared/access/roles.ts';
import { ExpectedError, raise } from '../../shared/base/result.ts';
import type { Call, Need, RecordNeed } from '../../shared/bridge/contract.ts';
import { type CallName, type CallParsed, calls } from '../../shared/bridge/index.ts';
import { isOpened } from './access/opened.ts';
import { type Sight, sightBy } from './access/sight.ts';
import { refuseRole, roleTableOf } from './access/standing.ts';
import { mustChange, openClinicOf, type VaultCore } from './core.ts';
import { findRow } from './records/row.ts';
import { activeUser } from './records/workspace.ts';

type AnyCall = Call<z.ZodType, z.ZodType>;

/** Raises no-clinic, not-enrolled, locked, passphrase-first, and not-allowed with the roles that may. */
export function refusePermission(core: VaultCore, { permission }: AnyCall, input: unknown): void {
  if (permission === 'nobody') return;
  if (core.analysis) {
    // nothing of the clinic's database is open to them, whatever a handler would do
    if (!meetsAll(DEFAULT_ROLES, 'analyst', permission, input))
      refuseRole((other) => meetsAll(DEFAULT_ROLES, other, permission, input));
    refuseInitial(core, permission);
    return;
  }
  const { workspace } = openClinicOf(core);
  const { table, role } = standingOf(core);
  refuseInitial(core, permission);
  const sight = sightOf(core);
  /** The chart that a record stands in may be open to somebody whose role does not see its type. */
  const isOpened = (need: Need): boolean =>
    'right' in need &&
    need.right === 'read' &&
    need.id !== undefined &&
    sight.shows(need.type, findRow(workspace.store, need.type, need.id)?.patient);
  if (!meetsAll(table, role, permission, input, isOpened))
    refuseRole((other) => meetsAll(table, other, permission, input));
}

/** Whether whoever is logged in may ask this now. `beyond`: raises not-allowed for what a call's permission cannot say. */
export function mayAskNow<N extends CallName>(
  core: VaultCore,
  name: N,
  input: CallParsed<N>,
  beyond: () => void = () => undefined,
): boolean {
  try {
    refusePermission(core, calls[name] as AnyCall, input);
    beyond();
    return true;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return false;
  }
}

function refuseInitial(core: VaultCore, permission: AnyCall['permission']): void {
  if (permission !== 'session' && mustChange(core))
    raise('passphrase-first', 'Somebody else chose this passphrase. Change it first; nothing was changed yet.');
}

/** Whether a role may ask this. `isOpened`: what is met all the same. */
export function meetsAll(
  table: RoleTable,
  role: Role,
  permission: AnyCall['permission'],
  input: unknown,
  isOpened: (need: Need) => boolean = () => false,
): boolean {
  if (permission === 'nobody' || permission === 'session') return true;
  if (permission === 'clinic') return role !== 'analyst';
  const needs = typeof permission === 'string' ? [{ may: permission }] : permission(input);
  return needs.every((need) => meets(table, role, need) || isOpened(need));
}

/** What whoever is logged in sees. Raises locked. */
export function sightOf(core: VaultCore): Sight {
  const { table, role } = standingOf(core);
  const { store } = openClinicOf(core).workspace;
  const now = core.options.clock.now();
  return sightBy(table, role, (patient) => isOpened(store, core.session.opened, patient, now));
}

/**
 * Raises not-allowed where whoever is logged in may not read records of these types, or, where rows of them leave the program, not export.
 * An analyst sees no records, but rows without names, of whatever type.
 */
export function refuseRows(core: VaultCore, types: readonly string[], how: 'shown' | 'leaving'): void {
  if (core.analysis) return;
  const { table, role } = standingOf(core);
  const may = (one: Role): boolean =>
    types.every((type) => mayRead(table, one, type)) &&
    (how === 'shown' || mayDo(table, one, 'export')) &&
    mayDo(table, one, 'analysis');
  if (!may(role)) refuseRole(may);
}

/** Raises not-allowed where whoever is logged in does not see all records of these types. An analyst sees none, and is told what names nobody. */
export function refuseHidden(core: VaultCore, types: readonly string[]): void {
  if (core.analysis) return;
  const { table, role } = standingOf(core);
  const sees = (one: Role): boolean => types.every((type) => mayRead(table, one, type));
  if (!sees(role)) refuseRole(sees);
}

function standingOf(core: VaultCore): { table: RoleTable; role: Role } {
  const { workspace } = openClinicOf(core);
  return { table: roleTableOf(workspace.members()), role: activeUser(workspace).role };
}

function meets(table: RoleTable, role: Role, need: Need): boolean {
  if ('may' in need) return mayDo(table, role, need.may);
  // figures are of what one may read; an analyst's are of a database that names nobody
  if (need.right === 'count') return role === 'analyst' || mayRead(table, role, need.type);
  return hasRight(table, role, need.right, need.type);
}

function hasRight(table: RoleTable, role: Role, right: Exclude<RecordNeed['right'], 'count'>, type: string): boolean {
  if (right === 'read') return mayRead(table, role, type);
  return right === 'write' ? mayWrite(table, role, type) : mayAlso(table, role, right, type);
}
