/** Speaks the endpoint's protocol plainly, for tests: one call per message, refusals as values. */

import { toHex } from '../../shared/base/bytes.ts';
import { sign } from '../../shared/crypto/sodium.ts';
import { normaliseAddress } from '../../shared/protocol/address.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import {
  CHALLENGE_CONTEXT,
  Challenge,
  challengeBytes,
  Refusal,
  type SyncRequest,
  SyncResponse,
  Token,
} from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';
import type { TestDevice } from './devices.ts';

export interface Reply {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
  /** null if the endpoint refused nothing. */
  readonly refusal: Refusal | null;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: Uint8Array;
  readonly token?: string;
  readonly contentType?: string;
}

/** One request. Throws if a refusal is not what the protocol says a refusal is. */
export async function call(url: string, method: string, path: string, options: CallOptions = {}): Promise<Reply> {
  const bytes = options.raw ?? (options.body === undefined ? undefined : encodeCbor(options.body));
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(bytes ? { 'content-type': options.contentType ?? CBOR } : {}),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    ...(bytes ? { body: Buffer.from(bytes) } : {}),
  });
  const content = new Uint8Array(await response.arrayBuffer());
  const refusal = response.ok ? null : decodeCbor(Refusal, content);
  if (!response.ok && !refusal) throw new Error(`status ${response.status} without a refusal`);
  return { status: response.status, bytes: content, headers: response.headers, refusal };
}

/** Gets a token by the signed challenge, for the address given. */
export async function login(
  url: string,
  clinicId: Uint8Array,
  device: TestDevice,
  address = normaliseAddress(url) ?? url,
): Promise<string> {
  const who = { clinic: clinicId, device: device.keys.id };
  const asked = await call(url, 'POST', '/v1/challenge', { body: who });
  const challenge = decodeCbor(Challenge, asked.bytes)?.challenge;
  if (!challenge) throw new Error(`no challenge: ${asked.refusal?.error}`);
  const signature = sign(CHALLENGE_CONTEXT, challengeBytes(challenge, address), device.sign.secretKey);
  const given = await call(url, 'POST', '/v1/token', { body: { ...who, challenge, address, signature } });
  const token = decodeCbor(Token, given.bytes)?.token;
  if (!token) throw new Error(`no token: ${given.refusal?.error}`);
  return token;
}

/** One exchange that must succeed. */
export async function sync(url: string, token: string, request: Partial<SyncRequest> = {}): Promise<SyncResponse> {
  const reply = await trySync(url, token, request);
  const response = decodeCbor(SyncResponse, reply.bytes);
  if (!response) throw new Error(`sync was refused: ${reply.refusal?.error}`);
  return response;
}

/** One exchange, whatever comes of it. */
export function trySync(url: string, token: string, request: Partial<SyncRequest> = {}): Promise<Reply> {
  const body = { incarnation: null, cursor: 0, push: [], pullMax: 1024 * 1024, ...request };
  return call(url, 'POST', '/v1/sync', { body, token });
}

/** The path of a mailbox's half. */
export function mailboxPath(mailbox: Uint8Array, half: 'request' | 'answer'): string {
  return `/v1/enrolments/${toHex(mailbox)}/${half}`;
}
