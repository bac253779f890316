/**
 * The file of a backup:
 *
 *   magic (8) | version (1) | length of the header (4, big endian) | header, CBOR | digest of all before (32)
 *   then the encrypted database in chunks of 1 MiB, each with its tag (32) behind it
 *
 * The database stays encrypted under its own key, which the keyring in the header gives to whoever has a passphrase. A tag is
 * keyed BLAKE2b over the digest, the chunk's index, whether it is the last, and the chunk: what is cut off, swapped, altered or
 * taken from another backup is found. The digest is not keyed, so that a damaged header is found before any passphrase.
 *
 * Version history: 1 (0.2.0).
 */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { concat, sameBytes, utf8 } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { derive, equalSecret, HASH_BYTES, hash } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { byteString } from '../../../shared/protocol/types.ts';
import { Keyring } from '../access/keyring.ts';

const MAGIC = utf8('XINGLIN\0');
const VERSION = 1;
const CHUNK_BYTES = 1024 * 1024;
const MAX_HEADER = 16 * 1024 * 1024;
const START_BYTES = MAGIC.length + 5;

const Header = z.strictObject({
  /** Milliseconds. */
  at: z.int().min(0),
  /** Two backups of the same moment are two backups. */
  salt: byteString({ length: 16 }),
  /** Of the database. */
  bytes: z.int().min(1),
  records: z.int().min(0),
  envelopes: z.int().min(0),
  keyring: Keyring,
});
export type BackupHeader = z.infer<typeof Header>;

/** A backup whose header was read and is whole; nothing is authenticated yet. */
export interface BackupFile {
  readonly header: BackupHeader;
  readonly digest: Uint8Array;
  /** Where the database begins. */
  readonly offset: number;
}

/** Told how many bytes of the database went through; throws where the work was cancelled. */
export type Passed = (done: number, total: number) => void;

/** Writes a backup durably to a file that is not there yet. `key` is the database's. Throws the errors of the disk. */
export function writeBackup(
  file: string,
  header: BackupHeader,
  database: string,
  key: Uint8Array,
  passed: Passed,
): void {
  const encoded = encodeCbor(header);
  const start = concat(MAGIC, Uint8Array.of(VERSION), uint32(encoded.length), encoded);
  const digest = digestOf(start);
  const from = openSync(database, 'r');
  const to = openSync(file, 'wx', 0o600);
  try {
    writeAll(to, concat(start, digest));
    eachChunk(header.bytes, (index, at, length, last) => {
      const chunk = readExactly(from, at, length) ?? fileEnded();
      writeAll(to, chunk);
      writeAll(to, tagOf(key, digest, index, last, chunk));
      passed(at + length, header.bytes);
    });
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

/** Reads what a backup says without a passphrase. Raises not-a-backup, backup-damaged, database-newer. */
export function readBackup(file: string): BackupFile {
  const handle = openSync(file, 'r');
  try {
    const start = readExactly(handle, 0, START_BYTES);
    if (!start || !sameBytes(start.subarray(0, MAGIC.length), MAGIC)) {
      raise('not-a-backup', 'This file is not a backup of Xinglin. Nothing was changed.');
    }
    if ((start[MAGIC.length] ?? 0) > VERSION) {
      raise('database-newer', 'This backup was made by a newer Xinglin. Install that version; nothing was changed.');
    }
    const length = new DataView(start.buffer).getUint32(MAGIC.length + 1);
    if (length > MAX_HEADER) damaged();
    const encoded = readExactly(handle, START_BYTES, length) ?? damaged();
    const digest = readExactly(handle, START_BYTES + length, HASH_BYTES) ?? damaged();
    if (!sameBytes(digest, digestOf(concat(start, encoded)))) damaged();
    const header = decodeCbor(Header, encoded) ?? damaged();
    const offset = START_BYTES + length + HASH_BYTES;
    if (fstatSync(handle).size !== offset + header.bytes + chunksOf(header.bytes) * HASH_BYTES) damaged();
    return { header, digest, offset };
  } finally {
    closeSync(handle);
  }
}

/** Writes the database out of a backup, each chunk only after its tag was right. Raises backup-damaged. */
export function unpackBackup(
  file: string,
  backup: BackupFile,
  database: string,
  key: Uint8Array,
  passed: Passed,
): void {
  const { header, digest, offset } = backup;
  const from = openSync(file, 'r');
  const to = openSync(database, 'w', 0o600);
  try {
    eachChunk(header.bytes, (index, at, length, last) => {
      const place = offset + at + index * HASH_BYTES;
      const chunk = readExactly(from, place, length) ?? damaged();
      const tag = readExactly(from, place + length, HASH_BYTES) ?? damaged();
      if (!equalSecret(tag, tagOf(key, digest, index, last, chunk))) damaged();
      writeAll(to, chunk);
      passed(at + length, header.bytes);
    });
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

function eachChunk(total: number, work: (index: number, at: number, length: number, last: boolean) => void): void {
  const chunks = chunksOf(total);
  for (let index = 0; index < chunks; index++) {
    const at = index * CHUNK_BYTES;
    work(index, at, Math.min(CHUNK_BYTES, total - at), index === chunks - 1);
  }
}

function chunksOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

function digestOf(start: Uint8Array): Uint8Array {
  return hash('xinglin/backup/v1/header', [start]);
}

function tagOf(key: Uint8Array, digest: Uint8Array, index: number, last: boolean, chunk: Uint8Array): Uint8Array {
  const place = concat(uint32(index), Uint8Array.of(last ? 1 : 0));
  return derive(derive(key, 'xinglin/backup/v1/key'), 'xinglin/backup/v1/chunk', [digest, place, chunk], HASH_BYTES);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Null where the file ends before. */
function readExactly(handle: number, at: number, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const read = readSync(handle, bytes, done, length - done, at + done);
    if (read === 0) return null;
    done += read;
  }
  return bytes;
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

function damaged(): never {
  raise(
    'backup-damaged',
    'This backup is damaged or was not copied to its end. Nothing was changed. Copy it again, or take another backup.',
  );
}

function fileEnded(): never {
  throw new Error('a copy of the database became shorter');
}
