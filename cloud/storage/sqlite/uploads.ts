/** Uploads in pieces in SQLite: one of a device at a time, its pieces in the order of their positions. */
import type { Database } from 'better-sqlite3';
import { concat, sameBytes } from '../../../shared/base/bytes.ts';
import type { Piece, Times } from '../contract.ts';

/** Statements on uploads, prepared once. */
export function prepareUploads(database: Database) {
  const select = database.prepare<[Uint8Array, Uint8Array, number], { hash: Buffer; received: number }>(
    `SELECT hash, sum(length(bytes)) AS received FROM upload
     WHERE clinic_id = ? AND device_id = ? AND expires_at > ? GROUP BY hash`,
  );
  const selectBytes = database
    .prepare<[Uint8Array, Uint8Array, Uint8Array], Buffer>(
      'SELECT bytes FROM upload WHERE clinic_id = ? AND device_id = ? AND hash = ? ORDER BY position',
    )
    .pluck();
  const insert = database.prepare(
    'INSERT INTO upload (clinic_id, device_id, position, hash, bytes, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const prolong = database.prepare('UPDATE upload SET expires_at = ? WHERE clinic_id = ? AND device_id = ?');
  const remove = database.prepare('DELETE FROM upload WHERE clinic_id = ? AND device_id = ?');
  const deleteExpired = database.prepare('DELETE FROM upload WHERE expires_at <= ?');

  const received = (clinicId: Uint8Array, deviceId: Uint8Array, hash: Uint8Array, now: number): number => {
    const kept = select.get(clinicId, deviceId, now);
    return kept && sameBytes(kept.hash, hash) ? kept.received : 0;
  };

  const put = database.transaction((clinicId: Uint8Array, deviceId: Uint8Array, piece: Piece, times: Times): number => {
    const { hash, offset, bytes } = piece;
    const there = received(clinicId, deviceId, hash, times.now);
    if (offset > 0 && offset !== there) return there;
    if (offset === 0) remove.run(clinicId, deviceId);
    if (bytes.length === 0) return offset;
    insert.run(clinicId, deviceId, offset, hash, bytes, times.expiresAt);
    prolong.run(times.expiresAt, clinicId, deviceId);
    return offset + bytes.length;
  });

  return {
    received,
    put: (clinicId: Uint8Array, deviceId: Uint8Array, piece: Piece, times: Times) =>
      put.immediate(clinicId, deviceId, piece, times),
    read(clinicId: Uint8Array, deviceId: Uint8Array, hash: Uint8Array, now: number): Uint8Array | null {
      if (received(clinicId, deviceId, hash, now) === 0) return null;
      return concat(...selectBytes.all(clinicId, deviceId, hash));
    },
    drop(clinicId: Uint8Array, deviceId: Uint8Array): void {
      remove.run(clinicId, deviceId);
    },
    dropExpired: (now: number) => deleteExpired.run(now).changes,
  };
}
