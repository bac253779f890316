/** What a command has of the outside world. */
import { type Language, languageOf, type Say, speaker } from './language.ts';

export interface World {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly language: Language;
  readonly say: Say;
}

export function processWorld(): World {
  const language = languageOf(process.env);
  return {
    environment: process.env,
    platform: process.platform,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    language,
    say: speaker(language),
  };
}
