/** The mailbox's name in a path: lower-case hexadecimal of 16 to 64 bytes. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PROTOCOL } from '../../shared/protocol/types.ts';

const Params = z.object({
  mailbox: z
    .string()
    .min(32)
    .max(128)
    .regex(/^([0-9a-f]{2})+$/),
});

export const ENROLMENTS = `${PROTOCOL}/enrolments/:mailbox`;

/** The mailbox that a request names; null if it is not the name of one. */
export function mailboxOf(request: FastifyRequest): string | null {
  const params = Params.safeParse(request.params);
  return params.success ? params.data.mailbox : null;
}
