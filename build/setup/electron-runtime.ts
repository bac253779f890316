/** An unpacked Electron distribution. */
export interface ElectronRuntime {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
  /** `wanted`: the version of package.json; `fallback`: an old one, for evaluation and tests only. */
  readonly kind: 'wanted' | 'fallback';
}
