import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fuses, MODERN_ELECTRON } from '../../build/package/config.ts';
import { provideElectron } from '../../build/setup/electron.ts';

const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-fuses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the fuses of a release can be burnt into this Electron, and are read back as configured', async () => {
  const electron = await provideElectron({ allowFallback: true });
  // On macOS they lie in the framework beside the program.
  const program = relative(electron.folder, electron.executable);
  if (process.platform === 'darwin') cpSync(electron.folder, folder, { recursive: true, verbatimSymlinks: true });
  else cpSync(electron.executable, join(folder, program));
  const copy = join(folder, program);
  const modern = Number(electron.version.split('.')[0]) >= MODERN_ELECTRON;
  const wanted = fuses('release', modern);

  expect((await getCurrentFuseWire(copy))[FuseV1Options.EnableNodeCliInspectArguments]).toBe(ON);
  await flipFuses(copy, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.RunAsNode]: wanted.runAsNode === true,
    [FuseV1Options.EnableCookieEncryption]: wanted.enableCookieEncryption === true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: wanted.enableNodeOptionsEnvironmentVariable === true,
    [FuseV1Options.EnableNodeCliInspectArguments]: wanted.enableNodeCliInspectArguments === true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: wanted.enableEmbeddedAsarIntegrityValidation === true,
    [FuseV1Options.OnlyLoadAppFromAsar]: wanted.onlyLoadAppFromAsar === true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: wanted.loadBrowserProcessSpecificV8Snapshot === true,
    ...(modern
      ? { [FuseV1Options.GrantFileProtocolExtraPrivileges]: wanted.grantFileProtocolExtraPrivileges === true }
      : {}),
  });

  expect(await getCurrentFuseWire(copy)).toMatchObject({
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
    ...(modern ? { [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF } : {}),
  });
});
