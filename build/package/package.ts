import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { bundleAll } from '../bundle/bundle.ts';
import { isFresh, leaveStamp, sourceStamp } from '../bundle/stamp.ts';
import { provideElectron } from '../setup/electron.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { RELEASE, ROOT } from '../setup/paths.ts';
import { SetupProblem } from '../setup/run.ts';
import { type PackageKind, packageConfig } from './config.ts';

/**
 * Bundles and packages the application, unless the package at hand is made from these very sources.
 * @param installers also makes this platform's installers; otherwise only the folder.
 * @returns the folder with what was made
 * @throws SetupProblem where a release would be made with the fallback Electron.
 */
export async function packageApplication(kind: PackageKind, installers: boolean): Promise<string> {
  const electron = await provideElectron({ allowFallback: kind === 'evaluation' });
  refuseFallback(kind, electron);
  const stamp = sourceStamp(kind, electron.version, String(installers));
  const stampFile = join(RELEASE, kind, '.stamp');
  if (isFresh(stampFile, stamp)) return join(RELEASE, kind);
  await bundleAll({ release: kind === 'release' });
  const config = packageConfig(kind, electron);
  rmSync(join(RELEASE, kind), { recursive: true, force: true });
  const platform = Platform.current();
  await build({
    projectDir: ROOT,
    config,
    publish: 'never',
    targets: installers ? platform.createTarget() : platform.createTarget('dir'),
  });
  leaveStamp(stampFile, stamp);
  return join(RELEASE, kind);
}

/** A release for patients' data is never made with the fallback. */
export function refuseFallback(kind: PackageKind, electron: Pick<ElectronRuntime, 'kind' | 'version'>): void {
  if (kind === 'release' && electron.kind !== 'wanted') {
    throw new SetupProblem(
      `a release is never made with the fallback Electron ${electron.version}: it is for evaluation and tests.`,
    );
  }
}
