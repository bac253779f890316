/** GET /v1/openapi.json: the protocol in the words of OpenAPI 3.1. */
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { openApiDocument } from '../openapi/document.ts';
import { anybody, type Route } from './route.ts';

export const openapi: Route = (server, services) => {
  const text = JSON.stringify(openApiDocument());
  server.get(`${PROTOCOL}/openapi.json`, anybody(services), async (_request, reply) =>
    reply.type('application/json').send(text),
  );
};
