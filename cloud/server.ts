/** The HTTP server: parsing, limits, refusals and logs around the routes. */
import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { encodeCbor } from '../shared/protocol/cbor.ts';
import { MAX_BODY, type Refusal } from '../shared/protocol/messages.ts';
import { CBOR } from '../shared/protocol/types.ts';
import type { LogOptions } from './options.ts';
import { httpOptions, limitAnswers, limitConnections } from './protection.ts';
import { ROUTES } from './routes/index.ts';
import { refuse, STATUS } from './routes/reply.ts';
import type { Services } from './routes/route.ts';
import { StorageFull } from './storage/contract.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly log: LogOptions;
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: boolean | string[];
}

/** Builds the server; it does not listen yet. */
export async function buildServer({ services, log, trustProxy }: ServerOptions): Promise<FastifyInstance> {
  const { protection, metrics } = services;
  const server = Fastify({
    http: httpOptions(protection),
    logger: log === false ? false : { ...LOG_FORMAT, ...log },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: MAX_BODY,
    requestTimeout: protection.requestSeconds * 1000,
    connectionTimeout: protection.idleSeconds * 1000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => {
      refuse(reply as FastifyReply, NOT_UNDERSTOOD);
    },
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.write(rawRefusal(RAW_STATUS[error.code] ?? '400 Bad Request'));
      socket.destroy();
    },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(CBOR, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.decorateRequest('bearer', null);
  server.decorateRequest('refused', null);
  server.decorateRequest('bytesUp', null);
  await server.register(rateLimit, {
    global: false,
    addHeaders: QUIET_HEADERS,
    addHeadersOnExceeding: QUIET_HEADERS,
    errorResponseBuilder: () => new TooOften(),
  });
  // what every HTTP/1.1 client takes for granted would be a third of an idle sync
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('connection')) reply.raw.removeHeader('connection');
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.error === 'internal') request.log.error({ err: error, route: request.routeOptions.url }, 'defect');
    return refuse(reply, refusal);
  });
  server.setNotFoundHandler((_request, reply) =>
    refuse(reply, { error: 'not-found', message: 'There is nothing here.' }),
  );
  server.addHook('onResponse', async (request, reply) => {
    const length = (value: unknown) => Number(value ?? 0) || 0;
    const up = request.bytesUp ?? length(request.headers['content-length']);
    const down = length(reply.getHeader('content-length'));
    if (request.bearer) services.context.traffic.count(request.bearer.clinicId, up, down);
    const { method, routeOptions, refused } = request;
    const { statusCode: status, elapsedTime } = reply;
    metrics.request({ route: routeOptions.url ?? 'none', method, status, seconds: elapsedTime / 1000, up, down });
    if (refused) metrics.refusal(refused);
    const facts = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (reply.statusCode === STATUS['storage-full']) request.log.error(facts, 'the store is full');
    else if (request.refused) request.log.info({ ...facts, refusal: request.refused }, 'refused');
    else request.log.debug(facts, 'answered');
  });
  closeUnused(server);
  limitConnections(server, protection, trustProxy !== false && (trustProxy === true || trustProxy.length > 0));
  limitAnswers(server, protection);
  for (const route of ROUTES) route(server, services);
  return server;
}

/** Connections that never asked for anything count as busy for Node, and would hold up the shutdown. */
function closeUnused(server: FastifyInstance): void {
  const unused = new Set<Socket>();
  server.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.server.on('request', (request) => unused.delete(request.socket));
  server.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
  });
}

class TooOften extends Error {
  readonly statusCode = 429;
}

/** What a client is told of an error; never more than that there was one. */
function refusalOf(error: FastifyError): Refusal {
  if (error instanceof StorageFull) return { error: 'storage-full', message: 'The endpoint has no room left.' };
  const status = error.statusCode ?? 500;
  if (status === 413) return { error: 'too-large', message: 'The request is too large. Send less at a time.' };
  if (status === 429) return { error: 'rate-limited', message: 'Too many requests. Try again later.' };
  if (status >= 400 && status < 500) return NOT_UNDERSTOOD;
  return { error: 'internal', message: 'The endpoint failed. Nothing that it has acknowledged is lost.' };
}

const NOT_UNDERSTOOD: Refusal = { error: 'malformed', message: 'The request is not what this protocol expects.' };

/** What is answered before there is a request. */
const RAW_STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

function rawRefusal(status: string): Uint8Array {
  const body = encodeCbor(NOT_UNDERSTOOD);
  const head = `HTTP/1.1 ${status}\r\ncontent-type: ${CBOR}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** One JSON object a line, no host name, no process id, times that people can read. */
const LOG_FORMAT = {
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
};

/** Only `retry-after`: the rest would be bytes on every idle sync. */
const QUIET_HEADERS = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
