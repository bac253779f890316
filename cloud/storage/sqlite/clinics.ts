/** Clinics and their membership logs in SQLite. */
import type { Database } from 'better-sqlite3';
import type { ClinicState } from '../contract.ts';

const CLINIC_BYTES = 32;
const ZERO_HASH = new Uint8Array(32);

interface ClinicRow {
  readonly head: number;
  readonly log_hash: Buffer;
  readonly membership_length: number;
  readonly branch: number;
  readonly bytes: number;
  readonly quota: number | null;
  readonly suspended: number;
  readonly since: number;
}

/** Statements on clinics and membership, prepared once. */
export function prepareClinics(database: Database) {
  const insertClinic = database.prepare(
    `INSERT INTO clinic (clinic_id, head, log_hash, membership_length, bytes, since) VALUES (?, 0, ?, 1, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const insertRecord = database.prepare('INSERT INTO membership (clinic_id, record_index, record) VALUES (?, ?, ?)');
  const useInvitation = database.prepare(
    'INSERT INTO invitation (clinic_id, invitation_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const invitationUsed = database.prepare('SELECT 1 FROM invitation WHERE invitation_id = ?');
  const selectClinic = database.prepare<[Uint8Array], ClinicRow>(
    `SELECT head, log_hash, membership_length, branch, bytes, quota, suspended, since FROM clinic WHERE clinic_id = ?`,
  );
  const swapLength = database.prepare(
    `UPDATE clinic SET membership_length = membership_length + 1, bytes = bytes + ?
     WHERE clinic_id = ? AND membership_length = ?`,
  );
  const selectRecords = database
    .prepare<[Uint8Array, number], Buffer>(
      'SELECT record FROM membership WHERE clinic_id = ? AND record_index >= ? ORDER BY record_index',
    )
    .pluck();

  const selectIds = database
    .prepare<[Uint8Array, Uint8Array, Uint8Array, number], Buffer>(
      'SELECT clinic_id FROM clinic WHERE clinic_id > ? AND clinic_id >= ? AND clinic_id <= ? ORDER BY clinic_id LIMIT ?',
    )
    .pluck();

  type Create = (
    clinicId: Uint8Array,
    genesis: Uint8Array,
    invitation: Uint8Array | null,
    now: number,
  ) => 'created' | 'exists' | 'invitation-used';
  const create = database.transaction<Create>((clinicId, genesis, invitation, now) => {
    if (selectClinic.get(clinicId)) return 'exists';
    if (invitation && invitationUsed.get(invitation)) return 'invitation-used';
    if (invitation) useInvitation.run(clinicId, invitation);
    insertClinic.run(clinicId, ZERO_HASH, genesis.length, now);
    insertRecord.run(clinicId, 0, genesis);
    return 'created';
  });

  const appendMembership = database.transaction((clinicId: Uint8Array, index: number, record: Uint8Array) => {
    if (swapLength.run(record.length, clinicId, index).changes === 0) return false;
    insertRecord.run(clinicId, index, record);
    return true;
  });

  const dropRecords = database.prepare('DELETE FROM membership WHERE clinic_id = ? AND record_index >= ?');
  const recordBytes = database
    .prepare<[Uint8Array, number], number>(
      'SELECT total(length(record)) FROM membership WHERE clinic_id = ? AND record_index >= ?',
    )
    .pluck();
  const setBranch = database.prepare(
    `UPDATE clinic SET membership_length = ?, bytes = bytes + ?, branch = branch + 1
     WHERE clinic_id = ? AND membership_length = ?`,
  );

  type Replace = (clinicId: Uint8Array, from: number, length: number, records: readonly Uint8Array[]) => boolean;
  const replace = database.transaction<Replace>((clinicId, from, length, records) => {
    const before = recordBytes.get(clinicId, from) ?? 0;
    const grown = records.reduce((sum, record) => sum + record.length, 0) - before;
    if (setBranch.run(from + records.length, grown, clinicId, length).changes === 0) return false;
    dropRecords.run(clinicId, from);
    for (const [at, record] of records.entries()) insertRecord.run(clinicId, from + at, record);
    return true;
  });

  return {
    replace: (...args: Parameters<Replace>) => replace.immediate(...args),

    create: (...args: Parameters<Create>) => create.immediate(...args),

    ids(prefix: Uint8Array, after: Uint8Array, limit: number): Uint8Array[] {
      const padded = (filling: number) => {
        const id = new Uint8Array(CLINIC_BYTES).fill(filling);
        id.set(prefix.subarray(0, CLINIC_BYTES));
        return id;
      };
      return selectIds.all(after, padded(0), padded(255), limit);
    },

    state(clinicId: Uint8Array): ClinicState | null {
      const row = selectClinic.get(clinicId);
      if (!row) return null;
      const { head, log_hash, membership_length, branch, bytes, quota, suspended, since } = row;
      return {
        head,
        logHash: log_hash,
        membershipLength: membership_length,
        membershipBranch: branch,
        bytes,
        quota,
        suspended: suspended !== 0,
        since,
      };
    },

    membership(clinicId: Uint8Array, from: number, maxBytes: number): Uint8Array[] {
      const records: Uint8Array[] = [];
      let size = 0;
      for (const record of selectRecords.iterate(clinicId, from)) {
        size += record.length;
        if (records.length > 0 && size > maxBytes) break;
        records.push(record);
      }
      return records;
    },

    appendMembership: (clinicId: Uint8Array, index: number, record: Uint8Array) =>
      appendMembership.immediate(clinicId, index, record),
  };
}
