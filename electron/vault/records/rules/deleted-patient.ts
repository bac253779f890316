/** A patient was deleted, and records of theirs are there: written at the same time elsewhere, or left behind. */
import type { Reader } from '../../storage/database.ts';
import type { Breaker, Rule } from './contract.ts';

export const deletedPatient: Rule = {
  name: 'deleted-patient',
  subjects: (reader, record) => {
    if (record.type === 'Patient') return [record.id];
    const patient = record.resource && record.projection.patient;
    return patient !== null && isGone(reader, patient) ? [patient] : [];
  },
  judge: (reader, subject) => {
    if (!isGone(reader, subject)) return null;
    const members = reader.all<Breaker>(
      `SELECT rid, type, id, patient FROM record INDEXED BY record_chart
       WHERE patient = ? AND type <> 'Patient' AND deleted = 0 AND coalesce(status, '') <> 'entered-in-error'`,
      subject,
    );
    return members.length > 0 ? { members, detail: subject } : null;
  },
};

/** One probe of an index that holds deleted patients alone. */
function isGone(reader: Reader, patient: string): boolean {
  return (
    reader.get(
      "SELECT 1 FROM record INDEXED BY record_gone WHERE type = 'Patient' AND deleted = 1 AND id = ?",
      patient,
    ) !== undefined
  );
}
