/** The protocol as a workstation speaks it, over whatever carries requests. */
import type { z } from 'zod';
import { toHex } from '../../../shared/base/bytes.ts';
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
  MembershipPage,
  Redacted,
  type Redaction,
  Refusal,
  type SyncRequest,
  SyncResponse,
  Token,
} from '../../../shared/protocol/messages.ts';
import { OCTETS, Upload, uploadHash } from '../../../shared/protocol/uploads.ts';
import { Usage } from '../../../shared/protocol/usage.ts';
import type { Identity } from '../access/identity.ts';
import { garbage, listen, overHttp, type Wire, type WireAnswer, type WireRequest } from './http.ts';

export type { Wire, WireRequest };

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

/** `endpoint`: the key by which it names itself. */
export interface Synced {
  readonly response: SyncResponse;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly endpoint?: Uint8Array;
}

export interface Transport {
  createClinic(request: z.infer<typeof CreateClinic>): Promise<z.infer<typeof ClinicCreated>>;
  sync(request: SyncRequest): Promise<Synced>;
  /** The same in pieces. `uploaded`: how many bytes of its request are there; `upload` sends the rest, as far as the line goes. */
  uploaded(request: SyncRequest): Promise<number>;
  upload(request: SyncRequest, from: number): Promise<number>;
  syncUploaded(request: SyncRequest): Promise<Synced>;
  /** An envelope from a byte on, as far as the line goes; null where nothing stands in this place. */
  envelope(serverSeq: number, from: number): Promise<{ bytes: Uint8Array; total: number } | null>;
  redact(request: Redaction): Promise<Redacted>;
  /** What the clinic keeps and moves there. */
  usage(): Promise<Usage>;
  membership(from: number): Promise<z.infer<typeof MembershipPage>>;
  appendMembership(request: z.infer<typeof AppendMembership>): Promise<z.infer<typeof MembershipPage>>;
  enrolmentRequest(mailbox: string): Promise<EnrolmentRequest>;
  putEnrolmentAnswer(mailbox: string, answer: EnrolmentAnswer): Promise<void>;
  /** An event stream that only says "sync now"; ends when the line does. */
  poke(onPoke: () => void, signal: AbortSignal): Promise<void>;
}

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

  const synced = (response: SyncResponse, bytesUp: number, bytesDown: number): Synced => ({
    response,
    bytesUp,
    bytesDown,
    ...(endpoint ? { endpoint } : {}),
  });

  return {
    createClinic: (body) => exchange(url, 'POST', '/clinics', ClinicCreated, { body, timeout, wire }),
    sync: (request) =>
      asMember(async (bearer) => {
        const body = encodeCbor(known ? { ...request, unless: answerTag(known) } : request);
        const answer = await send(url, 'POST', '/sync', { encoded: body, bearer, timeout, wire });
        const same = answer.status === 204 ? known : undefined;
        const response = understand(same ? { status: 200, data: same } : answer, SyncResponse);
        known = same ?? (answer.data.length <= SHORT_ANSWER ? answer.data : undefined);
        return synced(response, body.length, answer.data.length);
      }),
    uploaded: (request) =>
      asMember(
        async (bearer) => (await exchange(url, 'GET', uploadPath(request), Upload, { bearer, timeout, wire })).received,
      ),
    upload: (request, from) =>
      asMember(async (bearer) => {
        const encoded = encodeCbor(request).subarray(from);
        const options = { encoded, contentType: OCTETS, bearer, timeout, wire };
        return (await exchange(url, 'PUT', `${uploadPath(request)}?offset=${from}`, Upload, options)).received;
      }),
    syncUploaded: (request) =>
      asMember(async (bearer) => {
        const bytes = encodeCbor(request);
        const body = encodeCbor({ upload: uploadHash(bytes) });
        const answer = await send(url, 'POST', '/sync', { encoded: body, bearer, timeout, wire });
        return synced(understand(answer, SyncResponse), bytes.length + body.length, answer.data.length);
      }),
    envelope: (serverSeq, from) =>
      asMember(async (bearer) => {
        const answer = await send(url, 'GET', `/envelopes/${serverSeq}`, { from, bearer, timeout, wire });
        if (answer.status === 404) return null;
        if (answer.status !== 206 || answer.total === undefined) return refuse(answer);
        return { bytes: answer.data, total: answer.total };
      }),
    usage: () => asMember((bearer) => exchange(url, 'GET', '/usage', Usage, { bearer, timeout, wire })),
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
    poke: (onPoke, signal) =>
      asMember((bearer) =>
        listen({ url, path: '/poke', bearer }, onPoke, signal, (status, data) => refuse({ status, data })),
      ),
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
  readonly contentType?: string;
  readonly from?: number;
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
  return understand(await send(url, method, path, options), schema);
}

async function exchangeNothing(url: string, method: string, path: string, options: Options): Promise<void> {
  const answer = await send(url, method, path, options);
  if (answer.status !== 204) refuse(answer);
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

function uploadPath(request: SyncRequest): string {
  return `/uploads/${toHex(uploadHash(encodeCbor(request)))}`;
}

function understand<S extends z.ZodType>(answer: WireAnswer, schema: S): z.output<S> {
  if (answer.status !== 200 && answer.status !== 201) refuse(answer);
  const value = decodeCbor(schema, answer.data);
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
  'registration-closed': {
    code: 'cloud-by-invitation',
    message:
      'The cloud takes new clinics by invitation; none was given, or it was used already or is too old. Ask its operator for one.',
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

function refuse({ status, data, retryAfter }: WireAnswer): never {
  const refusal = decodeCbor(Refusal, data);
  const later = retryAfter === undefined ? {} : { retryAfter };
  if (!refusal)
    throw status >= 500
      ? new ExpectedError(
          fail('cloud-busy', 'The cloud has a problem. Your work is saved here and will be sent by itself.', later)
            .error,
        )
      : garbage();
  const meaning = MEANING[refusal.error] ?? {
    code: 'cloud-refused' as const,
    message: `The cloud refused (${refusal.error}). Your work is saved here.`,
  };
  throw new RefusedError({ ...meaning, params: { reason: refusal.error, ...later } }, refusal);
}

/** A mailbox's name in a path. */
export function mailboxName(mailbox: Uint8Array): string {
  return toHex(mailbox);
}
