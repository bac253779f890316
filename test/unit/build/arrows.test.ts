import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/setup/paths.ts';
import { capture } from '../../../build/setup/run.ts';

/** One wrong import each, and the rule that must find it. */
const WRONG: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['shared/base/a.ts', '../records/target.ts', 'base-is-the-ground'],
  ['shared/records/b.ts', '../../electron/vault/target.ts', 'shared-knows-no-part'],
  ['shared/records/c.ts', 'node:fs', 'shared-is-pure'],
  ['shared/records/d.ts', 'libsodium-wrappers', 'libsodium-in-one-file'],
  ['electron/vault/records/e.ts', '../../../renderer/ui/target.tsx', 'electron-knows-no-window'],
  ['electron/vault/sync/f.ts', '../../../cloud/service/target.ts', 'cloud-only-as-a-whole'],
  ['electron/vault/records/g.ts', 'better-sqlite3', 'sqlite-binding-in-storage'],
  ['electron/vault/records/h.ts', 'axios', 'http-in-sync'],
  ['electron/vault/records/i.ts', 'electron', 'vault-has-no-window'],
  ['electron/vault/storage/j.ts', '../records/target.ts', 'vault-ground-storage'],
  ['electron/desktop/k.ts', '../vault/target.ts', 'main-is-thin'],
  ['cloud/routes/l.ts', '../../electron/vault/target.ts', 'cloud-stands-alone'],
  ['cloud/routes/m.ts', '../storage/sqlite/target.ts', 'cloud-routes-to-service'],
  ['cloud/service/n.ts', '../routes/target.ts', 'cloud-service-by-contract'],
  ['cloud/storage/sqlite/o.ts', '../../service/target.ts', 'cloud-engines-below'],
  ['renderer/ui/p.tsx', '../records/target.tsx', 'renderer-ui-is-the-ground'],
  ['renderer/records/q.tsx', '../screens/one/target.tsx', 'renderer-records-below-screens'],
  ['renderer/screens/one/r.tsx', '../two/target.tsx', 'renderer-screens-apart'],
  ['renderer/screens/one/s.tsx', '../../app/target.tsx', 'renderer-screens-below-app'],
  ['renderer/app/t.tsx', 'node:path', 'renderer-is-a-page'],
  ['renderer/app/u.tsx', '../../cloud/service/target.ts', 'renderer-stands-alone'],
  ['electron/cli/v.ts', '../../test/target.ts', 'parts-know-no-tests'],
  ['electron/vault/records/x.ts', '../core.ts', 'vault-parts-below-core'],
  ['electron/vault/sync/y.ts', '../handlers/target.ts', 'vault-parts-below-core'],
  ['electron/vault/exchange/z.ts', '../create-target.ts', 'vault-parts-below-core'],
  ['shared/merge/w.ts', './no-such-file.ts', 'no-unresolvable'],
];

let folder = '';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-arrows-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const [file, imported] of WRONG) {
    // Type imports are arrows too.
    write(file, `import type { target } from '${imported}';\nexport type T = typeof target;\n`);
    if (imported.startsWith('.') && !imported.includes('no-such')) {
      write(join(dirname(file), imported), 'export const target = 1;\n');
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the arrows of the architecture', () => {
  it('are enforced, one by one', async () => {
    const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
    const config = join(ROOT, '.dependency-cruiser.cjs');
    const folders = ['shared', 'electron', 'renderer', 'cloud'];
    const { stdout } = await capture(process.execPath, [program, '--config', config, '-T', 'json', ...folders], {
      cwd: folder,
    });
    const report = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    const found = new Set(report.summary.violations.map(({ from, rule }) => `${from} ${rule.name}`));
    expect(WRONG.filter(([file, , rule]) => !found.has(`${file} ${rule}`))).toEqual([]);
  });
});
