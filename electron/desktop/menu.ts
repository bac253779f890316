import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

/** The application's menu: the few things every window has. No developer tools, no reload. */
export function setMenu(words: Words): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      { label: words.file, submenu: [{ role: 'quit', label: words.quit }] },
      {
        label: words.edit,
        submenu: [
          { role: 'undo', label: words.undo },
          { role: 'redo', label: words.redo },
          { type: 'separator' },
          { role: 'cut', label: words.cut },
          { role: 'copy', label: words.copy },
          { role: 'paste', label: words.paste },
          { role: 'selectAll', label: words.selectAll },
        ],
      },
      {
        label: words.view,
        submenu: [
          { role: 'zoomIn', label: words.larger },
          { role: 'zoomOut', label: words.smaller },
          { role: 'resetZoom', label: words.actualSize },
          { type: 'separator' },
          { role: 'togglefullscreen', label: words.fullScreen },
        ],
      },
    ]),
  );
}
