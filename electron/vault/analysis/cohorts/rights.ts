/** Who may ask by a definition: whoever may read all that it touches, for to count by something is to learn it. */
import { mayDo, mayRead, type Role } from '../../../../shared/access/roles.ts';
import { raise } from '../../../../shared/base/result.ts';
import { type Cohort, cohortsIn, typesOf } from '../../../../shared/cohorts/definition.ts';
import { refuseRole, roleTableOf } from '../../access/standing.ts';
import { activeUser, type Workspace } from '../../records/workspace.ts';

/**
 * Raises not-allowed where the definition, or one that it is made of (`nested`), touches records that are closed to the role of whoever asks. `id`: that the definition
 * is to be kept under. Raises cohort-circle where it would lead back to itself.
 */
export function refuseClosed(
  workspace: Workspace,
  definition: Cohort,
  nested: ReadonlyMap<string, Cohort>,
  id?: string,
): void {
  const all = [definition, ...nested.values()];
  if (id !== undefined && all.some((one) => cohortsIn(one).includes(id)))
    raise('cohort-circle', 'This cohort would lead back to itself by another one. Nothing was changed.');
  const types = [...new Set(all.flatMap(typesOf))];
  const table = roleTableOf(workspace.members());
  const may = (role: Role): boolean =>
    mayDo(table, role, 'analysis') && types.every((type) => mayRead(table, role, type));
  if (!may(activeUser(workspace).role)) refuseRole(may);
}
