/** One command, from its arguments to its exit status. */
import { CommanderError } from 'commander';
import facts from '../../package.json' with { type: 'json' };
import { ExpectedError } from '../../shared/base/result.ts';
import { tellFailure } from './failure.ts';
import { makeProgram } from './program.ts';
import type { World } from './world.ts';

/**
 * Runs one command; its exit status: 0 done, 1 expected failure, 2 wrong usage. What is not expected is thrown.
 * @param args what stands behind the program's name
 */
export async function runCommand(args: readonly string[], world: World): Promise<number> {
  try {
    await makeProgram(world, facts.version).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ExpectedError)) throw error;
    tellFailure(world, error.failure);
    return 1;
  }
}
