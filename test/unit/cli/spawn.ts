/** Runs the command line as its own process, where that is what is tested: what lasts, is ended by a signal, or is piped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Begun, type Ended, endedOf, environmentOf, type RunOptions } from './command.ts';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts');

export interface Running extends Begun {
  readonly child: ChildProcess;
}

const children = new Set<ChildProcess>();

/** Ends what still runs. */
export async function endAll(): Promise<void> {
  for (const child of children) child.kill();
  await Promise.all([...children].map((child) => new Promise((resolve) => child.once('exit', resolve))));
}

/** Keys are derived as the product does it: its home must have been made so. */
export function start(args: readonly string[], options: Omit<RunOptions, 'vault'> = {}): Running {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: environmentOf(options),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    child.emit('more');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.end(options.input ?? '');
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => {
      children.delete(child);
      child.emit('more');
      resolve(endedOf(status, out, err));
    });
  });
  const linesNow = (): string[] => out.split('\n').slice(0, -1);
  return {
    child,
    ended,
    lines: (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (linesNow().length >= count) resolve(linesNow());
          else if (!children.has(child)) reject(new Error(`ended before: ${err}`));
          else child.once('more', look);
        };
        look();
      }),
  };
}
