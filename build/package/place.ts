import { join } from 'node:path';
import { RELEASE } from '../setup/paths.ts';
import type { PackageKind } from './config.ts';

/** Folder and program of a package made with the `dir` target. */
export function packagePlace(kind: PackageKind): { readonly folder: string; readonly executable: string } {
  const folder =
    process.platform === 'darwin'
      ? join(RELEASE, kind, process.arch === 'arm64' ? 'mac-arm64' : 'mac')
      : join(RELEASE, kind, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  const executable =
    process.platform === 'darwin'
      ? join(folder, 'Xinglin.app', 'Contents', 'MacOS', 'Xinglin')
      : join(folder, process.platform === 'win32' ? 'xinglin.exe' : 'xinglin');
  return { folder, executable };
}
