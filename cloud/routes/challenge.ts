/** POST /v1/challenge */
import { ChallengeRequest } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { anybody, type Route } from './route.ts';

export const challenge: Route = (server, services) => {
  server.post(`${PROTOCOL}/challenge`, anybody(services), async (request, reply) => {
    const body = readBody(ChallengeRequest, request);
    return send(reply, body ? await services.registration.challenge(body.clinic, body.device) : MALFORMED);
  });
};
