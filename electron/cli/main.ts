/** The command line: the vault without a window. Status 0: done; 1: expected failure; 2: wrong usage. */
import { CommanderError } from 'commander';
import facts from '../../package.json' with { type: 'json' };
import { ExpectedError } from '../../shared/base/result.ts';
import { tellFailure } from './failure.ts';
import { makeProgram } from './program.ts';
import { processWorld, type World } from './world.ts';

/** Runs one command; its exit status. What is not expected is thrown. */
async function run(argv: readonly string[], world: World): Promise<number> {
  try {
    await makeProgram(world, facts.version).parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ExpectedError)) throw error;
    tellFailure(world, error.failure);
    return 1;
  }
}

// a reader that has seen enough (`| head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await run(process.argv, processWorld());
