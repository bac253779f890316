/** What a route is given, and what routes have in common: who asks, and how often anybody may. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { toHex } from '../../shared/base/bytes.ts';
import type { Refusal } from '../../shared/protocol/messages.ts';
import type { Metrics } from '../metrics.ts';
import { onceOver, type Protection } from '../protection.ts';
import type { RefusalCode } from '../service/answer.ts';
import type { ServiceContext } from '../service/context.ts';
import type { Enrolment } from '../service/enrolment.ts';
import type { Envelopes } from '../service/envelopes.ts';
import type { Exchange } from '../service/exchange.ts';
import type { Membership } from '../service/membership.ts';
import type { Redactions } from '../service/redaction.ts';
import type { Registration } from '../service/registration.ts';
import type { Bearer } from '../service/tokens.ts';
import type { Uploads } from '../service/uploads.ts';
import type { UsageService } from '../service/usage.ts';
import { refuse } from './reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `authenticate`. */
    bearer: Bearer | null;
    /** Code of the refusal that was sent, for the log. */
    refused: RefusalCode | null;
    /** Bytes of the body that arrived, where its `content-length` does not tell. */
    bytesUp: number | null;
  }
}

/** Requests per minute. */
export interface RateLimits {
  /** Without a token, per address and route. */
  readonly address: number;
  /** With a token, per device, and of a clinic's devices together. */
  readonly device: number;
  readonly clinic: number;
}

export interface Services {
  readonly context: ServiceContext;
  readonly membership: Membership;
  readonly registration: Registration;
  readonly exchange: Exchange;
  readonly redactions: Redactions;
  readonly enrolment: Enrolment;
  readonly envelopes: Envelopes;
  readonly uploads: Uploads;
  readonly usage: UsageService;
  readonly limits: RateLimits;
  readonly protection: Protection;
  readonly metrics: Metrics;
}

export type Route = (server: FastifyInstance, services: Services) => void;

/** Largest body of a message that carries keys and signatures only. */
export const SMALL_BODY = 4 * 1024;

/** Options of a route that anybody may call. */
export function anybody({ limits }: Services, bodyLimit = SMALL_BODY): RouteShorthandOptions {
  return { bodyLimit, config: { rateLimit: { max: limits.address, timeWindow: 60_000 } } };
}

/** Options of a route that takes a token. It is checked before the body is read. */
export function devicesOnly({ context, limits, protection }: Services, bodyLimit = SMALL_BODY): RouteShorthandOptions {
  return {
    bodyLimit,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const [scheme, token] = (request.headers.authorization ?? '').split(' ');
      request.bearer = scheme?.toLowerCase() === 'bearer' && token ? await context.tokens.bearer(token) : null;
      if (!request.bearer) {
        return refuse(reply, { error: 'unauthorised', message: 'The token is missing, unknown or has expired.' });
      }
      const wait = context.clinicRate.take(toHex(request.bearer.clinicId));
      if (wait > 0) return refuse(reply.header('retry-after', wait), TOO_OFTEN);
      const device = toHex(request.bearer.deviceId);
      const count = context.underWay.get(device) ?? 0;
      if (count >= protection.requestsOfDevice) return refuse(reply, TOO_MANY);
      context.underWay.set(device, count + 1);
      onceOver(reply, () => {
        const left = (context.underWay.get(device) ?? 1) - 1;
        if (left > 0) context.underWay.set(device, left);
        else context.underWay.delete(device);
      });
    },
    config: {
      rateLimit: {
        max: limits.device,
        timeWindow: 60_000,
        hook: 'preParsing',
        groupId: 'device',
        keyGenerator: (request: FastifyRequest) => toHex(bearerOf(request).deviceId),
      },
    },
  };
}

const TOO_OFTEN: Refusal = { error: 'rate-limited', message: 'The clinic asks too often. Try again later.' };
const TOO_MANY: Refusal = { error: 'rate-limited', message: 'The workstation has too many requests under way.' };

/** Whom the request speaks for, on a route of `devicesOnly`. */
export function bearerOf(request: FastifyRequest): Bearer {
  if (!request.bearer) throw new Error('a route that needs a token was reached without one');
  return request.bearer;
}
