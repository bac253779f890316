/** POST /v1/membership/carry */
import { CarryMembership, MAX_BODY } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

export const carryMembership: Route = (server, services) => {
  server.post(`${PROTOCOL}/membership/carry`, devicesOnly(services, MAX_BODY), async (request, reply) => {
    const body = readBody(CarryMembership, request);
    return send(reply, body ? await services.membership.carry(bearerOf(request), body) : MALFORMED);
  });
};
