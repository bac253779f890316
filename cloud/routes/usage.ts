/** GET /v1/usage */
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { send } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

export const usage: Route = (server, services) => {
  server.get(`${PROTOCOL}/usage`, devicesOnly(services), async (request, reply) =>
    send(reply, await services.usage.read(bearerOf(request))),
  );
};
