/**
 * Every error that can be expected, by code. The code is the contract: the window translates it (`errors.<code>`), the
 * command line prints it. `message` is plain English that says what happened, what is safe and what to do; it never
 * carries a passphrase, a key or a patient's data.
 */
export const ERROR_CODES = [
  'invalid-input',
  'no-clinic',
  'clinic-exists',
  'locked',
  'wrong-passphrase',
  'weak-passphrase',
  'too-many-tries',
  'passphrase-first',
  'analysis-missing',
  'clinic-closed',
  'home-in-use',
  'home-unusable',
  'disk-full',
  'database-damaged',
  'database-newer',
  'not-found',
  'already-exists',
  'not-allowed',
  'not-valid',
  'append-only',
  'signed',
  'redacted',
  'not-a-backup',
  'backup-damaged',
  'file-not-found',
  'file-unreadable',
  'file-unwritable',
  'not-json',
  'truncated',
  'not-fhir',
  'resource-without-type',
  'resource-without-id',
  'resource-too-large',
  'duplicate-in-import',
  'cancelled',
  'remote-exists',
  'remote-invalid',
  'cloud-unreachable',
  'cloud-timeout',
  'cloud-garbage',
  'cloud-refused',
  'cloud-busy',
  'cloud-quota',
  'cloud-suspended',
  'cloud-alarm',
  'code-invalid',
  'code-unknown',
  'code-mismatch',
  'words-mismatch',
  'not-enrolled',
  'not-authority',
  'not-an-enrolment',
  'answer-mismatch',
  'recovery-unknown',
  'phrase-word',
  'phrase-invalid',
  'phrase-other-clinic',
  'kit-not-proved',
  'share-length',
  'share-word',
  'share-mistyped',
  'share-damaged',
  'share-other-clinic',
  'share-other-set',
  'share-twice',
  'shares-missing',
  'shares-wrong',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure. `params` fill the translated sentence (a file name, a number), never with patients' data. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
