import { app, type Session } from 'electron';
import { RELEASE } from './build-facts.ts';
import { isOwnPage, SCHEME } from './policy.ts';

/** Chromium's own traffic and services, none of which a record system wants. */
const SWITCHES = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'disable-component-update',
  'disable-crash-reporter',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-sync',
  'no-first-run',
  'no-pings',
];
const FEATURES = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Translate',
];

/** Before the application is ready: every renderer in the sandbox, Chromium silent, no name resolved for a page. */
export function lockChromium(devUrl: string | undefined): void {
  // As root Chromium starts without its sandbox only; that is for tests and demonstrations, never for a release.
  if (RELEASE || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const name of SWITCHES) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('disable-features', FEATURES.join(','));
  app.commandLine.appendSwitch('disk-cache-size', '1');
  if (devUrl === undefined) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** The window stays on its page, opens no other, embeds nothing. */
export function lockContents(devUrl: string | undefined): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, address) => {
      if (!isOwnPage(address, devUrl)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** No permission, no download, no spelling dictionary, no address but the window's own. */
export function lockSession(session: Session, devUrl: string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !allowed(details.url, devUrl) }));
}

function allowed(address: string, devUrl: string | undefined): boolean {
  if (address.startsWith('data:') || address.startsWith(`blob:${SCHEME}:`)) return true;
  if (isOwnPage(address, devUrl)) return true;
  if (devUrl === undefined) return false;
  // In development: the server's socket for hot reload, and the developer tools.
  return address.startsWith('devtools://') || address.startsWith(devUrl.replace(/^http/, 'ws'));
}
