/** An endpoint that lies: passes what it is asked on to an honest one over HTTP, and what comes back as a test likes it. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import { toHex } from '../../shared/base/bytes.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import { SyncRequest, SyncResponse, Token, TokenRequest } from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';

/** One request as the endpoint sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Id of the workstation that asks, in hexadecimal, where its token tells. */
  readonly device: string | undefined;
  readonly body: Uint8Array;
}

export interface Told {
  readonly status: number;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Lies {
  /** The honest endpoint that is asked; the one given at first by default. */
  route?: (asked: Asked) => string;
  /** Says to the honest endpoint that it was reached at its own address, not at the liar's. */
  asItself?: boolean;
  /** Answers without asking anybody; undefined: asks. */
  instead?: (asked: Asked) => Told | undefined;
  /** Changes any answer. */
  answer?: (asked: Asked, told: Told) => Told;
  /** Changes what a sync asks for. */
  request?: (request: SyncRequest) => SyncRequest;
  /** Changes what is answered to a sync. */
  sync?: (request: SyncRequest, response: SyncResponse, device: string | undefined) => SyncResponse;
}

export interface LyingEndpoint {
  readonly url: string;
  /** Address of the honest one behind it. */
  readonly honest: string;
  /** What it lies about now; nothing at first. */
  lies: Lies;
  /** Everything that was asked, with what was answered. */
  readonly seen: { asked: Asked; told: Told }[];
  close(): Promise<void>;
}

/** Starts to listen before an honest endpoint. */
export async function lyingEndpoint(honest: string): Promise<LyingEndpoint> {
  const devices = new Map<string, string>();
  const seen: LyingEndpoint['seen'] = [];
  const left = new AbortController();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      device: bearer === undefined ? undefined : devices.get(bearer),
      body: wanting(request.url, await bodyOf(request), endpoint.lies.request),
    };
    const told = endpoint.lies.instead?.(asked) ?? (await pass(asked, request.headers, response));
    if (!told) return; // an event stream
    seen.push({ asked, told });
    response.writeHead(told.status, { 'content-type': CBOR, ...told.headers }).end(told.body);
  };

  const pass = async (asked: Asked, headers: IncomingHttpHeaders, response: ServerResponse): Promise<Told | null> => {
    const to = endpoint.lies.route?.(asked) ?? honest;
    const given = endpoint.lies.asItself ? { ...headers, host: new URL(to).host } : headers;
    const reply = await forward(`${to}${asked.path}`, asked, given, left.signal);
    if (asked.path.endsWith('/poke') && reply.statusCode === 200) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      reply.pipe(response);
      return null;
    }
    const range = reply.headers['content-range'];
    const kept = range === undefined ? {} : { headers: { 'content-range': range } };
    const told = { status: reply.statusCode ?? 500, body: await bodyOf(reply), ...kept };
    remember(asked, told);
    const changed = asked.path === '/v1/sync' && told.status === 200 ? lieInSync(asked, told) : told;
    return endpoint.lies.answer?.(asked, changed) ?? changed;
  };

  const remember = (asked: Asked, told: Told): void => {
    if (asked.path !== '/v1/token' || told.status !== 200) return;
    const [who, given] = [decodeCbor(TokenRequest, asked.body), decodeCbor(Token, told.body)];
    if (who && given) devices.set(given.token, toHex(who.device));
  };

  const lieInSync = (asked: Asked, told: Told): Told => {
    const [request, response] = [decodeCbor(SyncRequest, asked.body), decodeCbor(SyncResponse, told.body)];
    if (!request || !response || !endpoint.lies.sync) return told;
    return { ...told, body: encodeCbor(endpoint.lies.sync(request, response, asked.device)) };
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint: LyingEndpoint = {
    url: `http://127.0.0.1:${address.port}`,
    honest,
    lies: {},
    seen,
    close: async () => {
      left.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return endpoint;
}

/** A sync is to be answered in full, so that there is something to lie about. */
function wanting(
  path: string | undefined,
  body: Uint8Array,
  change: (request: SyncRequest) => SyncRequest = (request) => request,
): Uint8Array {
  const asked = path === '/v1/sync' ? decodeCbor(SyncRequest, body) : null;
  if (!asked) return body;
  const { unless: _, ...full } = asked;
  return encodeCbor(change(full));
}

/** The honest endpoint is the liar's own: it is told to answer to the liar's address. */
function forward(
  url: string,
  asked: Asked,
  headers: IncomingHttpHeaders,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { 'content-length': _, ...kept } = headers;
  return new Promise((resolve, reject) => {
    send(url, { method: asked.method, headers: { ...kept, 'content-length': asked.body.length }, signal }, resolve)
      .on('error', reject)
      .end(asked.body);
  });
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
