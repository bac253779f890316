import { type ChildProcess, spawn } from 'node:child_process';

/** A display that windows draw on without anyone seeing. */
export interface Display {
  /** For the environment of what draws, e.g. `:99`. */
  readonly name: string;
  stop(): Promise<void>;
}

const START_MS = 15_000;

/** Starts Xvfb on a free display number, which it chooses itself. */
export async function startDisplay(width = 1600, height = 1000): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const number = await firstLine(server);
  return {
    name: `:${number}`,
    stop: () => end(server),
  };
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`Xvfb did not start: ${said}`)), START_MS);
    server.stderr?.on('data', (part: Buffer) => {
      said += part.toString('utf8');
    });
    server.on('error', reject);
    let text = '';
    server.stdio[3]?.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    server.on('exit', () => reject(new Error(`Xvfb ended: ${said}`)));
  });
}

/** Ends a process that we started: asks, then insists. */
export function end(child: ChildProcess, limitMs = 5000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}
