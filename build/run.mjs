// Entry of the npm scripts: `node build/run.mjs TASK [ARGS]` runs build/tasks/TASK.ts on Node 24.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { findNode24, ROOT, refuseOldNode } from './node24.mjs';

refuseOldNode();
const [task = '', ...args] = process.argv.slice(2);
if (!/^[a-z0-9-]+$/.test(task)) {
  console.error('Usage: node build/run.mjs TASK [ARGS]');
  process.exit(2);
}
const node = findNode24();
const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
const child = spawn(node, [join(ROOT, 'build', 'tasks', `${task}.ts`), ...args], {
  stdio: 'inherit',
  cwd: ROOT,
  env: { ...process.env, PATH: path },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1)));
