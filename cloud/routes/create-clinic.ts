/** POST /v1/clinics */
import { CreateClinic, MAX_BODY } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { anybody, type Route } from './route.ts';

export const createClinic: Route = (server, services) => {
  server.post(`${PROTOCOL}/clinics`, anybody(services, MAX_BODY), async (request, reply) => {
    const body = readBody(CreateClinic, request);
    return send(reply, body ? await services.registration.create(body) : MALFORMED);
  });
};
