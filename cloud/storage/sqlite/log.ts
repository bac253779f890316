/** The log of envelopes in SQLite. The lock on the clinic is SQLite's own: one writer at a time (BEGIN IMMEDIATE). */
import type { Database } from 'better-sqlite3';
import { sameBytes } from '../../../shared/base/bytes.ts';
import { parseEnvelope, parseStub, STUB_BYTES, stubOf } from '../../../shared/envelope/layout.ts';
import type { EnvelopeName } from '../../../shared/protocol/messages.ts';
import type {
  AppendLimits,
  AppendOutcome,
  CheckedEnvelope,
  DeviceHead,
  LogEntry,
  LogPage,
  PageRequest,
} from '../contract.ts';
import { orderBatch } from '../ordering.ts';

interface PageRow {
  readonly server_seq: number;
  readonly seq: number;
  readonly size: number;
  readonly log_hash: Buffer;
  /** null for an envelope of the asking device. */
  readonly bytes: Buffer | null;
}

interface EntryRow {
  readonly server_seq: number;
  readonly device_id: Buffer;
  readonly seq: number;
  readonly hash: Buffer;
  readonly log_hash: Buffer;
  readonly bytes: Buffer;
}

/** What an own envelope takes in an answer: a CBOR integer at its longest. */
const OWN_ITEM_BYTES = 9;

/** Statements on envelopes, prepared once. */
export function prepareLog(database: Database) {
  const selectClinic = database.prepare<[Uint8Array], { head: number; log_hash: Buffer; bytes: number }>(
    'SELECT head, log_hash, bytes FROM clinic WHERE clinic_id = ?',
  );
  const updateClinic = database.prepare(
    'UPDATE clinic SET head = ?, log_hash = ?, bytes = bytes + ? WHERE clinic_id = ?',
  );
  const selectDevice = database.prepare<[Uint8Array, Uint8Array], { seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM device WHERE clinic_id = ? AND device_id = ?',
  );
  const upsertDevice = database.prepare(
    `INSERT INTO device (clinic_id, device_id, seq, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  );
  const selectKept = database.prepare<[Uint8Array, Uint8Array, number], { hash: Buffer; size: number; start: Buffer }>(
    `SELECT hash, length(bytes) AS size, substr(bytes, 1, ${STUB_BYTES + 1}) AS start
     FROM envelope WHERE clinic_id = ? AND device_id = ? AND seq = ?`,
  );
  const insertEnvelope = database.prepare(
    `INSERT INTO envelope (clinic_id, server_seq, device_id, seq, hash, log_hash, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const selectPage = database.prepare<[Uint8Array, Uint8Array, Uint8Array, number, number], PageRow>(
    `SELECT server_seq, seq, log_hash,
            iif(device_id = ?, ${OWN_ITEM_BYTES}, length(bytes)) AS size,
            iif(device_id = ?, NULL, bytes) AS bytes
     FROM envelope WHERE clinic_id = ? AND server_seq > ? ORDER BY server_seq LIMIT ?`,
  );

  const lateBytes = database
    .prepare<[Uint8Array, Uint8Array], number>('SELECT late_bytes FROM device WHERE clinic_id = ? AND device_id = ?')
    .pluck();
  const addLate = database.prepare(
    'UPDATE device SET late_bytes = late_bytes + ? WHERE clinic_id = ? AND device_id = ?',
  );

  type Append = (clinicId: Uint8Array, batch: readonly CheckedEnvelope[], limits: AppendLimits) => AppendOutcome;
  const append = database.transaction<Append>((clinicId, batch, { quota, late }) => {
    const clinic = selectClinic.get(clinicId);
    if (!clinic) throw new Error('append to a clinic that does not exist');
    const lateRoom = late ? late.maxBytes - (lateBytes.get(clinicId, late.deviceId) ?? 0) : Number.POSITIVE_INFINITY;
    const ordered = orderBatch(
      {
        head: clinic.head,
        logHash: clinic.log_hash,
        room: Math.min(quota - clinic.bytes, lateRoom),
        deviceHead: (deviceId) => {
          const row = selectDevice.get(clinicId, deviceId);
          return row ? { deviceId, seq: row.seq, hash: row.hash } : null;
        },
        kept: (deviceId, seq) => {
          const row = selectKept.get(clinicId, deviceId, seq);
          if (!row) throw new Error('an envelope below the head of its device is missing');
          return { ...row, isStub: parseStub(new Uint8Array(row.start)) !== null };
        },
      },
      batch,
    );
    for (const { serverSeq, logHash, envelope } of ordered.rows) {
      const { deviceId, seq, hash, bytes } = envelope;
      insertEnvelope.run(clinicId, serverSeq, deviceId, seq, hash, logHash, bytes);
    }
    for (const { deviceId, seq, bytes } of ordered.refilled) updateBytes.run(bytes, clinicId, deviceId, seq);
    for (const device of ordered.heads) upsertDevice.run(clinicId, device.deviceId, device.seq, device.hash);
    if (late) addLate.run(ordered.bytes, clinicId, late.deviceId);
    if (ordered.rows.length + ordered.refilled.length > 0)
      updateClinic.run(ordered.head, ordered.logHash, ordered.bytes, clinicId);
    const { accepted, head, logHash } = ordered;
    const outcome = { accepted, added: ordered.rows.length, head, logHash };
    return ordered.stop ? { ...outcome, stop: ordered.stop } : outcome;
  });

  const selectEnvelope = database.prepare<[Uint8Array, Uint8Array, number], { hash: Buffer; bytes: Buffer }>(
    'SELECT hash, bytes FROM envelope WHERE clinic_id = ? AND device_id = ? AND seq = ?',
  );
  const updateBytes = database.prepare(
    'UPDATE envelope SET bytes = ? WHERE clinic_id = ? AND device_id = ? AND seq = ?',
  );
  const shrink = database.prepare('UPDATE clinic SET bytes = bytes - ? WHERE clinic_id = ?');
  const kept = (clinicId: Uint8Array, { device, seq, hash }: EnvelopeName) => {
    const row = selectEnvelope.get(clinicId, device, seq);
    return row && sameBytes(new Uint8Array(row.hash), hash) ? row : undefined;
  };

  const redact = database.transaction(
    (clinicId: Uint8Array, redaction: EnvelopeName, envelopes: readonly EnvelopeName[]): number | null => {
      if (!kept(clinicId, redaction)) return null;
      let stubs = 0;
      for (const name of envelopes) {
        const row = kept(clinicId, name);
        if (!row) continue;
        stubs += 1;
        const envelope = parseEnvelope(new Uint8Array(row.bytes));
        if (!envelope) continue;
        const stub = stubOf(envelope);
        updateBytes.run(stub, clinicId, name.device, name.seq);
        shrink.run(row.bytes.length - stub.length, clinicId);
      }
      return stubs;
    },
  );

  const selectEntries = database.prepare<[Uint8Array, number, number], EntryRow>(
    `SELECT server_seq, device_id, seq, hash, log_hash, bytes FROM envelope
     WHERE clinic_id = ? AND server_seq > ? ORDER BY server_seq LIMIT ?`,
  );
  const selectHeads = database.prepare<[Uint8Array], { device_id: Buffer; seq: number; hash: Buffer }>(
    'SELECT device_id, seq, hash FROM device WHERE clinic_id = ? ORDER BY device_id',
  );

  return {
    redact: (clinicId: Uint8Array, redaction: EnvelopeName, envelopes: readonly EnvelopeName[]): number | null => {
      const stubs = redact.immediate(clinicId, redaction, envelopes);
      // what was there before must not linger in the journal; another connection may hold it a moment longer
      database.pragma('wal_checkpoint(TRUNCATE)');
      return stubs;
    },

    append: (clinicId: Uint8Array, batch: readonly CheckedEnvelope[], limits: AppendLimits) =>
      append.immediate(clinicId, batch, limits),

    page(clinicId: Uint8Array, { after, maxBytes, maxItems, own }: PageRequest): LogPage {
      const items: (Uint8Array | number)[] = [];
      let last: LogPage['last'] = null;
      let size = 0;
      for (const row of selectPage.iterate(own, own, clinicId, after, maxItems)) {
        size += row.size;
        if (items.length > 0 && size > maxBytes) break;
        items.push(row.bytes ?? row.seq);
        last = { serverSeq: row.server_seq, logHash: row.log_hash };
      }
      return { items, last };
    },

    entries: (clinicId: Uint8Array, after: number, limit: number): LogEntry[] =>
      selectEntries.all(clinicId, after, limit).map((row) => ({
        serverSeq: row.server_seq,
        deviceId: row.device_id,
        seq: row.seq,
        hash: row.hash,
        logHash: row.log_hash,
        bytes: row.bytes,
      })),

    deviceHeads: (clinicId: Uint8Array): DeviceHead[] =>
      selectHeads.all(clinicId).map(({ device_id, seq, hash }) => ({ deviceId: device_id, seq, hash })),

    deviceHead: (clinicId: Uint8Array, deviceId: Uint8Array) => selectDevice.get(clinicId, deviceId)?.seq ?? 0,
  };
}
