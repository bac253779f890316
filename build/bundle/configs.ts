import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { DIST, ROOT } from '../setup/paths.ts';

/** What every bundle is made from. `release`: nothing that only tests and evaluation may do. */
export interface BundleOptions {
  readonly release: boolean;
  /** Port of the development server of the window, which writes its own, laxer content security policy. */
  readonly devPort?: number;
}

const NODE = [...builtinModules, /^node:/];
/** Packages with native parts or WebAssembly: found in node_modules at run time. */
const EXTERNAL_PACKAGES = ['better-sqlite3', 'libsodium-wrappers'];
/** Processes of the vault and of the command line, by name of the file in dist/vault. */
export const VAULT_ENTRIES: Readonly<Record<string, string>> = {
  main: 'electron/vault/main.ts',
  'kdf-worker': 'electron/vault/kdf-worker.ts',
  'reader-worker': 'electron/vault/reader-worker.ts',
  'import-worker': 'electron/vault/import-worker.ts',
  'storage-worker': 'electron/vault/storage-worker.ts',
  'notebook-process': 'electron/vault/notebook-process.ts',
  'notebook-thread': 'electron/vault/notebook-thread.ts',
  cli: 'electron/cli/main.ts',
};

const common = { root: ROOT, configFile: false, logLevel: 'warn', clearScreen: false } as const;

function defines(options: BundleOptions): Record<string, string> {
  return { __XINGLIN_RELEASE__: JSON.stringify(options.release) };
}

/** The window: Chrome 114 is the lowest that shows it. */
export function rendererConfig(options: BundleOptions): InlineConfig {
  const port = options.devPort;
  const policy =
    `default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; ` +
    `font-src 'self' data:; connect-src 'self' ws://localhost:${port}; base-uri 'none'; form-action 'none'`;
  return {
    ...common,
    root: join(ROOT, 'renderer'),
    base: '/',
    plugins: [react()],
    define: defines(options),
    build: {
      target: 'chrome114',
      outDir: join(DIST, 'renderer'),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      reportCompressedSize: false,
    },
    ...(port === undefined
      ? {}
      : { server: { port, strictPort: true, host: 'localhost', headers: { 'content-security-policy': policy } } }),
  };
}

/** Main and preload: CommonJS for Node 18, the lowest that hosts them. Electron itself stays outside. */
export function desktopConfig(part: 'main' | 'preload', options: BundleOptions): InlineConfig {
  return {
    ...common,
    define: defines(options),
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, 'electron', `${part}.ts`),
      target: 'node18',
      outDir: join(DIST, part),
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external: ['electron', ...NODE],
        output: { format: 'cjs', entryFileNames: `${part}.cjs`, codeSplitting: false },
      },
    },
  };
}

/**
 * The vault, its workers, the command line and the endpoint: modules for Node 24, all in one folder, because the vault looks
 * for its workers beside itself.
 */
export function vaultConfig(entries: Readonly<Record<string, string>>, options: BundleOptions): InlineConfig {
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(ROOT, file)]));
  return {
    ...common,
    define: defines(options),
    ssr: { noExternal: true, external: EXTERNAL_PACKAGES },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(DIST, 'vault'),
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external: [...EXTERNAL_PACKAGES, 'cbor-extract', ...NODE],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  };
}
