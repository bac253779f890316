/** Starts and ends the servers of benches. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type ServerKind = 'endpoint' | 'bare' | 'raw';

export interface Traffic {
  readonly requests: number;
  /** Both ways, heads of HTTP included. */
  readonly bytes: number;
}

export interface BenchServer {
  readonly url: string;
  /** Since its start. */
  traffic(): Promise<Traffic>;
  stop(): Promise<void>;
}

/** Starts a server in a process of its own, its data in `folder`. */
export async function startServer(kind: ServerKind, folder: string): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [kind, folder], { execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { url } = await nextMessage<{ url: string }>(child, kind);
  return {
    url,
    traffic: () => {
      const answer = nextMessage<Traffic>(child, kind);
      child.send('traffic');
      return answer;
    },
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** What went over the wire during `work`. */
export async function trafficOf(server: BenchServer, work: () => Promise<unknown>): Promise<Traffic> {
  const before = await server.traffic();
  await work();
  const after = await server.traffic();
  return { requests: after.requests - before.requests, bytes: after.bytes - before.bytes };
}

function nextMessage<T>(child: ChildProcess, kind: ServerKind): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error(`the ${kind} server ended`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });
}
