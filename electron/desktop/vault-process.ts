import { fork } from 'node:child_process';
import { SEMI_SPACE_MB } from '../../shared/base/heap.ts';
import type { ToVault } from '../../shared/bridge/wire.ts';

/** A running vault, as its host sees it, whatever kind of process it is. */
export interface VaultProcess {
  post(message: ToVault): void;
  kill(): void;
}

export interface VaultProcessListener {
  message(message: unknown): void;
  /** The process is gone; comes once. */
  exit(code: number | null): void;
}

export type StartVault = (listener: VaultProcessListener) => VaultProcess;

/** Nothing of the environment that could change what the vault's program does. */
export function cleanEnvironment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(NODE_|ELECTRON_|npm_)/.test(name)) env[name] = value;
  }
  return env;
}

/**
 * The vault under a Node of its own, for evaluation on an Electron too old for the SQLite binding. Same messages; as JSON,
 * because the two sides' versions of V8 do not read each other's clones.
 */
export function startChild(entry: string, home: string, node: string): StartVault {
  return (listener) => {
    const child = fork(entry, ['--home', home], {
      execPath: node,
      execArgv: [`--max-semi-space-size=${SEMI_SPACE_MB}`],
      serialization: 'json',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: cleanEnvironment(),
    });
    let gone = false;
    const exit = (code: number | null): void => {
      if (!gone) listener.exit(code);
      gone = true;
    };
    child.on('message', (message: unknown) => listener.message(message));
    child.once('error', () => exit(null)); // could not start
    child.once('exit', exit);
    return {
      post: (message) => {
        if (child.connected) child.send(message);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
