/** POST /v1/clinics */
import { MAX_MEMBERSHIP_RECORD } from '../../shared/protocol/membership.ts';
import { CreateClinic } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { anybody, type Route, SMALL_BODY } from './route.ts';

export const createClinic: Route = (server, services) => {
  server.post(`${PROTOCOL}/clinics`, anybody(services, MAX_MEMBERSHIP_RECORD + SMALL_BODY), async (request, reply) => {
    const body = readBody(CreateClinic, request);
    return send(reply, body ? await services.registration.create(body) : MALFORMED);
  });
};
