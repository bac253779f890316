import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, fileOf } from '../../../electron/desktop/pages.ts';

let folder = '';
const get = (url: string, method = 'GET') => answer(join(folder, 'window'), { url, method });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-pages-'));
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(
    join(folder, 'window', 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><title>杏林</title>',
  );
  writeFileSync(join(folder, 'window', 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'window', 'assets', 'odd.exe'), 'x');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('files of the window', () => {
  it('gives every load its own nonce, the same in policy and page', async () => {
    const seen = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const page = await get('app://xinglin/');
      const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16);
      expect(await page.text()).toContain(`content="${nonce}"`);
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('gives the page for a place inside the window, and files with their type', async () => {
    expect(await (await get('app://xinglin/patients/42')).text()).toContain('杏林');
    const script = await get('app://xinglin/assets/main.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await script.text()).toBe('export {};');
  });

  it('has no other files, hosts and methods', async () => {
    expect((await get('app://xinglin/assets/none.js')).status).toBe(404);
    expect((await get('app://xinglin/assets/odd.exe')).status).toBe(404);
    expect((await get('app://elsewhere/')).status).toBe(400);
    expect((await get('app://xinglin/', 'POST')).status).toBe(400);
  });

  it.each(['/../secret.json', '/%2e%2e/secret.json', '/assets/..%2f..%2fsecret.json', '/%00.json', '/%E0%A4%A.json'])(
    'does not leave its folder for %s',
    (path) => {
      const file = fileOf(join(folder, 'window'), path);
      expect(file === undefined || file.startsWith(join(folder, 'window'))).toBe(true);
    },
  );
});
