import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { WindowBridge } from '../shared/bridge/desktop.ts';

/** What the page sees as `window.xinglin`: a proxy without logic. */
const bridge: WindowBridge = {
  call: (name, input) => ipcRenderer.invoke('xinglin:call', name, input),
  on: (name, listener) => {
    const hear = (_event: IpcRendererEvent, event: string, payload: unknown): void => {
      if (event === name) listener(payload);
    };
    ipcRenderer.on('xinglin:event', hear);
    return () => void ipcRenderer.off('xinglin:event', hear);
  },
  // Older runtimes have no webUtils; there a file carries its path.
  pathForFile: (file) => webUtils?.getPathForFile(file as File) ?? (file as { path?: string }).path ?? '',
};

contextBridge.exposeInMainWorld('xinglin', bridge);
