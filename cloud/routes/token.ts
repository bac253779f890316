/** POST /v1/token */
import { TokenRequest } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { anybody, type Route } from './route.ts';

export const token: Route = (server, services) => {
  server.post(`${PROTOCOL}/token`, anybody(services), async (request, reply) => {
    const body = readBody(TokenRequest, request);
    return send(reply, body ? await services.registration.token(body, request.host) : MALFORMED);
  });
};
