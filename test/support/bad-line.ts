/** A line to an endpoint that breaks off: real sockets, each of which carries so many bytes and then no more. */
import { connect, createServer, type Socket } from 'node:net';

export interface BadLine {
  readonly url: string;
  /** Bytes that one connection carries in both directions together; Infinity for a good line. */
  limit: number;
  /** Bytes that were carried to the endpoint and back, and over how many connections. */
  readonly carried: { up: number; down: number; connections: number };
  close(): Promise<void>;
}

/** Starts to listen before an endpoint. */
export async function badLine(endpoint: string, limit: number): Promise<BadLine> {
  const { hostname, port } = new URL(endpoint);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    line.carried.connections += 1;
    let used = 0;
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    const carry = (from: Socket, to: Socket, way: 'up' | 'down'): void => {
      open.add(from);
      from.on('data', (chunk: Buffer) => {
        const part = chunk.subarray(0, Math.min(Math.max(0, line.limit - used), chunk.length));
        used += part.length;
        line.carried[way] += part.length;
        // what was carried arrives before the line breaks
        if (used < line.limit) to.write(part);
        else to.write(part, () => setTimeout(end, 5));
      });
      from.on('error', end);
      from.on('close', () => {
        open.delete(from);
        end();
      });
    };
    carry(near, far, 'up');
    carry(far, near, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const line: BadLine = {
    url: `http://127.0.0.1:${address.port}`,
    limit,
    carried: { up: 0, down: 0, connections: 0 },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return line;
}
