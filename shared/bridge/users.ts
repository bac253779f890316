/** Who works in the clinic, and what their roles may do. */
import { z } from 'zod';
import { Role, RoleTable } from '../access/roles.ts';
import { openCall } from './contract.ts';

const Nothing = z.strictObject({});
const Id = z.string().max(64);
const Passphrase = z.string().max(1000);

export const UserStatus = z.strictObject({
  id: Id,
  name: z.string(),
  role: Role,
  status: z.enum(['active', 'disabled']),
  /** Their passphrase was chosen by somebody else, and they have not logged in with it yet. */
  initial: z.boolean(),
  /** When something that they wrote was last heard here, ISO 8601. */
  lastSeen: z.string().optional(),
  self: z.boolean(),
});
export type UserStatus = z.infer<typeof UserStatus>;

export const userCalls = {
  'user.list': openCall(Nothing, z.array(UserStatus), 'clinic'),
  /** A new user with a first passphrase, which they change when they first log in. */
  'user.add': openCall(
    z.strictObject({ name: z.string().trim().min(1).max(200), role: Role, passphrase: Passphrase }),
    UserStatus,
    'users',
  ),
  'user.role': openCall(z.strictObject({ id: Id, role: Role }), UserStatus, 'users'),
  /** Ends their session here at once, elsewhere when the record arrives. */
  'user.disable': openCall(z.strictObject({ id: Id }), UserStatus, 'users'),
  'user.enable': openCall(z.strictObject({ id: Id }), UserStatus, 'users'),
  /** One's own passphrase. Works offline, and travels with the next sync. */
  'user.passphrase': openCall(z.strictObject({ old: Passphrase, new: Passphrase }), Nothing, 'session'),
  /** A new first passphrase for somebody who forgot theirs: they get new keys. */
  'user.reset': openCall(z.strictObject({ id: Id, passphrase: Passphrase }), UserStatus, 'users'),
  /** What the roles may do from here on. */
  'roles.save': openCall(z.strictObject({ table: RoleTable }), Nothing, 'roles'),
};
