import { beforeAll, describe, expect, it } from 'vitest';
import { renameWrites, writesNamedBy } from '../../../electron/vault/records/named-writes.ts';
import { readSignature, signatureOver } from '../../../electron/vault/records/signature.ts';
import { cryptoReady, signKeyPair } from '../../../shared/crypto/sodium.ts';
import { type Op, type WriteOp, writeId } from '../../../shared/envelope/body.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';

beforeAll(() => cryptoReady);

const OLD = writeId(new Uint8Array(32).fill(1), 2);
const OTHER = writeId(new Uint8Array(32).fill(3), 0);
const NEW = writeId(new Uint8Array(32).fill(9), 7);
const naming = (write: string): string => (write === OLD ? NEW : write);

const write = (...w: WriteOp['w']): Op => ({
  k: 'w',
  t: 'Patient',
  i: 'p1',
  a: 'update',
  p: [
    [new Uint8Array(32).fill(1), 2],
    [new Uint8Array(32).fill(3), 0],
  ],
  w,
});

function signed(): Op {
  const record = { type: 'Observation', id: 'o1', json: '{}', seen: [OLD, OTHER] };
  const signer = { id: 'u1', name: 'Dr Test', sign: signKeyPair(new Uint8Array(32).fill(5)) };
  const provenance = { ...signatureOver(record, signer, '2026-06-01T12:00:00Z'), id: 's1' };
  return { k: 'c', t: 'Provenance', i: 's1', j: canonicalJson(provenance) };
}

describe('the writes that an operation names', () => {
  const ops: Record<string, Op> = {
    'what it replaces': write(['gender', '"male"', null, [0, 1]]),
    'what a deletion had in sight': write(['$life', canonicalJson({ deleted: true, seen: [OTHER, OLD] }), null, []]),
    'what an amendment had in sight': write([
      '$amended',
      canonicalJson({ reason: 'r', by: 'b', nonce: 'n', seen: [OLD] }),
      null,
      [],
    ]),
    'what was signed': signed(),
  };
  it.each(Object.entries(ops))('are found and renamed: %s', (_what, op) => {
    expect(new Set(writesNamedBy(op))).toContain(OLD);
    const renamed = renameWrites(op, naming);
    expect(writesNamedBy(renamed)).toEqual(writesNamedBy(op).map(naming));
    expect(renameWrites(renamed, (one) => (one === NEW ? OLD : one))).toEqual(op);
  });

  it('leave a signature what it is', () => {
    const op = renameWrites(signed(), naming);
    const read = readSignature(JSON.parse(op.k === 'c' ? op.j : '') as JsonObject);
    expect(read).toMatchObject({ user: 'u1', seen: [NEW, OTHER] });
  });

  it('are none in what only looks like them: a text of a record, or what no write is called', () => {
    const text = canonicalJson({ deleted: true, seen: [OLD] });
    const op = write(['note', text, null, []], ['$life', canonicalJson({ deleted: true, seen: ['x', ''] }), null, []]);
    expect(renameWrites(op, naming)).toMatchObject({ w: op.k === 'w' ? op.w : [] });
    expect(writesNamedBy({ ...op, p: [] } as Op)).toEqual([]);
    const other: Op = { k: 'c', t: 'Patient', i: 'p1', j: canonicalJson({ id: 'p1', resourceType: 'Patient' }) };
    expect(renameWrites(other, naming)).toBe(other);
  });
});
