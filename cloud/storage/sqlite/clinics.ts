/** Clinics and their membership logs in SQLite. */
import type { Database } from 'better-sqlite3';
import type { ClinicState } from '../contract.ts';

const ZERO_HASH = new Uint8Array(32);

interface ClinicRow {
  readonly head: number;
  readonly log_hash: Buffer;
  readonly membership_length: number;
}

/** Statements on clinics and membership, prepared once. */
export function prepareClinics(database: Database) {
  const insertClinic = database.prepare(
    'INSERT INTO clinic (clinic_id, head, log_hash, membership_length) VALUES (?, 0, ?, 1) ON CONFLICT DO NOTHING',
  );
  const insertRecord = database.prepare('INSERT INTO membership (clinic_id, record_index, record) VALUES (?, ?, ?)');
  const useInvitation = database.prepare(
    'INSERT INTO invitation (clinic_id, invitation_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const invitationUsed = database.prepare('SELECT 1 FROM invitation WHERE invitation_id = ?');
  const selectClinic = database.prepare<[Uint8Array], ClinicRow>(
    'SELECT head, log_hash, membership_length FROM clinic WHERE clinic_id = ?',
  );
  const swapLength = database.prepare(
    'UPDATE clinic SET membership_length = membership_length + 1 WHERE clinic_id = ? AND membership_length = ?',
  );
  const selectRecords = database
    .prepare<[Uint8Array, number], Buffer>(
      'SELECT record FROM membership WHERE clinic_id = ? AND record_index >= ? ORDER BY record_index',
    )
    .pluck();

  const create = database.transaction((clinicId: Uint8Array, genesis: Uint8Array, invitation: Uint8Array | null) => {
    if (selectClinic.get(clinicId)) return 'exists' as const;
    if (invitation && invitationUsed.get(invitation)) return 'invitation-used' as const;
    if (invitation) useInvitation.run(clinicId, invitation);
    insertClinic.run(clinicId, ZERO_HASH);
    insertRecord.run(clinicId, 0, genesis);
    return 'created' as const;
  });

  const appendMembership = database.transaction((clinicId: Uint8Array, index: number, record: Uint8Array) => {
    if (swapLength.run(clinicId, index).changes === 0) return false;
    insertRecord.run(clinicId, index, record);
    return true;
  });

  return {
    create: (clinicId: Uint8Array, genesis: Uint8Array, invitation: Uint8Array | null) =>
      create.immediate(clinicId, genesis, invitation),

    state(clinicId: Uint8Array): ClinicState | null {
      const row = selectClinic.get(clinicId);
      return row ? { head: row.head, logHash: row.log_hash, membershipLength: row.membership_length } : null;
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
