/**
 * Processes that the vault asks for. In a release Electron runs no Node but its own utility processes, and only main may start those; the
 * two of them then speak over a port of their own, and main sees nothing of what they say.
 */
import { join } from 'node:path';
import { MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { ChildRequest } from '../../shared/bridge/wire.ts';
import { cleanEnvironment } from './vault-process.ts';

/** Hears a vault's messages; true for those that are about its children. `folder`: where their programs lie. */
export function startChildrenOf(vault: UtilityProcess, folder: string): (message: unknown) => boolean {
  const children = new Map<number, UtilityProcess>();
  const end = (child: UtilityProcess | undefined): void => {
    // at once: by itself `kill` would wait for a process that is busy
    if (child?.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  };
  vault.once('exit', () => {
    for (const child of children.values()) end(child);
  });
  return (raw) => {
    const request = ChildRequest.safeParse(raw);
    if (!request.success) return false;
    const { kind, id } = request.data;
    if (kind === 'child-kill') {
      end(children.get(id));
      return true;
    }
    const child = utilityProcess.fork(join(folder, 'notebook-process.js'), [], {
      serviceName: 'xinglin-notebook',
      stdio: 'inherit',
      env: cleanEnvironment(),
    });
    children.set(id, child);
    child.on('error', () => undefined); // of V8, and `exit` follows: without a listener main itself would end
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'child-port' }, [port1]);
    vault.postMessage({ kind: 'child-port', id }, [port2]);
    child.once('exit', () => {
      children.delete(id);
      vault.postMessage({ kind: 'child-gone', id });
    });
    return true;
  };
}
