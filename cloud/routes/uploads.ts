/** PUT and GET /v1/uploads/{hash}: a sync request in pieces; see shared/protocol/uploads.ts. */
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fromHex } from '../../shared/base/bytes.ts';
import { MAX_BODY } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { OCTETS } from '../../shared/protocol/uploads.ts';
import { MALFORMED } from '../service/answer.ts';
import { send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

const PATH = `${PROTOCOL}/uploads/:hash`;
const Params = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
const Query = z.object({
  offset: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
});

function hashOf(request: FastifyRequest): Uint8Array | null {
  const params = Params.safeParse(request.params);
  return params.success ? fromHex(params.data.hash) : null;
}

export const putUpload: Route = (server, services) => {
  server.register(async (scope) => {
    // the body as it arrives, so that what has come of a piece that breaks off is kept
    scope.addContentTypeParser(OCTETS, (_request, payload, done) => done(null, payload));
    scope.put(PATH, devicesOnly(services, MAX_BODY), async (request, reply) => {
      const hash = hashOf(request);
      const query = Query.safeParse(request.query);
      if (!hash || !query.success || !request.body) return send(reply, MALFORMED);
      const bytes = countedInto(request, request.body as Readable);
      return send(reply, await services.uploads.put(bearerOf(request), hash, query.data.offset, bytes));
    });
  });
};

export const getUpload: Route = (server, services) => {
  server.get(PATH, devicesOnly(services), async (request, reply) => {
    const hash = hashOf(request);
    return send(reply, hash ? await services.uploads.received(bearerOf(request), hash) : MALFORMED);
  });
};

/** The body's chunks, their bytes counted as the request's: of a piece that breaks off, only what arrived. */
async function* countedInto(request: FastifyRequest, body: Readable): AsyncIterable<Uint8Array> {
  request.bytesUp = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    request.bytesUp += chunk.length;
    yield chunk;
  }
}
