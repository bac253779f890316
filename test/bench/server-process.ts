/** The servers that test/bench/endpoint.ts measures, each in a process of its own: the endpoint, and bare node:http. */
import { createServer } from 'node:http';
import { createCloud } from '../../cloud/main.ts';

/** Answers every request, once it has arrived, with as many bytes as the request's `x-answer-bytes` asks for. */
async function bare(): Promise<string> {
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/cbor');
      response.end(Buffer.alloc(Number(request.headers['x-answer-bytes'] ?? Math.min(size, 0))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function endpoint(data: string): Promise<string> {
  const limits = { address: 1e9, device: 1e9 };
  return (await createCloud({ data, port: 0, limits }, { log: { level: 'error' } })).listen();
}

const [kind, data] = process.argv.slice(2);
process.once('disconnect', () => process.exit(0));
process.send?.(kind === 'endpoint' && data ? await endpoint(data) : await bare());
