/** The protocol over HTTP (axios). The one file of the vault that touches the network. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import type { z } from 'zod';
import { concat, toHex } from '../../../shared/base/bytes.ts';
import type { ErrorCode, Failure } from '../../../shared/base/errors.ts';
import { ExpectedError, fail } from '../../../shared/base/result.ts';
import { sign } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import {
  type AppendMembership,
  answerTag,
  CHALLENGE_CONTEXT,
  Challenge,
  ClinicCreated,
  type CreateClinic,
  challengeBytes,
  EnrolmentAnswer,
  EnrolmentRequest,
  MAX_PULL,
  MembershipPage,
  Redacted,
  type Redaction,
  Refusal,
  type SyncRequest,
  SyncResponse,
  Token,
} from '../../../shared/protocol/messages.ts';
import { CBOR, PROTOCOL } from '../../../shared/protocol/types.ts';
import type { Identity } from '../access/identity.ts';

/** Bytes of an answer that are read at most. */
const MAX_RESPONSE = 2 * MAX_PULL;
/** Bytes of an answer that brings nothing, with room. */
const SHORT_ANSWER = 1024;

/** What the endpoint refused, with the protocol's reason. */
export class RefusedError extends ExpectedError {
  readonly refusal: Refusal;
  constructor(failure: Failure, refusal: Refusal) {
    super(failure);
    this.refusal = refusal;
  }
}

export interface Transport {
  createClinic(request: z.infer<typeof CreateClinic>): Promise<z.infer<typeof ClinicCreated>>;
  /** `endpoint`: the key by which it names itself. */
  sync(
    request: SyncRequest,
  ): Promise<{ response: SyncResponse; bytesUp: number; bytesDown: number; endpoint?: Uint8Array }>;
  redact(request: Redaction): Promise<Redacted>;
  membership(from: number): Promise<z.infer<typeof MembershipPage>>;
  appendMembership(request: z.infer<typeof AppendMembership>): Promise<z.infer<typeof MembershipPage>>;
  enrolmentRequest(mailbox: string): Promise<EnrolmentRequest>;
  putEnrolmentAnswer(mailbox: string, answer: EnrolmentAnswer): Promise<void>;
  /** An event stream that only says "sync now"; ends when the line does. */
  poke(onPoke: () => void, signal: AbortSignal): Promise<void>;
}

/** One request as a network carries it. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  /** Behind the protocol's version: `/sync`. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly bearer?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What carries requests: HTTP, or a network that is simulated. Raises cloud-unreachable, cloud-timeout, cloud-garbage, cancelled. */
export type Wire = (request: WireRequest) => Promise<{ status: number; data: Uint8Array }>;

/** The calls of a member; each is given up after `timeout` milliseconds. All raise cloud-unreachable, cloud-timeout, cloud-garbage, cloud-refused, cloud-busy. */
export function memberTransport(url: string, identity: Identity, timeout: number, wire: Wire = overHttp): Transport {
  let token: string | undefined;
  let endpoint: Uint8Array | undefined;
  /** The last answer to a sync, if it was short: an endpoint that would say the same again says nothing. */
  let known: Uint8Array | undefined;

  const authenticate = async (): Promise<string> => {
    const who = { clinic: identity.clinicId, device: identity.deviceId };
    const { challenge } = await exchange(url, 'POST', '/challenge', Challenge, { body: who, timeout, wire });
    const signature = sign(CHALLENGE_CONTEXT, challengeBytes(challenge, url), identity.sign.secretKey);
    const proof = { ...who, challenge, address: url, signature };
    const answer = await exchange(url, 'POST', '/token', Token, { body: proof, timeout, wire });
    endpoint = answer.endpoint;
    return answer.token;
  };
  const asMember = async <T>(work: (token: string) => Promise<T>): Promise<T> => {
    token ??= await authenticate();
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refusal.error !== 'unauthorised') throw error;
      token = await authenticate(); // the token's time was over
      return work(token);
    }
  };

  return {
    createClinic: (body) => exchange(url, 'POST', '/clinics', ClinicCreated, { body, timeout, wire }),
    sync: (request) =>
      asMember(async (bearer) => {
        const body = encodeCbor(known ? { ...request, unless: answerTag(known) } : request);
        const { status, data } = await send(url, 'POST', '/sync', { encoded: body, bearer, timeout, wire });
        const same = status === 204 ? known : undefined;
        const response = same ? understand(200, same, SyncResponse) : understand(status, data, SyncResponse);
        known = same ?? (data.length <= SHORT_ANSWER ? data : undefined);
        return { response, bytesUp: body.length, bytesDown: data.length, ...(endpoint ? { endpoint } : {}) };
      }),
    redact: (body) =>
      asMember((bearer) => exchange(url, 'POST', '/redactions', Redacted, { body, bearer, timeout, wire })),
    membership: (from) =>
      asMember((bearer) => exchange(url, 'GET', `/membership?from=${from}`, MembershipPage, { bearer, timeout, wire })),
    appendMembership: (body) =>
      asMember((bearer) => exchange(url, 'POST', '/membership', MembershipPage, { body, bearer, timeout, wire })),
    enrolmentRequest: (mailbox) =>
      asMember((bearer) =>
        exchange(url, 'GET', `/enrolments/${mailbox}/request`, EnrolmentRequest, { bearer, timeout, wire }),
      ),
    putEnrolmentAnswer: (mailbox, body) =>
      asMember((bearer) =>
        exchangeNothing(url, 'PUT', `/enrolments/${mailbox}/answer`, { body, bearer, timeout, wire }),
      ),
    poke: (onPoke, signal) => asMember((bearer) => listen(url, bearer, onPoke, signal)),
  };
}

/** Leaves a new workstation's request in its mailbox. */
export function putEnrolmentRequest(
  url: string,
  mailbox: string,
  body: EnrolmentRequest,
  timeout: number,
  wire: Wire = overHttp,
): Promise<void> {
  return exchangeNothing(url, 'PUT', `/enrolments/${mailbox}/request`, { body, timeout, wire });
}

/** Waits up to `wait` seconds for the owner's answer; null if there is none yet. */
export async function enrolmentAnswer(
  url: string,
  mailbox: string,
  wait: number,
  signal: AbortSignal,
  timeout: number,
  wire: Wire = overHttp,
): Promise<EnrolmentAnswer | null> {
  try {
    return await exchange(url, 'GET', `/enrolments/${mailbox}/answer?wait=${wait}`, EnrolmentAnswer, {
      signal,
      timeout,
      wire,
    });
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.error === 'not-found') return null;
    throw error;
  }
}

interface Options {
  /** Milliseconds. */
  readonly timeout: number;
  readonly body?: unknown;
  readonly encoded?: Uint8Array;
  readonly bearer?: string;
  readonly signal?: AbortSignal;
  readonly wire: Wire;
}

async function exchange<S extends z.ZodType>(
  url: string,
  method: string,
  path: string,
  schema: S,
  options: Options,
): Promise<z.output<S>> {
  const { status, data } = await send(url, method, path, options);
  return understand(status, data, schema);
}

async function exchangeNothing(url: string, method: string, path: string, options: Options): Promise<void> {
  const { status, data } = await send(url, method, path, options);
  if (status !== 204) refuse(status, data);
}

function send(url: string, method: string, path: string, { wire, body, encoded, ...options }: Options) {
  return wire({
    ...options,
    url,
    method,
    path,
    body: encoded ?? (body === undefined ? new Uint8Array() : encodeCbor(body)),
  });
}

/** The network of the product. */
const overHttp: Wire = (request) => sendOverHttp(request, 'kept');

async function sendOverHttp(
  request: WireRequest,
  connection: 'kept' | 'fresh',
): Promise<{ status: number; data: Uint8Array }> {
  const { url, method, path, body, bearer, signal } = request;
  const timeout = AbortSignal.timeout(request.timeout);
  try {
    const response: AxiosResponse<Buffer> = await axios.request({
      ...common(url, path, bearer),
      ...(connection === 'fresh' ? FRESH : {}),
      method,
      data: Buffer.from(body),
      responseType: 'arraybuffer',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    return { status: response.status, data: new Uint8Array(response.data) };
  } catch (error) {
    // a kept connection may have been closed by the other side meanwhile; every message may be repeated
    if (connection === 'kept' && isAxiosError(error) && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
      return sendOverHttp(request, 'fresh');
    throw networkError(error, timeout.aborted);
  }
}

/** A connection of its own, which nobody can have closed. */
const FRESH = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

async function listen(url: string, bearer: string, onPoke: () => void, signal: AbortSignal): Promise<void> {
  try {
    const response = await axios.request<AsyncIterable<Uint8Array>>({
      ...common(url, '/poke', bearer),
      method: 'GET',
      responseType: 'stream',
      signal,
    });
    if (response.status !== 200) refuse(response.status, await whole(response.data));
    onPoke(); // what happened while nobody listened
    for await (const chunk of response.data) {
      if (new TextDecoder().decode(chunk).includes('data:')) onPoke();
    }
  } catch (error) {
    if (!signal.aborted) throw networkError(error, false);
  }
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return concat(...chunks);
}

function common(url: string, path: string, bearer: string | undefined) {
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  return {
    url: `${url}${PROTOCOL}${path}`,
    // nothing here decompresses, so nobody on the way may compress; and what the client is made of is nobody's business
    headers: {
      'content-type': CBOR,
      accept: false,
      'accept-encoding': 'identity',
      'user-agent': false,
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
    maxContentLength: MAX_RESPONSE,
    maxRedirects: 0,
    decompress: false,
    validateStatus: () => true,
    ...(local ? { proxy: false as const } : {}),
  };
}

function understand<S extends z.ZodType>(status: number, data: Uint8Array, schema: S): z.output<S> {
  if (status !== 200 && status !== 201) refuse(status, data);
  const value = decodeCbor(schema, data);
  if (value === null) throw garbage();
  return value;
}

/** What the reasons of the protocol mean for a person; everything else is `cloud-refused`. */
const MEANING: Partial<Record<Refusal['error'], { code: ErrorCode; message: string }>> = {
  'rate-limited': {
    code: 'cloud-busy',
    message: 'The cloud asks to wait. Your work is saved here and will be sent by itself.',
  },
  'storage-full': {
    code: 'cloud-busy',
    message: 'The cloud has no space left. Your work is saved here; tell whoever runs the endpoint.',
  },
  busy: {
    code: 'cloud-busy',
    message: 'The cloud asks to wait. Your work is saved here and will be sent by itself.',
  },
  quota: {
    code: 'cloud-quota',
    message:
      'The cloud keeps as much for this clinic as was agreed. Your work is saved here; ask its operator for room.',
  },
  suspended: {
    code: 'cloud-suspended',
    message: 'The operator of the cloud has suspended this clinic. Your work is saved here; ask them why.',
  },
  internal: {
    code: 'cloud-busy',
    message: 'The cloud has a problem. Your work is saved here and will be sent by itself.',
  },
};

function refuse(status: number, data: Uint8Array): never {
  const refusal = decodeCbor(Refusal, data);
  if (!refusal)
    throw status >= 500
      ? new ExpectedError(
          fail('cloud-busy', 'The cloud has a problem. Your work is saved here and will be sent by itself.').error,
        )
      : garbage();
  const meaning = MEANING[refusal.error] ?? {
    code: 'cloud-refused' as const,
    message: `The cloud refused (${refusal.error}). Your work is saved here.`,
  };
  throw new RefusedError({ ...meaning, params: { reason: refusal.error } }, refusal);
}

function garbage(): ExpectedError {
  return new ExpectedError(
    fail(
      'cloud-garbage',
      'What answers at this address is no Xinglin cloud, or it is broken. Your work is saved here. Check the address.',
    ).error,
  );
}

function networkError(error: unknown, timedOut: boolean): unknown {
  if (error instanceof ExpectedError || !isAxiosError(error)) {
    return error instanceof Error &&
      'code' in error &&
      typeof error.code === 'string' &&
      /^E[A-Z]+|ERR_STREAM/.test(error.code)
      ? unreachable()
      : error;
  }
  if (timedOut || error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT') {
    return new ExpectedError(
      fail('cloud-timeout', 'The cloud did not answer in time. Your work is saved here and will be sent by itself.')
        .error,
    );
  }
  if (error.code === 'ERR_CANCELED') return new ExpectedError(fail('cancelled', 'Cancelled.').error);
  if (error.code === 'ERR_BAD_RESPONSE' || error.code?.startsWith('HPE_')) return garbage();
  return unreachable();
}

function unreachable(): ExpectedError {
  return new ExpectedError(
    fail('cloud-unreachable', 'Could not reach the cloud. Your work is saved here and will be sent by itself.').error,
  );
}

/** A mailbox's name in a path. */
export function mailboxName(mailbox: Uint8Array): string {
  return toHex(mailbox);
}
