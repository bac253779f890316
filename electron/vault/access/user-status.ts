/** The clinic's users as a page shows them. */
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import type { Reader } from '../storage/database.ts';
import type { Members, User } from './membership.ts';

/** All users by name, who were disabled last. */
export function userStatuses(reader: Reader, members: Members, self: string | undefined): UserStatus[] {
  return [...members.users.values()]
    .map((user) => userStatus(reader, user, self))
    .sort((a, b) => Number(a.status === 'disabled') - Number(b.status === 'disabled') || (a.name < b.name ? -1 : 1));
}

/** One user; `self`: who asks. */
export function userStatus(reader: Reader, user: User, self: string | undefined): UserStatus {
  const { id, name, role, status } = user;
  const seen = reader.get<{ hlc: string }>('SELECT hlc FROM envelope WHERE user = ? ORDER BY eid DESC LIMIT 1', id);
  return {
    id,
    name,
    role,
    status,
    initial: user.initial === true,
    ...(seen ? { lastSeen: new Date(hlcTime(seen.hlc)).toISOString() } : {}),
    self: id === self,
  };
}
