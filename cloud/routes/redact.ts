/** POST /v1/redactions */
import { Redaction } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { readBody, send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

/** A thousand names of envelopes. */
const BODY = 128 * 1024;

export const redact: Route = (server, services) => {
  server.post(`${PROTOCOL}/redactions`, devicesOnly(services, BODY), async (request, reply) => {
    const body = readBody(Redaction, request);
    return send(reply, body ? await services.redactions.redact(bearerOf(request), body) : MALFORMED);
  });
};
