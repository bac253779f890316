import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { NODE24, RELEASE, ROOT } from '../setup/paths.ts';

/** `release`: for patients' data. `evaluation`: for tests, demo and a look around; says so in the window. */
export type PackageKind = 'release' | 'evaluation';

/** Programs that take the vault as utility process have at least this version; see docs/decisions. */
export const MODERN_ELECTRON = 35;

/** What the packages at run time need of node_modules; everything else is in the bundles. */
const RUNTIME_MODULES = ['better-sqlite3', 'libsodium-wrappers', 'libsodium-sumo'];

type Fuses = NonNullable<Configuration['electronFuses']>;

/**
 * The switches burnt into the program. Tests drive a package that differs from a release in one of them: Playwright needs
 * `--inspect`.
 */
export function fuses(kind: PackageKind, modern: boolean): Fuses {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: kind === 'evaluation',
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    ...(modern ? { grantFileProtocolExtraPrivileges: false } : {}), // younger than the fallback Electron
  };
}

function platformBindings(): string[] {
  const others = ['win32', 'darwin', 'linux', 'linuxmusl'].filter((name) => name !== process.platform);
  return others.map((name) => `!node_modules/better-sqlite3/prebuilds/${name}-*`);
}

/** The Node that hosts the vault where Electron is too old for it; it runs the command line too. */
function secondNode(): { from: string; to: string }[] {
  if (process.platform === 'win32') return [{ from: NODE24, to: 'node.exe' }];
  const launcher = join(ROOT, 'build', 'package', 'resources', 'command-line.sh');
  return [
    { from: NODE24, to: 'node' },
    { from: launcher, to: 'xinglin' },
  ];
}

/** The configuration of electron-builder for every platform. */
export function packageConfig(kind: PackageKind, electron: ElectronRuntime): Configuration {
  const modern = Number(electron.version.split('.')[0]) >= MODERN_ELECTRON;
  return {
    appId: 'org.xinglin.clinic',
    productName: 'Xinglin',
    copyright: 'Copyright the Xinglin authors, Apache-2.0',
    directories: { output: join(RELEASE, kind), buildResources: join(ROOT, 'build', 'package', 'resources') },
    electronVersion: electron.version,
    electronDist: electron.folder,
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    asar: true,
    files: [
      'package.json',
      'dist/**/*',
      '!dist/**/*.map',
      '!node_modules/**/*',
      ...RUNTIME_MODULES.map((name) => `node_modules/${name}/**/*`),
      '!node_modules/better-sqlite3/{deps,src}/**/*',
      '!node_modules/better-sqlite3/binding.gyp',
      ...platformBindings(),
    ],
    // Node outside of Electron cannot look into the archive.
    asarUnpack:
      kind === 'evaluation'
        ? ['package.json', 'dist/vault/**/*', 'node_modules/**/*']
        : ['node_modules/better-sqlite3/**/*'],
    extraResources: kind === 'evaluation' && !modern ? secondNode() : [],
    extraMetadata: { main: 'dist/main/main.cjs', scripts: {}, devDependencies: {} },
    // A distribution's own opener of folders has no place in an application.
    afterPack: (context) =>
      rm(join(context.packager.getResourcesDir(context.appOutDir), 'default_app.asar'), { force: true }),
    electronFuses: { ...fuses(kind, modern), resetAdHocDarwinSignature: process.platform === 'darwin' },
    electronLanguages: ['en-US', 'zh-CN', 'zh_CN', 'en'],
    linux: {
      target: ['AppImage', 'deb'],
      executableName: 'xinglin',
      category: 'Office;MedicalSoftware',
      synopsis: 'Records of a small clinic, offline-first and end-to-end encrypted',
      syncDesktopName: true,
    },
    deb: {
      depends: ['libgtk-3-0', 'libnss3', 'libxss1', 'libatk-bridge2.0-0', 'libgbm1', 'libasound2', 'fonts-noto-cjk'],
    },
    win: { target: ['nsis'], executableName: 'xinglin' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
    },
    mac: { target: ['dmg'], category: 'public.app-category.medical', hardenedRuntime: true },
  };
}
