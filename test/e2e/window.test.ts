import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePlace } from '../../build/package/place.ts';
import { RELEASE } from '../../build/setup/paths.ts';
import type { WindowBridge } from '../../shared/bridge/desktop.ts';
import { openRoom, type Room, type Workstation } from './harness.ts';

/** States of a fuse as they stand in the program (the package's own names for them are not exported). */
const FuseState = { DISABLE: '0'.charCodeAt(0), ENABLE: '1'.charCodeAt(0) } as const;

let room: Room;
let one: Workstation;

/** Asks over the bridge of the page, as the window's own code does. */
function call(name: string, input: unknown): Promise<unknown> {
  return one.page.evaluate(
    ([name, input]) => (globalThis as unknown as { xinglin: WindowBridge }).xinglin.call(name, input),
    [name, input] as const,
  );
}

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'window'), { watched: true });
  one = await room.openWorkstation('one', { locale: 'zh-CN' });
  await one.page.getByRole('button', { name: '简体中文' }).waitFor();
});
afterAll(() => room?.close());

describe('the packaged window', () => {
  it('shows its page, in Chinese, without an error on the console', async () => {
    expect(one.page.url()).toMatch(/^app:\/\/xinglin\//);
    expect(await one.page.title()).toMatch(/Xinglin|杏林/);
    expect(existsSync(await room.screenshot(one, 'first-start-zh-CN'))).toBe(true);
    expect(one.errors).toEqual([]);
  });

  it('reaches main and the vault over one bridge, which parses what it gets', async () => {
    expect(await call('desktop.info', {})).toMatchObject({
      ok: true,
      value: { evaluation: true, defaultLocale: 'zh-CN' },
    });
    expect(await call('desktop.info', { more: 1 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await call('session.state', {})).toMatchObject({ ok: true, value: { kind: 'empty' } });
    expect(await call('no.such.call', {})).toMatchObject({ ok: false });
  });

  it('has nothing of Node and no way out of its page', async () => {
    const seen = await one.page.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>;
      return ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => typeof page[name] !== 'undefined');
    });
    expect(seen).toEqual([]);
    const before = one.page.url();
    const tried = await one.page.evaluate(async () => {
      const opened = window.open('https://example.org/') !== null;
      const fetched = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      const permission = await navigator.permissions.query({ name: 'geolocation' });
      location.href = 'https://example.org/';
      await new Promise((wait) => setTimeout(wait, 300));
      return { opened, fetched, permission: permission.state };
    });
    expect(tried).toEqual({ opened: false, fetched: false, permission: 'denied' });
    expect(one.page.url()).toBe(before);
  });

  it('refuses what the content security policy forbids', async () => {
    const inline = await one.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.broken = true';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { --broken: yes }';
      document.head.append(style);
      // In a timer, because what the debugging protocol itself evaluates is exempt from the policy.
      const evaluated = await new Promise<boolean>((done) => {
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: that it is refused is what we test
            globalThis.eval('1');
            done(true);
          } catch {
            done(false);
          }
        });
      });
      const broken = (globalThis as unknown as { broken?: boolean }).broken === true;
      return { broken, evaluated, styled: getComputedStyle(document.body).getPropertyValue('--broken') };
    });
    expect(inline).toEqual({ broken: false, evaluated: false, styled: '' });
  });

  it('runs its page locked down', async () => {
    const settings = await one.app.evaluate(({ BrowserWindow, session }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
      const smallest = window?.getMinimumSize();
      const checker = session.defaultSession.isSpellCheckerEnabled();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, smallest, checker };
    });
    expect(settings).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      smallest: [1024, 700],
      checker: false,
    });
    expect(settings.webviewTag ?? false).toBe(false);
  });

  it('has its fuses as configured, read back from the program', async () => {
    const wire = await getCurrentFuseWire(packagePlace('evaluation').executable);
    const state = (fuse: FuseV1Options) => wire[fuse];
    expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
    // The one difference from a release: Playwright needs it.
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.ENABLE);
  });
});
