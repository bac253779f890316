/** The servers that benches talk to, each in a process of its own: the endpoint, bare node:http, the raw pipeline's. */
import { subscribe } from 'node:diagnostics_channel';
import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createCloud } from '../../cloud/main.ts';
import { makeRawListener } from './raw-server.ts';

/** Answers every request, once it has arrived, with as many bytes as the request's `x-answer-bytes` asks for. */
const bare: RequestListener = (request, response) => {
  request.resume();
  request.on('end', () => {
    response.setHeader('content-type', 'application/cbor');
    response.end(Buffer.alloc(Number(request.headers['x-answer-bytes'] ?? 0)));
  });
};

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function endpoint(data: string): Promise<string> {
  const limits = { address: 1e9, device: 1e9 };
  return (await createCloud({ data, port: 0, limits }, { log: { level: 'error' } })).listen();
}

const sockets: Socket[] = [];
let requests = 0;
subscribe('net.server.socket', (message) => sockets.push((message as { socket: Socket }).socket));
subscribe('http.server.request.start', () => {
  requests += 1;
});

/** What went over the wire so far, heads of HTTP included. */
function traffic(): { requests: number; bytes: number } {
  return { requests, bytes: sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0) };
}

process.once('disconnect', () => process.exit(0));
process.on('message', () => process.send?.(traffic()));
const [kind, folder = ''] = process.argv.slice(2);
const start = {
  endpoint: () => endpoint(folder),
  bare: () => listen(bare),
  raw: () => listen(makeRawListener(join(folder, 'raw.db'))),
}[String(kind)];
if (!start) throw new Error('no such server');
process.send?.({ url: await start() });
