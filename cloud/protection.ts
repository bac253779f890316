/** What one client, or many together, may take of the endpoint: time, connections, memory. */
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

const Seconds = z.number().positive();
const Count = z.int().min(1);

export const Protection = z.strictObject({
  /** Until the headers of a request are there, and until all of it is: a full one at 4 KB/s. */
  headersSeconds: Seconds.default(15),
  requestSeconds: Seconds.default(300),
  /** A connection on which nothing moves for so long is closed; more than a long poll and a ping. */
  idleSeconds: Seconds.default(60),
  /** Until an answer is read: a full one at 5 KB/s. */
  answerSeconds: Seconds.default(900),
  connections: Count.default(10_000),
  /** Of one address; not where proxies are in front, which are all that is seen. */
  connectionsOfAddress: Count.default(256),
  /** Bytes of answers that are being made or read, all together: readers beyond them wait. */
  answerBytes: Count.default(256 * 1024 * 1024),
  /** Requests of one workstation at a time. */
  requestsOfDevice: Count.default(8),
  /** Event streams: of all, of a clinic's workstations together, of one, where the oldest gives way: its line may be gone. */
  streams: Count.default(10_000),
  streamsOfClinic: Count.default(256),
  streamsOfDevice: Count.default(2),
});
export type Protection = z.output<typeof Protection>;

/** Bytes of headers of one request. */
const MAX_HEADERS = 8 * 1024;
const KEEP_ALIVE_PROBE_MS = 60_000;

/** Options of Node's server: slow and endless headers end, dead connections are found. */
export function httpOptions({ headersSeconds, requestSeconds }: Protection) {
  const headersTimeout = headersSeconds * 1000;
  return {
    maxHeaderSize: MAX_HEADERS,
    headersTimeout,
    requestTimeout: Math.max(headersTimeout, requestSeconds * 1000),
    connectionsCheckingInterval: Math.min(5000, headersTimeout),
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
  };
}

/** Closes connections beyond the limits as soon as they are made. */
export function limitConnections(server: FastifyInstance, protection: Protection, proxied: boolean): void {
  server.server.maxConnections = protection.connections;
  if (proxied) return;
  const open = new Map<string, number>();
  server.server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count > protection.connectionsOfAddress) socket.destroy();
  });
}

/** Cuts off whoever does not read an answer in time. */
export function limitAnswers(server: FastifyInstance, { answerSeconds }: Protection): void {
  server.addHook('onSend', async (request, reply) => {
    const late = setTimeout(() => request.raw.socket.destroy(), answerSeconds * 1000);
    late.unref();
    onceOver(reply, () => clearTimeout(late));
  });
}

/** Calls when an answer has been sent or cannot be any more. */
export function onceOver(reply: FastifyReply, over: () => void): void {
  let called = false;
  const once = () => {
    if (!called) over();
    called = true;
  };
  reply.raw.once('finish', once);
  reply.raw.once('close', once);
}

/** A number of something that is shared: taken as long as there is some. */
export interface Budget {
  /** Takes so much if there is so much, or if nothing is taken yet. Returns what gives it back, or null. */
  take(amount: number): { give(): void; change(amount: number): void } | null;
  readonly taken: number;
}

/** A budget of `limit`. */
export function createBudget(limit: number): Budget {
  let taken = 0;
  return {
    take(amount) {
      if (taken > 0 && taken + amount > limit) return null;
      taken += amount;
      let mine = amount;
      const change = (to: number) => {
        taken += to - mine;
        mine = to;
      };
      return { give: () => change(0), change };
    },
    get taken() {
      return taken;
    },
  };
}
