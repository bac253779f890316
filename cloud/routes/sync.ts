/**
 * POST /v1/sync. A body that was uploaded in pieces is forgotten once it has been answered with anything that does not ask to try
 * again. Where the client has the answer already (`unless`), 204 says so.
 */
import { z } from 'zod';
import { sameBytes } from '../../shared/base/bytes.ts';
import { encodeCbor } from '../../shared/protocol/cbor.ts';
import { answerTag, MAX_BODY, type Refusal, SyncRequest, UploadedRequest } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { createBudget, onceOver } from '../protection.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, refuse, STATUS, sendCbor } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

const BUSY: Refusal = { error: 'busy', message: 'Others are still reading their answers. Try again in a moment.' };
const Body = z.union([SyncRequest, UploadedRequest]);

export const sync: Route = (server, services) => {
  const { exchange, uploads, protection } = services;
  const answers = createBudget(protection.answerBytes);
  const options = devicesOnly(services, MAX_BODY);
  server.post(`${PROTOCOL}/sync`, options, async (request, reply) => {
    const body = readBody(Body, request);
    if (!body) return refuse(reply, MALFORMED.refusal);
    const bearer = bearerOf(request);
    const uploaded = 'upload' in body ? await uploads.request(bearer, body.upload) : null;
    if (uploaded && !uploaded.ok) return refuse(reply, uploaded.refusal);
    const asked = uploaded ? uploaded.value : (body as SyncRequest);
    const room = answers.take(asked.pullMax);
    if (!room) return refuse(reply, BUSY);
    onceOver(reply, room.give);
    const done = await exchange.sync(bearer, asked);
    if (uploaded && (done.ok || STATUS[done.refusal.error] < 429)) await uploads.drop(bearer);
    if (!done.ok) return refuse(reply, done.refusal);
    const bytes = encodeCbor(done.value);
    room.change(bytes.length);
    if (asked.unless && sameBytes(answerTag(bytes), asked.unless)) return reply.code(204).send();
    return sendCbor(reply, bytes);
  });
};
