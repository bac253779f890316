import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { DIST } from '../setup/paths.ts';
import { type BundleOptions, desktopConfig, rendererConfig, VAULT_ENTRIES, vaultConfig } from './configs.ts';
import { isFresh, leaveStamp, sourceStamp } from './stamp.ts';

const STAMP = join(DIST, '.stamp');

/** Bundles everything into dist/, unless it holds just that already. Takes some seconds. */
export async function bundleAll(options: BundleOptions): Promise<void> {
  const stamp = sourceStamp(JSON.stringify(options));
  if (isFresh(STAMP, stamp)) return;
  const began = Date.now();
  rmSync(STAMP, { force: true });
  process.env.NODE_ENV = 'production';
  await build(desktopConfig('main', options));
  await build(desktopConfig('preload', options));
  await build(vaultConfig(VAULT_ENTRIES, options));
  await build(rendererConfig(options));
  leaveStamp(STAMP, stamp);
  console.log(
    `Bundled into dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s${options.release ? ' (release)' : ''}.`,
  );
}
