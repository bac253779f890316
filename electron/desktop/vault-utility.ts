import { utilityProcess } from 'electron';
import { cleanEnvironment, type StartVault } from './vault-process.ts';

/** The vault as Electron's utility process: the only way in a release. */
export function startUtility(entry: string, home: string): StartVault {
  return (listener) => {
    const child = utilityProcess.fork(entry, ['--home', home], {
      serviceName: 'xinglin-vault',
      stdio: 'inherit',
      env: cleanEnvironment(),
    });
    child.on('message', (message: unknown) => listener.message(message));
    child.once('exit', (code) => listener.exit(code));
    return { post: (message) => child.postMessage(message), kill: () => void child.kill() };
  };
}
