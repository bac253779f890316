import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AuditEntry, decodeEntry, encodeEntry, entryTime } from '../../../shared/audit/entry.ts';
import { AUDIT_EVENT_NAMES } from '../../../shared/audit/events.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { cryptoReady, hash } from '../../../shared/crypto/sodium.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import frozen from '../../vectors/audit-1.json' with { type: 'json' };
import { auditArtefacts, ENTRIES } from '../../vectors/audit-1.ts';

beforeAll(() => cryptoReady);

describe('format 1 of the audit trail', () => {
  it('has the bytes and hashes that it always had', () => {
    expect(auditArtefacts()).toEqual(frozen);
    expect(frozen.entries.map((hex) => decodeEntry(fromHex(hex)))).toEqual(ENTRIES);
  });

  it('changes its version when its schema or its vocabulary changes', () => {
    const shape = JSON.stringify(z.toJSONSchema(AuditEntry, { unrepresentable: 'any', io: 'input' }));
    const digest = toHex(hash('xinglin/test/schema', [new TextEncoder().encode(shape)], 16));
    expect([AUDIT_EVENT_NAMES.length, digest]).toMatchInlineSnapshot(`
      [
        39,
        "de978558184b91db7edf8ec1c880d7e4",
      ]
    `);
  });

  it('has the time of an entry of a later version, and nothing of what is none', () => {
    const later = encodeCbor({ v: 2, at: 5, e: 'something new' });
    expect([entryTime(later), decodeEntry(later)]).toEqual([5, null]);
    expect(entryTime(encodeCbor({ at: 'now' }))).toBeNull();
    expect(entryTime(new Uint8Array([0xff, 1, 2]))).toBeNull();
  });

  it('takes no user where there was nobody, and no words where a word of a list is meant', () => {
    const [read] = ENTRIES;
    if (!read) throw new Error('an entry');
    expect(decodeEntry(encodeEntry({ ...read, e: 'login.failed' }))).toBeNull();
    expect(decodeEntry(encodeEntry({ ...read, k: ['Bao Number'] }))).toBeNull();
    expect(decodeEntry(encodeEntry({ ...read, w: '王小明' }))).toBeNull();
  });
});
