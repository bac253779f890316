/** Secrets from the environment, or asked for on a terminal without showing them. Never from an argument. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { raise } from '../../shared/base/result.ts';
import type { World } from './world.ts';

const VARIABLE = 'XINGLIN_PASSPHRASE';

/** The passphrase of an existing user. Raises locked where there is nobody to ask. */
export async function askPassphrase(world: World): Promise<string> {
  return (
    secretFromEnvironment(world, VARIABLE) ?? (await askHidden(world, VARIABLE, world.say('Passphrase: ', '口令：')))
  );
}

/** A new passphrase from an environment variable, or typed twice on a terminal. Raises invalid-input where both differ. */
export async function askNewPassphrase(world: World, variable = VARIABLE): Promise<string> {
  const given = secretFromEnvironment(world, variable);
  if (given !== undefined) return given;
  const first = await askHidden(world, variable, world.say('New passphrase: ', '新口令：'));
  const second = await askHidden(world, variable, world.say('Once more: ', '再输入一次：'));
  if (first !== second) raise('invalid-input', 'The two passphrases are not the same. Nothing was created.');
  return first;
}

/** Taken once and removed, so that nothing that is started from here inherits it. */
export function secretFromEnvironment({ environment }: World, variable: string): string | undefined {
  const given = environment[variable];
  delete environment[variable];
  return given === '' ? undefined : given;
}

/** Asks on a terminal without showing what is typed. Raises locked where there is nobody to ask, cancelled. */
export async function askHidden({ stdin, stderr }: World, variable: string, question: string): Promise<string> {
  if (!stdin.isTTY) raise('locked', `A secret is needed. Set ${variable}, or run this on a terminal.`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: silent, terminal: true, historySize: 0 });
  stderr.write(question);
  try {
    const answer = reader.question('');
    const closed = new Promise<never>((_resolve, reject) => {
      reader.once('SIGINT', () => reject(new Error('interrupted')));
      reader.once('close', () => reject(new Error('interrupted')));
    });
    return await Promise.race([answer, closed]).catch(() =>
      raise('cancelled', 'Nothing was entered; nothing was done.'),
    );
  } finally {
    reader.close();
    stderr.write('\n');
  }
}
