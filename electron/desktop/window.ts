import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { RELEASE } from './build-facts.ts';
import { ORIGIN } from './policy.ts';
import type { SettingsFile } from './settings.ts';

const SMALLEST = { width: 1024, height: 700 };
/** The ground of the light theme, so that nothing flashes before the first paint. */
const PAPER = '#FBFAF7';

/** Opens the one window on its own page (or the development server's). */
export function openWindow(settings: SettingsFile, devUrl: string | undefined): BrowserWindow {
  const { width, height, maximized } = settings.current;
  const window = new BrowserWindow({
    title: 'Xinglin 杏林',
    width,
    height,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: PAPER,
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !RELEASE,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    const size = window.getNormalBounds();
    settings.change({ width: size.width, height: size.height, maximized: window.isMaximized() });
  });
  void window.loadURL(devUrl ?? `${ORIGIN}/`);
  return window;
}
