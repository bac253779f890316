/** GET /v1/membership?from=N */
import { z } from 'zod';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { MALFORMED } from '../service/answer.ts';
import { send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

const Query = z.object({
  from: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .default(0),
});

export const readMembership: Route = (server, services) => {
  server.get(`${PROTOCOL}/membership`, devicesOnly(services), async (request, reply) => {
    const query = Query.safeParse(request.query);
    return send(reply, query.success ? await services.membership.read(bearerOf(request), query.data.from) : MALFORMED);
  });
};
