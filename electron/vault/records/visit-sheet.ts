/** Everything that belongs to a visit, in full, in the order of a consultation. */
import { raise } from '../../../shared/base/result.ts';
import type { SheetLine, VisitSheet } from '../../../shared/bridge/signing.ts';
import { currentWrites } from '../../../shared/merge/reducer.ts';
import { conceptText } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { findRecord } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { addendumTargets } from './addendum.ts';
import { chartItem } from './chart-item.ts';
import { medicationFinder } from './chart-medication.ts';
import { judgeSignatures } from './lock.ts';
import { documentText } from './note.ts';
import { referenceId } from './projection.ts';
import { findRow, type RecordRow, stateOf } from './row.ts';
import { signatureClaims } from './signature.ts';
import { dueOf } from './tasks/resource.ts';
import { reasonOf } from './title.ts';
import { existingRow } from './view.ts';
import type { Workspace } from './workspace.ts';

/** Types that a visit is made of, in the order of a consultation; true: what goes on after it. */
const PARTS = {
  Encounter: false,
  Observation: false,
  DocumentReference: false,
  ClinicalImpression: true,
  Condition: true,
  Procedure: true,
  Immunization: true,
  DiagnosticReport: true,
  ServiceRequest: true,
  MedicationRequest: true,
  Task: true,
} as const;
const TYPES = Object.keys(PARTS) as readonly (keyof typeof PARTS)[];

/** How a sheet is read: its language (BCP 47), and which types the reader sees of this patient. */
export interface SheetSetting {
  readonly locale: string;
  readonly shows: (type: string, patient: string) => boolean;
}

/** The sheet of a visit. Raises not-found, also for a visit that was deleted. */
export function visitSheet(workspace: Workspace, id: string, { locale, shows }: SheetSetting): VisitSheet {
  const { store } = workspace;
  const row = existingRow(store, 'Encounter', id);
  if (row.deleted || row.patient === null) raise('not-found', 'There is no such visit here any more.');
  const patient = row.patient;
  const encounter = parseJson(row.json) as JsonObject;
  const by = textIn(memberOf(objectsIn(encounter.participant)[0]?.individual, 'display'));
  const date = textIn(memberOf(encounter.period, 'start'));
  const rows = [row, ...rowsOf(store, id, patient)].filter(({ type }) => shows(type, patient));
  const lines = rows.map((one) => lineOf(workspace, one, locale));
  return {
    encounter: id,
    patient,
    ...(date === '' ? {} : { date }),
    ...(by === '' ? {} : { by }),
    lines,
    signed: lines[0]?.type === 'Encounter' && lines[0].signatures.length > 0,
  };
}

/** The records that name the visit, by their types, then as they were written; addenda to it or to its parts came later. */
function rowsOf(reader: Reader, encounter: string, patient: string): RecordRow[] {
  return TYPES.filter((type) => type !== 'Encounter').flatMap((type) =>
    reader
      .all<{ id: string }>(
        `SELECT id FROM record INDEXED BY record_chart
         WHERE patient = ? AND type = ? AND deleted = 0 AND coalesce(status, '') <> 'entered-in-error'
           AND instr(json, ?) > 0 ORDER BY rid`,
        patient,
        type,
        `Encounter/${encounter}"`,
      )
      .flatMap(({ id }) => findRow(reader, type, id) ?? [])
      .filter(({ json }) => belongs(parseJson(json) as JsonObject, encounter)),
  );
}

function belongs(resource: JsonObject, encounter: string): boolean {
  const references = [resource.encounter, resource.context, memberOf(resource.context, 'encounter')].flatMap(objectsIn);
  const named = references.some(({ reference }) => referenceId(reference, 'Encounter') === encounter);
  return named && addendumTargets(resource).length === 0;
}

function lineOf(workspace: Workspace, row: RecordRow, locale: string): SheetLine {
  const { store } = workspace;
  const resource = parseJson(row.json) as JsonObject;
  const { title, text } = wordsOf(store, row, resource, locale);
  const signatures = judgeSignatures(store, workspace.members(), row).filter(({ authentic }) => authentic);
  return {
    type: row.type,
    id: row.id,
    title,
    text,
    seen: currentWrites(stateOf(store, row)),
    version: row.version,
    goesOn: goesOn(row.type),
    conflicts: row.conflicts,
    signatures: signatures.map(({ row: { json }, valid }) => ({ ...signatureClaims(JSON.parse(json)), valid })),
  };
}

/** Whether a record is changed after its visit as a matter of course. */
function goesOn(type: string): boolean {
  return TYPES.some((one) => one === type && PARTS[one]);
}

function wordsOf(
  reader: Reader,
  { type, id, conflicts }: RecordRow,
  resource: JsonObject,
  locale: string,
): { title: string; text: string } {
  if (type === 'Encounter') return { title: reasonOf(resource, locale), text: diagnosesOf(reader, resource, locale) };
  if (type === 'Task') return { title: textIn(resource.description), text: dueOf(resource) ?? '' };
  const row = { type, id, conflicts, resource, at: null, code: null, status: null, date: undefined };
  const item = chartItem(row, { locale, medication: medicationFinder(reader) });
  const notes = objectsIn(resource.note).map((note) => textIn(note.text));
  const detail = type === 'DocumentReference' ? documentText(resource) : (item.detail ?? '');
  return { title: item.text, text: [detail, ...notes].filter((part) => part !== '').join('\n') };
}

/** The diagnoses of an Encounter by their rank, as the records that it names say. */
function diagnosesOf(reader: Reader, encounter: JsonObject, locale: string): string {
  return objectsIn(encounter.diagnosis)
    .flatMap(({ condition }) => {
      const id = referenceId(memberOf(condition, 'reference'), 'Condition');
      const json = id === null ? undefined : findRecord(reader, 'Condition', id);
      return json === undefined ? [] : [conceptText((JSON.parse(json) as JsonObject).code, locale)];
    })
    .join('; ');
}
