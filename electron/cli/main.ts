/** The command line: the vault without a window. */
import { runCommand } from './run.ts';
import { processWorld } from './world.ts';

// a reader that has seen enough (`| head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await runCommand(process.argv.slice(2), processWorld());
