import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagePlace } from '../../build/package/place.ts';
import { capture } from '../../build/setup/run.ts';
import { PASSPHRASE } from './scene.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-command-line-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const launcher = join(packagePlace('evaluation').folder, 'resources', 'xinglin');

describe.runIf(existsSync(launcher))('the command line of the package', () => {
  const run = (...args: string[]) =>
    capture(launcher, args, {
      cwd: folder,
      env: { HOME: folder, PATH: '/usr/bin:/bin', XINGLIN_PASSPHRASE: PASSPHRASE },
    });

  it('makes a clinic, imports what it generated, finds it, and says that all is sound', async () => {
    expect((await run('generate', '--patients', '5', '--seed', '3', '--out', 'made')).code).toBe(0);
    expect((await run('--home', 'home', 'init', '--clinic', 'Packaged', '--locale', 'en')).code).toBe(0);
    const files = readdirSync(join(folder, 'made')).map((name) => join('made', name));
    const imported = await run('--home', 'home', 'import', ...files);
    expect(imported).toMatchObject({ code: 0 });
    expect(JSON.parse(imported.stdout)).toMatchObject({ rejected: 0 });
    const verified = await run('--home', 'home', 'verify');
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
  });

  it('answers wrong usage with status 2 and a missing clinic with status 1', async () => {
    expect((await run('no-such-command')).code).toBe(2);
    const status = await run('--home', 'nowhere', 'status');
    expect(status.code).toBe(1);
    expect(JSON.parse(status.stderr)).toMatchObject({ error: { code: 'no-clinic' } });
  });
});
