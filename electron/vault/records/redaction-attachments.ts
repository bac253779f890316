/**
 * Binaries that are attached to records that are to be erased: scans and letters that are in nobody's chart by themselves
 * (http://hl7.org/fhir/R4/binary.html). One that is attached to something that stays, stays.
 */
import { importedId } from '../exchange/fhir/ids.ts';
import type { Reader } from '../storage/database.ts';
import { keyOf, type RecordKey } from './redaction-log.ts';
import { findRow } from './row.ts';

/** Types with attachments of patients (http://hl7.org/fhir/R4/datatypes.html#Attachment). */
const ATTACHING = [
  'Communication',
  'CommunicationRequest',
  'Consent',
  'Contract',
  'DiagnosticReport',
  'DocumentManifest',
  'DocumentReference',
  'Media',
  'Observation',
  'Patient',
  'Person',
  'Practitioner',
  'Procedure',
  'QuestionnaireResponse',
  'RelatedPerson',
] as const;

/** The Binaries that only these records name; of none that is redacted already. */
export function attachedTo(reader: Reader, records: readonly RecordKey[]): RecordKey[] {
  if (!reader.get("SELECT 1 FROM record WHERE type = 'Binary' AND redacted = 0 LIMIT 1")) return [];
  const going = new Set(records.map(keyOf));
  const attached = new Set(records.flatMap((key) => namedBy(reader, key)));
  if (attached.size === 0) return [];
  for (const type of ATTACHING) {
    const others = reader.all<{ id: string }>(
      "SELECT id FROM record WHERE type = ? AND redacted = 0 AND instr(json, 'Binary/') > 0",
      type,
    );
    for (const { id } of others)
      if (!going.has(`${type}/${id}`)) for (const binary of namedBy(reader, { type, id })) attached.delete(binary);
    if (attached.size === 0) return [];
  }
  return [...attached].sort().map((id) => ({ type: 'Binary', id }));
}

/** Members that name a Binary: the url of an attachment, as its sender wrote it, and references. */
const NAMING = /"(?:url|reference)":"(?:[^"]*\/)?Binary\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^"]*)?"/g;

/** Ids of the Binaries here that a record names, by ours or by its sender's. */
function namedBy(reader: Reader, { type, id }: RecordKey): string[] {
  const row = findRow(reader, type, id);
  if (!row || row.redacted || !row.json.includes('Binary/')) return [];
  const source = reader.get<{ system: string }>('SELECT system FROM source WHERE type = ? AND id = ?', type, id);
  return [...row.json.matchAll(NAMING)].flatMap(([, named = '']) => {
    const ids = source ? [named, importedId(source.system, 'Binary', named)] : [named];
    return ids.filter((one) => findRow(reader, 'Binary', one)?.redacted === 0);
  });
}
