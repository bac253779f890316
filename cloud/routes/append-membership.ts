/** POST /v1/membership */
import { MAX_MEMBERSHIP_RECORD } from '../../shared/protocol/membership.ts';
import { AppendMembership } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { bearerOf, devicesOnly, type Route, SMALL_BODY } from './route.ts';

export const appendMembership: Route = (server, services) => {
  const options = devicesOnly(services, MAX_MEMBERSHIP_RECORD + SMALL_BODY);
  server.post(`${PROTOCOL}/membership`, options, async (request, reply) => {
    const body = readBody(AppendMembership, request);
    return send(reply, body ? await services.membership.append(bearerOf(request), body.record) : MALFORMED);
  });
};
