/** POST /v1/sync */
import { MAX_BODY, SyncRequest } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

export const sync: Route = (server, services) => {
  server.post(`${PROTOCOL}/sync`, devicesOnly(services, MAX_BODY), async (request, reply) => {
    const body = readBody(SyncRequest, request);
    return send(reply, body ? await services.exchange.sync(bearerOf(request), body) : MALFORMED);
  });
};
