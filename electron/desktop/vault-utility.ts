import { dirname } from 'node:path';
import { utilityProcess } from 'electron';
import { SEMI_SPACE_MB } from '../../shared/base/heap.ts';
import { startChildrenOf } from './vault-children.ts';
import { cleanEnvironment, type StartVault } from './vault-process.ts';

/** The vault as Electron's utility process: the only way in a release. */
export function startUtility(entry: string, home: string): StartVault {
  return (listener) => {
    const child = utilityProcess.fork(entry, ['--home', home], {
      serviceName: 'xinglin-vault',
      // options of V8 reach a utility process in no other way
      execArgv: [`--js-flags=--max-semi-space-size=${SEMI_SPACE_MB}`],
      stdio: 'inherit',
      env: cleanEnvironment(),
    });
    const isOfChild = startChildrenOf(child, dirname(entry));
    child.on('message', (message: unknown) => {
      if (!isOfChild(message)) listener.message(message);
    });
    child.on('error', () => undefined); // of V8, and `exit` follows: without a listener main itself would end
    child.once('exit', (code) => listener.exit(code));
    return { post: (message) => child.postMessage(message), kill: () => void child.kill() };
  };
}
