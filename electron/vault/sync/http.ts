/** Requests over HTTP (axios), and what may go wrong with a line. The one file of the vault that touches the network. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { concat } from '../../../shared/base/bytes.ts';
import type { Failure } from '../../../shared/base/errors.ts';
import { ExpectedError, fail } from '../../../shared/base/result.ts';
import { MAX_PULL } from '../../../shared/protocol/messages.ts';
import { CBOR, PROTOCOL } from '../../../shared/protocol/types.ts';

/** Bytes of an answer that are read at most. */
const MAX_RESPONSE = 2 * MAX_PULL;
/** What is larger is not sent again on a fresh connection by itself: a line that breaks would carry it twice. */
const SMALL = 8 * 1024;

/** One request as a network carries it. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  /** Behind the protocol's version: `/sync`. */
  readonly path: string;
  readonly body: Uint8Array;
  /** CBOR where it is not said. */
  readonly contentType?: string;
  /** From which byte on the answer is wanted; what has arrived of it before the line breaks is given. */
  readonly from?: number;
  readonly bearer?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface WireAnswer {
  readonly status: number;
  readonly data: Uint8Array;
  /** Seconds after which the endpoint wants to be asked again. */
  readonly retryAfter?: number;
  /** Of an answer from a byte on: length of the whole. */
  readonly total?: number;
}

/** What carries requests: HTTP, or a network that is simulated. Raises cloud-unreachable, cloud-timeout, cloud-garbage, cancelled. */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

/** The line was there and broke off in the middle. */
export class LineCut extends ExpectedError {
  constructor() {
    super(unreachable().failure);
  }
}

/** The network of the product. */
export const overHttp: Wire = (request) => sendOverHttp(request, 'kept');

async function sendOverHttp(request: WireRequest, connection: 'kept' | 'fresh'): Promise<WireAnswer> {
  const { signal, body } = request;
  const timeout = AbortSignal.timeout(request.timeout);
  const until = signal ? AbortSignal.any([timeout, signal]) : timeout;
  try {
    return request.from === undefined ? await whole(request, connection, until) : await fromByte(request, until);
  } catch (error) {
    // a kept connection may have been closed by the other side meanwhile; every message may be repeated
    if (connection === 'kept' && body.length <= SMALL && isAxiosError(error) && isReset(error.code))
      return sendOverHttp(request, 'fresh');
    throw networkError(error, timeout.aborted);
  }
}

async function whole(request: WireRequest, connection: 'kept' | 'fresh', signal: AbortSignal): Promise<WireAnswer> {
  const response: AxiosResponse<Buffer> = await axios.request({
    ...common(request),
    ...(connection === 'fresh' ? FRESH : {}),
    method: request.method,
    data: Buffer.from(request.body),
    responseType: 'arraybuffer',
    signal,
  });
  return { status: response.status, data: new Uint8Array(response.data), ...retryAfter(response) };
}

/** What arrives from a byte on, be it all of it or not. Raises only where nothing arrives. */
async function fromByte(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const { headers, ...rest } = common(request);
  const response: AxiosResponse<AsyncIterable<Uint8Array>> = await axios.request({
    ...rest,
    headers: { ...headers, range: `bytes=${request.from}-` },
    method: request.method,
    responseType: 'stream',
    signal,
  });
  const total = /\/(\d+)$/.exec(String(response.headers['content-range'] ?? ''))?.[1];
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.data) chunks.push(new Uint8Array(chunk));
  } catch (error) {
    if (chunks.length === 0 || request.signal?.aborted) throw error;
  }
  return {
    status: response.status,
    data: concat(...chunks),
    ...retryAfter(response),
    ...(total === undefined ? {} : { total: Number(total) }),
  };
}

/** A connection of its own, which nobody can have closed. */
const FRESH = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

/** Listens to an event stream and tells of each event, until the line ends. `refused`: told where it does not begin. */
export async function listen(
  request: { url: string; path: string; bearer: string },
  onEvent: () => void,
  signal: AbortSignal,
  refused: (status: number, data: Uint8Array) => never,
): Promise<void> {
  try {
    const response = await axios.request<AsyncIterable<Uint8Array>>({
      ...common(request),
      method: 'GET',
      responseType: 'stream',
      signal,
    });
    if (response.status !== 200) refused(response.status, await gather(response.data));
    onEvent(); // what happened while nobody listened
    for await (const chunk of response.data) {
      if (new TextDecoder().decode(chunk).includes('data:')) onEvent();
    }
  } catch (error) {
    if (!signal.aborted) throw networkError(error, false);
  }
}

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return concat(...chunks);
}

function common({ url, path, bearer, contentType }: Pick<WireRequest, 'url' | 'path' | 'bearer' | 'contentType'>) {
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  return {
    url: `${url}${PROTOCOL}${path}`,
    // nothing here decompresses, so nobody on the way may compress; and what the client is made of is nobody's business
    headers: {
      'content-type': contentType ?? CBOR,
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

/** `Retry-After` in seconds; as a date it is not used by this protocol. */
function retryAfter({ headers }: AxiosResponse): { retryAfter?: number } {
  const text = String(headers['retry-after'] ?? '');
  return /^\d{1,6}$/.test(text) ? { retryAfter: Number(text) } : {};
}

/** What answers is no endpoint. */
export function garbage(): ExpectedError {
  return new ExpectedError(
    fail(
      'cloud-garbage',
      'What answers at this address is no Xinglin cloud, or it is broken. Your work is saved here. Check the address.',
    ).error,
  );
}

function networkError(error: unknown, timedOut: boolean): unknown {
  if (error instanceof ExpectedError) return error;
  if (!isAxiosError(error)) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return /^E[A-Z]+|ERR_STREAM/.test(code) ? (isReset(code) ? new LineCut() : unreachable()) : error;
  }
  if (timedOut || error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT')
    return expected(
      'cloud-timeout',
      'The cloud did not answer in time. Your work is saved here and will be sent by itself.',
    );
  if (error.code === 'ERR_CANCELED') return expected('cancelled', 'Cancelled.');
  if (isReset(error.code) || /aborted/.test(error.message)) return new LineCut();
  if (error.code === 'ERR_BAD_RESPONSE' || error.code?.startsWith('HPE_')) return garbage();
  return unreachable();
}

function isReset(code: string | undefined): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

function unreachable(): ExpectedError {
  return expected(
    'cloud-unreachable',
    'Could not reach the cloud. Your work is saved here and will be sent by itself.',
  );
}

function expected(code: Failure['code'], message: string): ExpectedError {
  return new ExpectedError(fail(code, message).error);
}
