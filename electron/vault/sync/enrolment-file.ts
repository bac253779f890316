/**
 * Enrolment without a network: request and answer are files that somebody carries. The request holds what the mailbox at an
 * endpoint would; the answer the same sealed bundle. Neither is worth anything without the code, which people pass on themselves.
 *
 * Between the two the new workstation may be switched off. Its keys wait in the home, in the file `joining`, encrypted under a key
 * that is not in the home: it went into the request, sealed under the code, and comes back in the answer. So whoever finds that
 * file, or what a disk keeps of it after it was deleted, has nothing, and so has whoever finds the answer alone. The code is
 * not kept either: after a restart the program does not show it again.
 *
 * Version history: 1.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { concat } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { EnrolmentAnswer, EnrolmentRequest } from '../../../shared/protocol/messages.ts';
import { byteString } from '../../../shared/protocol/types.ts';
import { onDisk } from '../storage/disk.ts';

const MAX_FILE = 4 * 1024 * 1024;

const RequestFile = z.strictObject({
  format: z.literal('xinglin-enrolment-request'),
  v: z.literal(1),
  ...EnrolmentRequest.shape,
});

const AnswerFile = z.strictObject({
  format: z.literal('xinglin-enrolment-answer'),
  v: z.literal(1),
  /** Opens what waits on the new workstation. */
  waitingKey: byteString({ length: KEY_BYTES }),
  ...EnrolmentAnswer.shape,
});
export type AnswerFile = Pick<z.infer<typeof AnswerFile>, 'waitingKey' | 'sealedBundle'>;

/** What a new workstation has to remember until the answer comes. */
const Waiting = z.strictObject({
  v: z.literal(1),
  signSeed: byteString({ length: KEY_BYTES }),
  boxSeed: byteString({ length: KEY_BYTES }),
  code: z.string().max(40),
  workstation: z.string().max(100),
});
export type Waiting = z.infer<typeof Waiting>;

/** Writes a request, never over another file. Raises already-exists, file-unwritable. */
export function writeRequestFile(path: string, request: EnrolmentRequest): void {
  writeNew(path, encodeCbor({ format: 'xinglin-enrolment-request', v: 1, ...request }));
}

/** Reads a request. Raises file-not-found, file-unreadable, not-an-enrolment. */
export function readRequestFile(path: string): EnrolmentRequest {
  const { device, sealedName } = decodeCbor(RequestFile, readWhole(path)) ?? notEnrolment();
  return { device, sealedName };
}

/** Writes an answer, never over another file. Raises already-exists, file-unwritable. */
export function writeAnswerFile(path: string, answer: AnswerFile): void {
  writeNew(path, encodeCbor({ format: 'xinglin-enrolment-answer', v: 1, ...answer }));
}

/** Reads an answer. Raises file-not-found, file-unreadable, not-an-enrolment. */
export function readAnswerFile(path: string): AnswerFile {
  const { waitingKey, sealedBundle } = decodeCbor(AnswerFile, readWhole(path)) ?? notEnrolment();
  return { waitingKey, sealedBundle };
}

/** Keeps a new workstation's keys in the home, under a key that is not there. */
export function keepWaiting(file: string, waiting: Waiting, key: Uint8Array, random: Random): void {
  const nonce = random.bytes(NONCE_BYTES);
  const bytes = concat(nonce, encrypt(encodeCbor(waiting), new Uint8Array(), nonce, key));
  onDisk(() => {
    writeDurably(`${file}.new`, bytes, 'w');
    renameSync(`${file}.new`, file);
  });
}

/** Whether a request was written here that nobody has answered yet. */
export function isWaiting(file: string): boolean {
  return existsSync(file);
}

/** What waits here; null for an answer to another request. */
export function openWaiting(file: string, key: Uint8Array): Waiting | null {
  if (!existsSync(file)) return null;
  const bytes = onDisk(() => new Uint8Array(readFileSync(file)));
  const plain = decrypt(bytes.subarray(NONCE_BYTES), new Uint8Array(), bytes.subarray(0, NONCE_BYTES), key);
  return plain && decodeCbor(Waiting, plain);
}

/** Forgets a request. */
export function forgetWaiting(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.new`, { force: true });
}

function readWhole(path: string): Uint8Array {
  if (!existsSync(path)) raise('file-not-found', 'The file is not there.');
  try {
    return statSync(path).size > MAX_FILE ? notEnrolment() : new Uint8Array(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error) raise('file-unreadable', 'The file cannot be read.');
    throw error;
  }
}

function notEnrolment(): never {
  return raise(
    'not-an-enrolment',
    'This is no request or answer of a workstation, or it is damaged. Nothing was changed.',
  );
}

function writeNew(path: string, bytes: Uint8Array): void {
  try {
    writeDurably(path, bytes, 'wx');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      raise('already-exists', 'There is a file of this name already. Nothing was changed; choose another name.');
    raise('file-unwritable', 'The file could not be written there. Choose another folder.');
  }
}

function writeDurably(path: string, bytes: Uint8Array, flag: 'w' | 'wx'): void {
  const handle = openSync(path, flag, 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
