import { ipcMain, type WebContents } from 'electron';
import { fail, type Result } from '../../shared/base/result.ts';
import type { DesktopName } from '../../shared/bridge/desktop.ts';
import { desktopCalls } from '../../shared/bridge/desktop.ts';
import type { DesktopHandlers } from './calls.ts';
import { mayAsk } from './policy.ts';

export interface BridgeParts {
  readonly desktop: DesktopHandlers;
  /** Everything that is not main's own goes there. */
  readonly vault: (name: string, input: unknown) => Promise<Result<unknown>>;
  /** The one window that may ask. */
  readonly contents: () => WebContents | undefined;
  readonly devUrl: string | undefined;
}

function isDesktopName(name: string): name is DesktopName {
  return Object.hasOwn(desktopCalls, name);
}

/** Answers the one channel of the window. Whoever else sends on it is refused on every message. */
export function answerWindow(parts: BridgeParts): void {
  ipcMain.handle('xinglin:call', async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!mayAsk(event, parts.contents(), parts.devUrl)) throw new Error('xinglin:call from a frame that may not ask');
    if (typeof name !== 'string') return fail('invalid-input', 'A call has a name.');
    return isDesktopName(name) ? desktop(parts.desktop, name, input) : parts.vault(name, input);
  });
}

async function desktop<N extends DesktopName>(
  handlers: DesktopHandlers,
  name: N,
  input: unknown,
): Promise<Result<unknown>> {
  const parsed = desktopCalls[name].input.safeParse(input);
  if (!parsed.success) return fail('invalid-input', `${name}: the input does not have the agreed form.`);
  return handlers[name](parsed.data as never);
}

/** Sends an event of the vault to the window, where there is one. */
export function tellWindow(contents: WebContents | undefined, name: string, payload: unknown): void {
  if (contents && !contents.isDestroyed()) contents.send('xinglin:event', name, payload);
}
