/** Runs the command line inside the test: what it is asked and says, without a process of its own (those are in spawn.ts). */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCommand } from '../../../electron/cli/run.ts';
import { processWorld } from '../../../electron/cli/world.ts';
import { type OpenOptions, openVault } from '../../../electron/vault/main.ts';
import { KDF_FLOOR } from '../../../shared/crypto/sodium.ts';
import { QUICK } from '../../support/vaults.ts';

export const PASSPHRASE = 'seven quiet herons ferment';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as one JSON value. */
  json(): unknown;
  /** Code of the error on standard error. */
  error(): string | undefined;
}

export interface RunOptions {
  readonly input?: string;
  readonly environment?: Record<string, string | undefined>;
  /** How the home is opened; its keys are derived quickly, unless this is told otherwise (`ARGON2`). */
  readonly vault?: OpenOptions;
}

export interface Begun {
  /** Resolves when standard output has so many lines; rejects where it ends before. */
  lines(count: number): Promise<string[]>;
  readonly ended: Promise<Ended>;
}

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-cli-'));
  folders.push(folder);
  return folder;
}

/** Removes all folders. */
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** As `init` does, but with keys that are derived quickly, or those of `options`. */
export async function makeClinic(where: string, options: OpenOptions = { workers: QUICK }): Promise<void> {
  const made = await openVault({ home: where, kdfCost: KDF_FLOOR, ...options });
  if (!made.ok) throw new Error(made.error.code);
  const clinic = { clinicName: 'Willow', ownerName: 'Dr Ann', passphrase: PASSPHRASE, locale: 'en' } as const;
  const created = await made.value.ask('clinic.create', clinic);
  if (!created.ok) throw new Error(created.error.code);
  await made.value.close();
}

/** The variables that a command sees: those of this process, with a passphrase. */
export function environmentOf(options: RunOptions): NodeJS.ProcessEnv {
  return { ...process.env, LANG: 'C', LC_ALL: undefined, XINGLIN_PASSPHRASE: PASSPHRASE, ...options.environment };
}

/** How a command ended. */
export function endedOf(status: number | null, out: string, err: string): Ended {
  return {
    status,
    out,
    err,
    json: () => JSON.parse(out),
    error: () => /\{"error":\{"code":"([^"]+)"/.exec(err)?.[1],
  };
}

/** Runs one command to its end. */
export const run = (args: readonly string[], options: RunOptions = {}): Promise<Ended> => begin(args, options).ended;

/** Begins a command that says something before it ends. */
export function begin(args: readonly string[], options: RunOptions = {}): Begun {
  const [out, err] = [new Heard(), new Heard()];
  const world = processWorld({
    environment: environmentOf(options),
    stdin: Readable.from([options.input ?? '']),
    stdout: out,
    stderr: err,
    openVault: (asked) => openVault({ kdfCost: KDF_FLOOR, workers: QUICK, ...options.vault, ...asked }),
  });
  const ended = runCommand(args, world).then((status) => endedOf(status, out.text, err.text));
  return {
    ended,
    lines: (count) => Promise.race([out.lines(count), ended.then(({ err }) => Promise.reject(new Error(err)))]),
  };
}

/** A stream that keeps what was written to it. */
class Heard extends Writable {
  text = '';

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += piece.toString('utf8');
    this.emit('heard');
    done();
  }

  async lines(count: number): Promise<string[]> {
    for (;;) {
      const lines = this.text.split('\n').slice(0, -1);
      if (lines.length >= count) return lines;
      await once(this, 'heard');
    }
  }
}
