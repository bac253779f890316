/** Files that pretend to be backups, and homes that a restore must not touch. */
import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import { cryptoReady, hash } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { cleanUp, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

/** A file with any header that a program of ours would read as whole. */
function crafted(header: unknown, body: Uint8Array, version = 1, length?: number): Uint8Array {
  const encoded = encodeCbor(header);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, length ?? encoded.length);
  const start = concat(utf8('XINGLIN\0'), Uint8Array.of(version), size, encoded);
  return concat(start, hash('xinglin/backup/v1/header', [start]), body);
}

async function backup(): Promise<{ file: string; header: Record<string, unknown>; body: Uint8Array }> {
  const vault = await testClinic();
  const file = join(temporaryFolder(), 'b.xinglin');
  await vault.ask('backup.create', { job: 'j', file });
  const bytes = new Uint8Array(readFileSync(file));
  const length = new DataView(bytes.buffer).getUint32(9);
  const header = decodeCbor(z.record(z.string(), z.unknown()), bytes.subarray(13, 13 + length));
  if (!header) throw new Error('no header');
  return { file, header, body: bytes.subarray(13 + length + 32) };
}

describe('a crafted backup', () => {
  it('is refused, whatever it says, and leaves the home as empty as it was', async () => {
    const { header, body } = await backup();
    const keyring = header.keyring as { users: { user: Record<string, unknown>; databaseKey: Uint8Array }[] };
    const [user] = keyring.users;
    const other = (change: object) => ({ ...header, keyring: { ...keyring, users: [{ ...user, ...change }] } });
    const files: [string, Uint8Array][] = [
      ['nothing', new Uint8Array(0)],
      ['magic', utf8('XINGLIN\0')],
      ['huge header', crafted(header, body, 1, 0xffffffff)],
      ['long header', crafted(header, body, 1, 16 * 1024 * 1024)],
      ['huge database', crafted({ ...header, bytes: Number.MAX_SAFE_INTEGER }, body)],
      ['no database', crafted({ ...header, bytes: 0 }, new Uint8Array(0))],
      ['half a byte', crafted({ ...header, bytes: 1.5 }, body)],
      ['more', crafted(header, concat(body, Uint8Array.of(0)))],
      ['less', crafted(header, body.subarray(0, -1))],
      ['other counts', crafted({ ...header, records: 1 }, body)],
      ['other moment', crafted({ ...header, at: 0 }, body)],
      ['other name', crafted({ ...header, keyring: { ...keyring, clinicName: 'Other' } }, body)],
      ['unknown member', crafted({ ...header, more: 1 }, body)],
      ['dear key', crafted(other({ user: { ...user?.user, memory: 2 ** 40 } }), body)],
      ['cheap key', crafted(other({ user: { ...user?.user, memory: 1 } }), body)],
      ['short key', crafted(other({ databaseKey: new Uint8Array(1) }), body)],
      ['no users', crafted({ ...header, keyring: { ...keyring, users: [] } }, body)],
      ['newer', crafted(header, body, 2)],
      ['version none', crafted(header, body, 0)],
    ];
    const vault = await testVault();
    const before = readdirSync(vault.home).sort();
    const codes: Record<string, string> = {};
    for (const [name, bytes] of files) {
      const file = join(temporaryFolder(), 'x.xinglin');
      writeFileSync(file, bytes);
      const result = await vault.vault.ask('backup.restore', { job: name, file, passphrase: PASSPHRASE });
      codes[name] = result.ok ? 'taken' : result.error.code;
      expect(readdirSync(vault.home).sort()).toEqual(before);
    }
    const others = Object.entries(codes).filter(([, code]) => code !== 'backup-damaged');
    expect(Object.fromEntries(others)).toEqual({
      nothing: 'not-a-backup',
      magic: 'not-a-backup',
      newer: 'database-newer',
      'short key': 'database-damaged',
    });
    expect(Object.keys(codes)).toHaveLength(files.length);
  });

  it('is written beside nothing that somebody else put there', async () => {
    const vault = await testClinic();
    const folder = temporaryFolder();
    const victim = join(folder, 'letter.txt');
    writeFileSync(victim, 'dear');
    const file = join(folder, 'b.xinglin');
    symlinkSync(victim, `${file}.partial`);
    await vault.ask('backup.create', { job: 'j', file });
    expect(readFileSync(victim, 'utf8')).toBe('dear');
    expect(lstatSync(file).isFile()).toBe(true);
    rmSync(file);
    symlinkSync(victim, file);
    await vault.refuse('backup.create', { job: 'j', file }, 'already-exists');
    expect(readFileSync(victim, 'utf8')).toBe('dear');
  });
});
