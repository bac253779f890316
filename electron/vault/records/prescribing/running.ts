/** The prescriptions of a patient that run, and how they would be prescribed again. */
import type { Running } from '../../../../shared/bridge/prescriptions.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { courseEnd } from '../../../../shared/records/medication-request/course.ts';
import { RUNNING } from '../../../../shared/records/medication-request/status.ts';
import { TAKEN } from '../../../../shared/records/medication-statement/status.ts';
import { memberOf, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { dosageText, medicationFinder, medicationName } from '../chart-medication.ts';
import { factsOf } from '../facts/change.ts';
import { prescriptionOf } from './resource.ts';

/** The language of what was not written, BCP 47, and the clinic's day. */
interface Setting {
  readonly locale: string;
  readonly today: string;
}

/** The newest first. A course whose days are over does not run. */
export function runningPrescriptions(reader: Reader, patient: string, { locale, today }: Setting): Running[] {
  return factsOf(reader, 'MedicationRequest', patient)
    .map((row) => ({ id: row.id, conflicts: row.conflicts, resource: parseJson(row.json) as JsonObject }))
    .filter(({ resource, conflicts }) => conflicts > 0 || isRunning(resource, today))
    .toSorted((a, b) => (textIn(a.resource.authoredOn) < textIn(b.resource.authoredOn) ? 1 : -1))
    .map(({ id, conflicts, resource }) => {
      const name = medicationName(resource, locale, medicationFinder(reader));
      const prescription = conflicts > 0 ? undefined : prescriptionOf(resource, name, dosageText(resource));
      return { id, name, ...(prescription ? { prescription: { ...prescription, replaces: id } } : {}) };
    })
    .filter(({ name }) => name !== '');
}

/** Whether somebody takes by it on a day (YYYY-MM-DD), as far as it says. */
export function isRunning(request: JsonObject, today: string): boolean {
  if (!RUNNING.has(textIn(request.status)) || request.doNotPerform === true) return false;
  if (['proposal', 'option'].includes(textIn(request.intent))) return false;
  const end = courseEnd(request);
  return end === undefined || today <= end;
}

/** Whether somebody says to take it on a day. */
export function isTaken(statement: JsonObject, today: string): boolean {
  if (!TAKEN.has(textIn(statement.status))) return false;
  const end = textIn(memberOf(statement.effectivePeriod, 'end'));
  return end === '' || today <= end.slice(0, 10);
}
