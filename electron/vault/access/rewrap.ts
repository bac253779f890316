/**
 * A user's new passphrase wraps the same keys anew. It is no matter of the membership log, which takes the authority: it travels as an
 * operation of that user (`p`), so that it works offline. Of several of the same keys the one with the highest count holds everywhere.
 */
import { z } from 'zod';
import type { RewrapOp } from '../../../shared/envelope/body.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { WrappedUser } from './keyring.ts';

const Wrapping = z.strictObject({
  salt: WrappedUser.shape.salt,
  passes: WrappedUser.shape.passes,
  memory: WrappedUser.shape.memory,
  nonce: WrappedUser.shape.nonce,
  commitment: WrappedUser.shape.commitment,
  wrapped: WrappedUser.shape.wrapped,
});

type Keys = Pick<WrappedUser, 'id' | 'sign'>;

/** How often a user's keys were wrapped anew, as far as is known here. Keys that an owner has replaced count no more. */
export function rewrapCount(reader: Reader, { id, sign }: Keys): number {
  return (
    reader.get<{ count: number | null }>('SELECT max(count) AS count FROM rewrap WHERE user = ? AND sign = ?', id, sign)
      ?.count ?? 0
  );
}

/** Takes a user's own operation; of two with the same count all workstations take the one with the higher write id. */
export function takeRewrap(
  writer: Writer,
  user: string,
  place: { readonly eid: number; readonly op: number; readonly id: string },
  op: RewrapOp,
): void {
  const wrapping = { salt: op.s, passes: op.c, memory: op.m, nonce: op.o, commitment: op.h, wrapped: op.w };
  writer.run(
    `INSERT INTO rewrap (user, sign, eid, op, count, write_id, wrapping) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    user,
    op.g,
    place.eid,
    place.op,
    op.n,
    place.id,
    encodeCbor(wrapping),
  );
}

/** Forgets a wrapping whose operation holds no more: the one before it does again. */
export function forgetRewrap(writer: Writer, eid: number, op: number): boolean {
  return writer.run('DELETE FROM rewrap WHERE eid = ? AND op = ?', eid, op).changes > 0;
}

/** A user with the wrapping that holds: one of other keys, which an owner has replaced since, does not. */
export function rewrapped<U extends WrappedUser>(reader: Reader, user: U): U {
  const row = reader.get<{ wrapping: Uint8Array }>(
    'SELECT wrapping FROM rewrap WHERE user = ? AND sign = ? ORDER BY count DESC, write_id DESC LIMIT 1',
    user.id,
    user.sign,
  );
  const wrapping = row && decodeCbor(Wrapping, new Uint8Array(row.wrapping));
  return wrapping ? { ...user, ...wrapping, initial: false } : user;
}
