/** Alarms for which new keys for this workstation are the way out. */
export const RENEWED_FOR: readonly string[] = [
  'equivocation',
  'workstation-restored',
  'changes-damaged',
  'workstation-removed',
  'workstation-unlisted',
];
