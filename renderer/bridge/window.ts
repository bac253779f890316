/** Reaches `window.xinglin`, the only way out of this page. */
import type { WindowBridge } from '../../shared/bridge/desktop.ts';

declare global {
  interface Window {
    readonly xinglin?: WindowBridge;
  }
}

/** The bridge that the preload put there; throws where the page was opened in anything but the application. */
export function bridge(): WindowBridge {
  const found = window.xinglin;
  if (!found) throw new Error('window.xinglin is missing: this page only works inside the application');
  return found;
}

/** The path of a file that was dropped on the window; empty where the system gives none. */
export function pathForFile(file: File): string {
  return bridge().pathForFile(file);
}
