/** The list of what is to be done. */
import type { TaskItem } from '../../../../shared/bridge/tasks.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { patientByIdRow } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { patientHit } from '../patient-hit.ts';
import { OPEN, taskItem } from './resource.ts';

/** More than anybody reads; what is due first is among them as long as fewer than that many are open. */
const MOST_LISTED = 500;
/** So many are looked at: a clinic with more open tasks has stopped closing them. */
const MOST_READ = 5000;

interface TaskRow {
  readonly id: string;
  readonly patient: string | null;
  readonly json: string;
  readonly conflicts: number;
}

/**
 * Open tasks, of a patient or of everybody, those that are due first, then by when they were asked for. A task of a patient who is deleted
 * or not here yet is left out; one of nobody is the clinic's.
 */
export function openTasks(reader: Reader, patient?: string): { items: TaskItem[]; more: boolean } {
  const rows = patient === undefined ? ofEverybody(reader) : ofPatient(reader, patient);
  const dated = rows
    .map((row) => ({ row, item: taskItem(row.id, parseJson(row.json) as JsonObject, row.conflicts) }))
    .filter(({ item }) => item.status === 'open')
    .sort((a, b) => (a.item.due ?? '9999').localeCompare(b.item.due ?? '9999'));
  const items: TaskItem[] = [];
  for (const { row, item } of dated) {
    if (items.length === MOST_LISTED) return { items, more: true };
    if (row.patient === null) items.push(item);
    else {
      const found = patientByIdRow(reader, row.patient);
      if (found)
        items.push({
          ...item,
          patient: patientHit(JSON.parse(found.json) as JsonObject, found.conflicts, found.lastVisit),
        });
    }
  }
  return { items, more: rows.length === MOST_READ };
}

const OPEN_LIST = OPEN.map((status) => `'${status}'`).join(', ');

function ofEverybody(reader: Reader): TaskRow[] {
  return reader.all(
    `SELECT id, patient, json, conflicts FROM record INDEXED BY record_task
     WHERE type = 'Task' AND deleted = 0 AND status IN (${OPEN_LIST}) ORDER BY at, id LIMIT ${MOST_READ}`,
  );
}

function ofPatient(reader: Reader, patient: string): TaskRow[] {
  return reader.all(
    `SELECT id, patient, json, conflicts FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'Task' AND deleted = 0 AND status IN (${OPEN_LIST}) ORDER BY at, id LIMIT ${MOST_READ}`,
    patient,
  );
}
