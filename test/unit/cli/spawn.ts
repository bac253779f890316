/** Runs the command line as its own process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault } from '../../../electron/vault/main.ts';
import { KDF_FLOOR } from '../../../shared/crypto/sodium.ts';

export const PASSPHRASE = 'seven quiet herons ferment';
const MAIN = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts');

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as one JSON value. */
  json(): unknown;
  /** Code of the error on standard error. */
  error(): string | undefined;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when standard output has so many lines. */
  lines(count: number): Promise<string[]>;
  readonly ended: Promise<Ended>;
}

export interface RunOptions {
  readonly input?: string;
  readonly environment?: Record<string, string | undefined>;
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-cli-'));
  folders.push(folder);
  return folder;
}

/** Ends what still runs and removes all folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill();
  await Promise.all([...children].map((child) => new Promise((resolve) => child.once('exit', resolve))));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** As `init` does, but with the cheapest passphrase allowed: every command derives its key again. */
export async function makeClinic(where: string): Promise<void> {
  const made = await openVault({ home: where, kdfCost: KDF_FLOOR });
  if (!made.ok) throw new Error(made.error.code);
  const clinic = { clinicName: 'Willow', ownerName: 'Dr Ann', passphrase: PASSPHRASE, locale: 'en' } as const;
  const created = await made.value.ask('clinic.create', clinic);
  if (!created.ok) throw new Error(created.error.code);
  await made.value.close();
}

export function start(args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...process.env, LANG: 'C', LC_ALL: undefined, XINGLIN_PASSPHRASE: PASSPHRASE, ...options.environment },
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
      resolve({
        status,
        out,
        err,
        json: () => JSON.parse(out),
        error: () => /\{"error":\{"code":"([^"]+)"/.exec(err)?.[1],
      });
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

export const run = (args: readonly string[], options: RunOptions = {}): Promise<Ended> => start(args, options).ended;
