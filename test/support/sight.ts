/** What an owner sees: everything. For tests of readings that are not about roles. */
import { sightBy } from '../../electron/vault/access/sight.ts';
import { DEFAULT_ROLES } from '../../shared/access/roles.ts';

export const sight = sightBy(DEFAULT_ROLES, 'owner', () => false);
