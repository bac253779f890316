import { join } from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import type { ErrorCode, Failure } from '../shared/base/errors.ts';
import type { Locale } from '../shared/bridge/session.ts';
import { answerWindow, tellWindow } from './desktop/bridge.ts';
import { RELEASE } from './desktop/build-facts.ts';
import { desktopHandlers } from './desktop/calls.ts';
import { registerScheme, serveFiles } from './desktop/files.ts';
import { lockChromium, lockContents, lockSession } from './desktop/lockdown.ts';
import { setMenu } from './desktop/menu.ts';
import { debuggerSwitches, readOptions } from './desktop/options.ts';
import { openSettings, type SettingsFile } from './desktop/settings.ts';
import { claimTemporaryFolder } from './desktop/temporary.ts';
import { createVaultHost } from './desktop/vault-host.ts';
import { vaultHere } from './desktop/vault-place.ts';
import { openWindow } from './desktop/window.ts';
import { wordsOf } from './desktop/words.ts';

const options = readOptions(process.argv.slice(1), app.getPath('userData'), RELEASE);
app.setPath('userData', options.userData);
app.setPath('sessionData', options.userData);
lockChromium(options.devUrl);
lockContents(options.devUrl);
registerScheme();

let window: BrowserWindow | undefined;

// Chromium opens a debugger's port after this script has run; to end here keeps it shut. Evaluation is driven by tests.
const debuggers = RELEASE ? debuggerSwitches(process.argv.slice(1), process.platform) : [];
if (debuggers.length > 0) {
  console.error(`xinglin: a release does not start with ${debuggers.map((name) => `--${name}`).join(', ')}`);
  app.exit(1);
  // One window per home: the lock lies in userData, and every home has its own.
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

function systemLocale(): Locale {
  const first = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return (app.commandLine.getSwitchValue('lang') || first).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

async function start(): Promise<void> {
  const temporary = claimTemporaryFolder(join(options.userData, 'temporary'));
  const settings = openSettings(join(options.userData, 'window.json'));
  const locale = (): Locale => settings.current.locale ?? systemLocale();
  setMenu(wordsOf(locale()));
  lockSession(session.defaultSession, options.devUrl);
  serveFiles(session.defaultSession, join(app.getAppPath(), 'dist', 'renderer'));

  let restarted = false;
  const vault = createVaultHost(vaultHere(options.home), {
    event: (name, payload) => tellWindow(window?.webContents, name, payload),
    ended: (code) => void afterDeath(code),
  });

  async function afterDeath(code: number | null): Promise<void> {
    console.error(`xinglin: the vault ended unexpectedly (${code ?? 'signal'})`);
    const words = wordsOf(locale());
    const again = !restarted;
    restarted = true;
    if (again && (await vault.open()).ok) {
      window?.webContents.reload();
      await dialog.showMessageBox({ type: 'warning', message: words.vaultEnded, detail: words.restarted });
      return;
    }
    dialog.showErrorBox(words.vaultEnded, words.notRestarted);
    app.exit(1);
  }

  answerWindow({
    desktop: desktopHandlers({
      window: () => window as BrowserWindow,
      locale,
      setLocale: (chosen) => {
        settings.change({ locale: chosen });
        setMenu(wordsOf(chosen));
      },
    }),
    vault: (name, input) => vault.call(name, input),
    contents: () => window?.webContents,
    devUrl: options.devUrl,
  });

  endTogether(async () => {
    await vault.shutdown();
    temporary.clear();
  });
  const opening = vault.open();
  window = show(settings);
  const opened = await opening;
  if (!opened.ok) refuse(opened.error, locale());
}

function show(settings: SettingsFile): BrowserWindow {
  const opened = openWindow(settings, options.devUrl);
  opened.on('closed', () => {
    window = undefined;
    app.quit();
  });
  return opened;
}

/** Quitting waits for the vault, so that what is being written is finished. */
function endTogether(shutdown: () => Promise<void>): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void shutdown().then(() => {
      ended = true;
      app.quit();
    });
  });
}

/** The vault will not open this home: says why, and ends. */
function refuse(error: Failure, locale: Locale): void {
  const words = wordsOf(locale);
  console.error(`xinglin: ${error.code}: ${error.message}`);
  window?.hide();
  const reasons: Partial<Record<ErrorCode, string>> = {
    'home-in-use': words.inUse,
    'home-unusable': words.unusable,
    internal: words.notRestarted,
  };
  dialog.showErrorBox(words.refusedTitle, reasons[error.code] ?? error.message);
  app.exit(1);
}
