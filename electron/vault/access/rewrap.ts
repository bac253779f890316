/**
 * A user's new passphrase wraps the same keys anew. It is no matter of the membership log, which takes the authority: it travels as an
 * operation of that user (`p`), so that it works offline. Of several the one with the highest count holds everywhere.
 */
import { z } from 'zod';
import type { RewrapOp } from '../../../shared/envelope/body.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { WrappedUser } from './keyring.ts';

const Wrapping = z.strictObject({
  sign: WrappedUser.shape.sign,
  salt: WrappedUser.shape.salt,
  passes: WrappedUser.shape.passes,
  memory: WrappedUser.shape.memory,
  nonce: WrappedUser.shape.nonce,
  commitment: WrappedUser.shape.commitment,
  wrapped: WrappedUser.shape.wrapped,
});

/** How often a user's keys were wrapped anew, as far as is known here. */
export function rewrapCount(reader: Reader, user: string): number {
  return reader.get<{ count: number }>('SELECT count FROM rewrap WHERE user = ?', user)?.count ?? 0;
}

/** Takes a user's own operation; of two with the same count all workstations take the one with the higher write id. */
export function takeRewrap(writer: Writer, user: string, write: string, op: RewrapOp): void {
  const wrapping = { sign: op.g, salt: op.s, passes: op.c, memory: op.m, nonce: op.o, commitment: op.h, wrapped: op.w };
  writer.run(
    `INSERT INTO rewrap (user, count, write_id, wrapping) VALUES (?, ?, ?, ?)
     ON CONFLICT (user) DO UPDATE SET count = excluded.count, write_id = excluded.write_id, wrapping = excluded.wrapping
       WHERE excluded.count > count OR (excluded.count = count AND excluded.write_id > write_id)`,
    user,
    op.n,
    write,
    encodeCbor(wrapping),
  );
}

/** A user with the wrapping that holds: one of other keys, which an owner has replaced since, does not. */
export function rewrapped<U extends WrappedUser>(reader: Reader, user: U): U {
  const row = reader.get<{ wrapping: Uint8Array }>('SELECT wrapping FROM rewrap WHERE user = ?', user.id);
  const wrapping = row && decodeCbor(Wrapping, new Uint8Array(row.wrapping));
  if (!wrapping || Buffer.compare(wrapping.sign, user.sign) !== 0) return user;
  const { sign: _, ...rest } = wrapping;
  return { ...user, ...rest, initial: false };
}
