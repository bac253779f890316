/** The frozen entry of the audit trail and its hashes, from fixed values. `node test/vectors/audit-1.ts` prints them; only when a version is made. */
import { auditHash, auditStart } from '../../shared/audit/chain.ts';
import { type AuditEntry, encodeEntry } from '../../shared/audit/entry.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { cryptoReady } from '../../shared/crypto/sodium.ts';

export const ENTRIES: readonly AuditEntry[] = [
  { v: 1, at: 1_790_000_000_000, e: 'chart.read', o: 0, u: '0198f3a0-0000-7000-8000-000000000001', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000002', p: '0198f3a0-0000-7000-8000-000000000002', n: 3, l: 1_790_000_060_000 },
  { v: 1, at: 1_790_000_070_000, e: 'login.failed', o: 8, b: '0198f3a0-0000-7000-8000-000000000001', w: 'closed' },
  { v: 1, at: 1_790_000_080_000, e: 'break-glass', o: 0, u: '0198f3a0-0000-7000-8000-000000000001', t: 'Patient', i: 'p', p: 'p', r: 'unconscious, allergies needed' },
];

/** Bytes and hashes in hexadecimal, by name. */
export function auditArtefacts(): Record<string, string | string[]> {
  const start = auditStart(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2));
  const entries = ENTRIES.map(encodeEntry);
  const hashes = entries.reduce<Uint8Array[]>((all, entry) => [...all, auditHash(all.at(-1) ?? start, entry)], []);
  return { start: toHex(start), entries: entries.map((entry) => toHex(entry)), hashes: hashes.map((one) => toHex(one)) };
}

if (import.meta.main) {
  await cryptoReady;
  process.stdout.write(`${JSON.stringify(auditArtefacts(), null, 2)}\n`);
}
