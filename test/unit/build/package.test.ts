import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuses, packageConfig } from '../../../build/package/config.ts';
import { refuseFallback } from '../../../build/package/package.ts';
import type { ElectronRuntime } from '../../../build/setup/electron-runtime.ts';
import { ROOT, requireHere } from '../../../build/setup/paths.ts';

const wanted: ElectronRuntime = { folder: '/e', executable: '/e/electron', version: '45.4.1', kind: 'wanted' };
const fallback: ElectronRuntime = { ...wanted, version: '25.1.1', kind: 'fallback' };

describe('packages', () => {
  it('burns every switch of a release to the safe side', () => {
    expect(packageConfig('release', wanted).electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('tests a package that differs from the release in one fuse only', () => {
    const release = fuses('release', true);
    expect(fuses('evaluation', true)).toEqual({ ...release, enableNodeCliInspectArguments: true });
  });

  it('keeps the vault inside the archive of a release, and brings no second Node', () => {
    const config = packageConfig('release', wanted);
    expect(config.asar).toBe(true);
    expect(config.asarUnpack).toEqual(['node_modules/better-sqlite3/**/*']);
    expect(config.extraResources).toEqual([]);
  });

  it('names installers for Windows, macOS and Linux', () => {
    const config = packageConfig('release', wanted);
    expect(config.win?.target).toEqual(['nsis']);
    expect(config.mac?.target).toEqual(['dmg']);
    expect(config.linux?.target).toEqual(['AppImage', 'deb']);
  });

  it('says who answers for it, which a deb must', () => {
    const { name, description, homepage, author } = requireHere(join(ROOT, 'package.json')) as Record<string, string>;
    expect(name).toBe('xinglin');
    expect(description).toMatch(/record system/);
    expect(homepage).toMatch(/^https:\/\/\S+$/);
    expect(author).toMatch(/^[^<>]+ <[^@\s]+@[^@\s]+>$/);
    // Nothing of the configuration takes the place of these.
    expect(packageConfig('release', wanted).linux).not.toHaveProperty('maintainer');
    expect(packageConfig('release', wanted).extraMetadata).not.toHaveProperty('author');
  });

  it('refuses to make a release with the fallback Electron', () => {
    expect(() => refuseFallback('release', fallback)).toThrow(/never made with the fallback/);
    expect(() => refuseFallback('release', wanted)).not.toThrow();
    expect(() => refuseFallback('evaluation', fallback)).not.toThrow();
  });
});
