/** What a command has of the outside world. */
import type { openVault } from '../vault/main.ts';
import { type Language, languageOf, type Say, speaker } from './language.ts';

export interface World {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly openVault: typeof openVault;
  readonly language: Language;
  readonly say: Say;
}

/** Where text comes from; a terminal can be asked. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  /** Lets the process end though nobody closed this. */
  unref?(): void;
}

/** Where text goes; on a terminal it is for people. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/** What may be other than this process has it. */
export type OtherWorld = Partial<Pick<World, 'environment' | 'stdin' | 'stdout' | 'stderr' | 'openVault'>>;

/** The world of this process, or as much of it as is not another. */
export function processWorld(other: OtherWorld = {}): World {
  const language = languageOf(other.environment ?? process.env);
  return {
    environment: process.env,
    platform: process.platform,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    // loaded when it is needed: help and wrong usage answer at once
    openVault: async (options) => (await import('../vault/main.ts')).openVault(options),
    language,
    say: speaker(language),
    ...other,
  };
}
