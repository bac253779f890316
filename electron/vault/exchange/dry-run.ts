/** The sink of a dry run: it weighs what comes in and writes nothing. */
import { readMembers } from '../access/membership.ts';
import { identifierFinder, knownRecords, redactedFinder, weigh } from '../records/import-sink.ts';
import type { ImportSink } from '../records/incoming.ts';
import type { Reader } from '../storage/database.ts';
import type { Notes } from '../storage/notes.ts';
import { makeSeen } from './fhir/seen.ts';

export function dryRunSink(reader: Reader, notes: Notes): ImportSink {
  // of a resource that comes twice only the first is new
  const made = makeSeen(notes.ledger());
  return {
    write: (batch) => weigh(reader, batch, { come: (id) => made.note(id, '', 0) !== 'new' }).outcome,
    findByIdentifier: identifierFinder(reader),
    isRedacted: redactedFinder(reader),
    here: knownRecords(reader, readMembers(reader)),
  };
}
