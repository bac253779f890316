/** Entry of the notebook's process (docs/decisions/0056): it has no folder, no key and no line to anywhere but the vault that started it. */
import { Worker } from 'node:worker_threads';
import { type Parent, superviseNotebook } from './analysis/notebook/supervise.ts';
import type { HandedPort } from './utility-children.ts';

const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** By the port that Electron hands over, or the channel to the Node that forked this one. */
async function findParent(): Promise<Parent> {
  const { parentPort } = process as {
    parentPort?: { once(event: 'message', listener: (event: { ports: HandedPort[] }) => void): void };
  };
  if (!parentPort)
    return {
      post: (message) => process.send?.(message),
      onMessage: (listener) => process.on('message', listener),
      onGone: (listener) => process.once('disconnect', listener),
    };
  const port = await new Promise<HandedPort>((resolve, reject) => {
    parentPort.once('message', ({ ports: [handed] }) => (handed ? resolve(handed) : reject(new Error('no port'))));
  });
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onGone: (listener) => port.on('close', listener),
  };
}

void findParent().then((parent) =>
  superviseNotebook(
    parent,
    (resourceLimits) => new Worker(new URL(`./notebook-thread${ENDING}`, import.meta.url), { resourceLimits }),
    () => process.kill(process.pid, 'SIGKILL'),
  ),
);
