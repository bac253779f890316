import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../setup/paths.ts';
import { type BundleOptions, desktopConfig, rendererConfig, VAULT_ENTRIES, vaultConfig } from './configs.ts';

/** Bundles everything into dist/. Takes some seconds; prints what it does. */
export async function bundleAll(options: BundleOptions): Promise<void> {
  const began = Date.now();
  process.env.NODE_ENV = 'production';
  await build(desktopConfig('main', options));
  await build(desktopConfig('preload', options));
  await build(vaultConfig(presentEntries(), options));
  await build(rendererConfig(options));
  console.log(
    `Bundled into dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s${options.release ? ' (release)' : ''}.`,
  );
}

/** Entries whose source is there. */
function presentEntries(): Record<string, string> {
  return Object.fromEntries(Object.entries(VAULT_ENTRIES).filter(([, file]) => existsSync(join(ROOT, file))));
}
