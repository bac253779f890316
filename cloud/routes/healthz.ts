/** GET /healthz */
import type { Route } from './route.ts';

export const healthz: Route = (server) => {
  server.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok'));
};
