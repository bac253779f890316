import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { NODE24, ROOT } from '../../build/setup/paths.ts';
import { end } from './display.ts';

/** A cloud endpoint, as `xinglin cloud` starts it. */
export interface Cloud {
  readonly url: string;
  readonly folder: string;
  /** Its process as it runs now. */
  pid(): number;
  /** What it wrote to its streams. */
  log(): string;
  /** Pulls the cable: the endpoint is gone until `start`. */
  stop(): Promise<void>;
  /** On the same port and folder as before. */
  start(): Promise<void>;
}

const START_MS = 30_000;

/** Starts an endpoint on a free port over `folder`, and waits until it answers. */
export async function startCloud(folder: string, env: Readonly<Record<string, string>>): Promise<Cloud> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [join(ROOT, 'electron', 'cli', 'main.ts'), 'cloud', '--data', folder, '--port', String(port)];
  let said = '';
  const launch = () => {
    const started = spawn(NODE24, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString('utf8');
      });
    }
    return started;
  };
  let child = launch();
  const answers = async (): Promise<void> => {
    const until = Date.now() + START_MS;
    while (Date.now() < until) {
      if (child.exitCode !== null) throw new Error(`the endpoint ended with ${child.exitCode}: ${said}`);
      const answer = await fetch(url).catch(() => undefined);
      if (answer) return;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    throw new Error(`the endpoint did not answer: ${said}`);
  };
  await answers();
  return {
    url,
    folder,
    pid: () => child.pid ?? 0,
    log: () => said,
    stop: () => end(child),
    start: async () => {
      child = launch();
      await answers();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
