/** By which table roles are judged here, and how somebody is told that theirs may not do something. */
import { judgeOperation } from '../../../shared/access/judge.ts';
import { ROLES, type Role, type RoleTable } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import type { Members } from './membership.ts';

/** The clinic's table; what a clinic begins with where its owner changed nothing. */
export function roleTableOf(members: Members): RoleTable {
  return members.roles;
}

/** Raises not-allowed where a role may not write one of these operations; elsewhere they would be set aside. */
export function refuseOperations(members: Members, role: Role, ops: readonly Op[]): void {
  const table = roleTableOf(members);
  for (const op of ops)
    if (judgeOperation(table, role, op) !== null) refuseRole((other) => judgeOperation(table, other, op) === null);
}

/** Raises not-allowed, saying which roles may. */
export function refuseRole(may: (role: Role) => boolean): never {
  const roles = ROLES.filter(may).join(', ');
  return raise('not-allowed', `Your role may not do this; these may: ${roles}. Nothing was changed.`, { roles });
}
