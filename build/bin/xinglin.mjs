#!/usr/bin/env node
// `xinglin COMMAND` in a checkout: runs the command line on Node 24, passing arguments, streams, signals and status through.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { findNode24, ROOT, refuseOldNode } from '../node24.mjs';

refuseOldNode();
const main = join(ROOT, 'electron', 'cli', 'main.ts');
const child = spawn(findNode24(), ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // from the second command on, nothing is compiled again: it begins in half the time
  env: { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'xinglin', 'compiled'), ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
