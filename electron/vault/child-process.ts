/** Processes of the vault's own: forked from this very Node, or where that may not be (in a release, Electron is no Node) asked for from main. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartChild } from './analysis/notebook/process.ts';

/** What Windows needs to start a process at all; nothing else of the environment is anything to it. */
const NEEDED = ['SystemRoot', 'windir'];

/** A child of this Node, with the program in `file`. */
export function forkChild(file: URL): StartChild {
  return (listener) => {
    const child = fork(fileURLToPath(file), [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: Object.fromEntries(NEEDED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    });
    let gone = false;
    const exit = (): void => {
      if (!gone) listener.exit();
      gone = true;
    };
    child.on('message', (message: unknown) => listener.message(message));
    child.once('error', exit);
    child.once('exit', exit);
    return {
      post: (message) => {
        if (child.connected) child.send(message as object);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
