// The yardstick of the window: one page with a field and a list, opened as Xinglin opens its own, and nothing behind it.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  window.on('closed', () => app.quit());
  void window.loadFile(join(__dirname, 'index.html'));
});
