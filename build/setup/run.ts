import { type SpawnOptions, spawn } from 'node:child_process';

/** What a finished program left. `code` is null where a signal or the time limit ended it. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and keeps what it said.
 * @param limitMs after this many milliseconds it is killed (code null).
 */
export function capture(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly limitMs?: number } = {},
): Promise<Finished> {
  const { limitMs, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (part: Buffer) => {
      stdout += part.toString('utf8');
    });
    child.stderr?.on('data', (part: Buffer) => {
      stderr += part.toString('utf8');
    });
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs a program on this terminal; the promise is its exit status (1 where it could not start or was killed). */
export function show(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const end = (code: number): void => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** A reason to stop that the person at the terminal can act on: printed without a stack. */
export class SetupProblem extends Error {}

/** Runs a task: a `SetupProblem` is printed as a sentence, anything else is a fault and keeps its stack. */
export async function task(work: () => Promise<number | undefined>): Promise<void> {
  // a library of the packager ends the process as if all were well, when nothing is left to do: the task has the last word, also where it never ended
  let status = 1;
  process.on('exit', () => {
    process.exitCode = status;
  });
  try {
    status = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`\nxinglin: ${error.message}`);
  }
}
