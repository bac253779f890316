/** A visit as it is printed: its line in the chart with whole notes, and what is to be done afterwards. */
import { raise } from '../../../../shared/base/result.ts';
import type { PrintedVisit } from '../../../../shared/bridge/prints.ts';
import type { ChartItem, PatientChart } from '../../../../shared/bridge/records.ts';
import type { Locale } from '../../../../shared/bridge/session.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Sight } from '../../access/sight.ts';
import { findRecord } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { visitOf } from '../chart.ts';
import { judgeSignatures } from '../lock.ts';
import { documentText } from '../note.ts';
import { signatureClaims } from '../signature.ts';
import { userReference } from '../staff.ts';
import { OPEN, taskItem } from '../tasks/resource.ts';
import { existingRow } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { readTitles, titledName } from './titles.ts';

/** Raises not-found where the chart has no such visit, or so many newer ones that it does not list it. */
export function printedVisit(
  workspace: Workspace,
  { hit, timeline }: Pick<PatientChart, 'hit' | 'timeline'>,
  id: string,
  { sight, locale }: { readonly sight: Pick<Sight, 'shows'>; readonly locale: Locale },
): PrintedVisit {
  const { store } = workspace;
  const found = timeline.find(({ encounter }) => encounter.type === 'Encounter' && encounter.id === id);
  if (!found) return raise('not-found', 'This visit is not in the chart any more.');
  const encounter = recordOf(store, 'Encounter', id);
  const titles = readTitles(store);
  const seenBy = objectsIn(encounter?.participant)
    .map(({ individual }) => titledName(titles, individual, locale))
    .filter((name) => name !== '');
  return {
    encounter: found.encounter,
    ...(seenBy.length > 0 ? { by: seenBy.join(locale === 'en' ? '; ' : '、') } : {}),
    items: found.items.map((item) => inFull(store, item)),
    tasks: sight.shows('Task', hit.id) ? tasksOf(store, hit.id, id) : [],
    signed: judgeSignatures(store, workspace.members(), existingRow(store, 'Encounter', id))
      .filter(({ valid }) => valid)
      .map(({ row, user }) => {
        const { by, at } = signatureClaims(parseJson(row.json) as JsonObject);
        // the name as it was signed; whose it is, the signature itself tells
        return { by: user === undefined ? by : titledName(titles, userReference({ id: user, name: by }), locale), at };
      }),
  };
}

/** A chart shows the beginning of a note; paper has all of it. */
function inFull(reader: Reader, item: ChartItem): ChartItem {
  if (item.type !== 'DocumentReference' && item.type !== 'ClinicalImpression') return item;
  // of values in conflict each line has its own
  const resource = item.conflicts > 0 ? undefined : recordOf(reader, item.type, item.id);
  if (!resource) return item;
  const text = item.type === 'ClinicalImpression' ? textIn(resource.summary) : documentText(resource);
  return text === '' || text === item.text ? item : { ...item, detail: text };
}

function tasksOf(reader: Reader, patient: string, visit: string): PrintedVisit['tasks'] {
  return reader
    .all<{ id: string; json: string; status: string | null }>(
      `SELECT id, json, status FROM record INDEXED BY record_chart
       WHERE patient = ? AND type = 'Task' AND deleted = 0 ORDER BY at, id`,
      patient,
    )
    .filter(({ status }) => OPEN.some((one) => one === status))
    .map(({ id, json }) => ({ id, task: parseJson(json) as JsonObject }))
    .filter(({ task }) => visitOf(task) === visit)
    .map(({ id, task }) => {
      const { text, due } = taskItem(id, task, 0);
      return { id, text, ...(due === undefined ? {} : { due }) };
    });
}

function recordOf(reader: Reader, type: string, id: string): JsonObject | undefined {
  const json = findRecord(reader, type, id);
  return json === undefined ? undefined : (parseJson(json) as JsonObject);
}
