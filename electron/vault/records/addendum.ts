/** Addenda: texts that are added to a record which is final or signed. A DocumentReference that names it (http://hl7.org/fhir/R4/documentreference.html). */
import type { AddendumView } from '../../../shared/bridge/records.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import type { Json, JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { documentText } from './note.ts';
import type { RecordName } from './signature.ts';

/** LOINC "Addendum Document" (https://loinc.org/55107-7). */
const ADDENDUM = '55107-7';

/** The DocumentReference (without an id) that adds a text to a record. `at` in ISO 8601. */
export function addendumTo(record: JsonObject, text: string, author: string, at: string): JsonObject {
  const subject = subjectOf(record);
  const encounters = encountersOf(record);
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: ADDENDUM, display: 'Addendum Document' }] },
    ...(subject === undefined ? {} : { subject }),
    date: at,
    author: [{ display: author }],
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: Buffer.from(text, 'utf8').toString('base64'),
          creation: at,
        },
      },
    ],
    context: {
      ...(encounters.length === 0 ? {} : { encounter: encounters }),
      related: [{ reference: `${textIn(record.resourceType)}/${textIn(record.id)}` }],
    },
  };
}

/** The records that a DocumentReference is an addendum to; none where it is none. */
export function addendumTargets(document: JsonObject): RecordName[] {
  const isAddendum = codingsOf(document.type).some(
    ({ system, code }) => system === 'http://loinc.org' && code === ADDENDUM,
  );
  if (!isAddendum || document.status === 'entered-in-error') return [];
  return objectsIn(memberOf(document.context, 'related')).flatMap(({ reference }) => {
    const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(textIn(reference)) ?? [];
    return type && id ? [{ type, id }] : [];
  });
}

/** An addendum as it stands under its record. */
export function addendumView(document: JsonObject): AddendumView {
  const [author] = objectsIn(document.author);
  return {
    id: textIn(document.id),
    text: documentText(document),
    by: textIn(author?.display) || textIn(author?.reference),
    at: textIn(document.date),
  };
}

function subjectOf(record: JsonObject): Json | undefined {
  if (record.resourceType === 'Patient') return { reference: `Patient/${textIn(record.id)}` };
  return record.subject ?? record.patient;
}

/** The visit that the record belongs to, or is. */
function encountersOf(record: JsonObject): readonly Json[] {
  if (record.resourceType === 'Encounter') return [{ reference: `Encounter/${textIn(record.id)}` }];
  if (record.encounter !== undefined) return objectsIn(record.encounter);
  return objectsIn(memberOf(record.context, 'encounter') ?? []);
}
