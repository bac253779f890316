/** How routes read bodies and write answers: CBOR both ways, every refusal with its status. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import type { Refusal } from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';
import type { Answer, RefusalCode } from '../service/answer.ts';

export const STATUS: Readonly<Record<RefusalCode, number>> = {
  malformed: 400,
  'bad-signature': 400,
  unauthorised: 401,
  'not-member': 403,
  'registration-closed': 403,
  removed: 403,
  suspended: 403,
  'unknown-clinic': 404,
  'not-found': 404,
  gap: 409,
  equivocation: 409,
  'head-moved': 409,
  conflict: 409,
  'not-authority': 409,
  'too-large': 413,
  'rate-limited': 429,
  internal: 500,
  busy: 503,
  quota: 507,
  'storage-full': 507,
};

/** What a busy endpoint asks for, in seconds, where it has no better figure. */
const RETRY_AFTER = 5;

/** The body by its schema; null for anything else. */
export function readBody<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> | null {
  return Buffer.isBuffer(request.body) ? decodeCbor(schema, request.body) : null;
}

/** Sends a value as CBOR, or the refusal. */
export function send(reply: FastifyReply, answer: Answer<unknown>): FastifyReply {
  return answer.ok ? sendCbor(reply, encodeCbor(answer.value)) : refuse(reply, answer.refusal);
}

/** Sends bytes that are CBOR already. */
export function sendCbor(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return reply.type(CBOR).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Sends 204, or the refusal. */
export function sendDone(reply: FastifyReply, answer: Answer<null>): FastifyReply {
  return answer.ok ? reply.code(204).send() : refuse(reply, answer.refusal);
}

/** Sends a refusal with its status. */
export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const status = STATUS[refusal.error];
  if ((status === 429 || status === 503) && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.request.refused = refusal.error;
  return sendCbor(reply.code(status), encodeCbor(refusal));
}
