/** Who has looked at which results: FHIR Tasks that are done, about exactly what was shown (docs/decisions/0039). */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { CallParsed } from '../../../../shared/bridge/index.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { conceptText } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { change, standingRow } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { zonedIso } from '../dates.ts';
import { referenceId } from '../projection.ts';
import { findRow } from '../row.ts';
import { TASK_SYSTEM, type TaskSetting, taskResource } from '../tasks/resource.ts';
import { activeUser, type Workspace } from '../workspace.ts';
import { contentOf, digestOf } from './content.ts';
import { orderTo } from './enter.ts';
import type { Review } from './report.ts';

const CODE = `${TASK_SYSTEM}|review-result`;
const ALL_VALUES = 'all-values';
/** Of Tasks that say that somebody has looked at something, and at what: as the index record_review has them. */
export const REVIEWS = `type = 'Task' AND deleted = 0 AND status = 'completed' AND code = '${CODE}'`;
export const FOCUS = "json_extract(json, '$.focus.reference')";
/** Of Tasks that say that all values of the report were there to be looked at: what changes later is another version of one of them. */
export const SAW_ALL = `json_extract(json, '$.businessStatus.coding[0].code') = '${ALL_VALUES}'`;
const STATUS = 'https://xinglin.example/fhir/CodeSystem/task-status';
/** What is put into a Task: the digest of what was looked at. */
const INPUT = 'https://xinglin.example/fhir/CodeSystem/task-input';

/** Says that somebody has looked at results. Raises not-found, result-changed. */
export function acknowledge(
  workspace: Workspace,
  { results, note, follow }: CallParsed<'result.acknowledge'>,
): Changed {
  const { profile } = workspace.members();
  const { id, name } = activeUser(workspace);
  const setting: TaskSetting = { now: zonedIso(profile.timeZone, workspace.clock.now()), by: { id, name } };
  return change(workspace, (reader) => {
    const followed = new Set<string>();
    return results.flatMap((result): Op[] => {
      const row = standingRow(reader, 'DiagnosticReport', result.id);
      const report = parseJson(row.json) as JsonObject;
      const { rows, whole } = contentOf(reader, report);
      if (digestOf(row, rows) !== result.digest)
        raise('result-changed', 'A result was changed meanwhile. Nothing was acknowledged; look at it again.');
      const patient = row.patient ?? undefined;
      const text = conceptText(report.code, profile.locale);
      const reviewed = reviewResource({ report: row.id, patient, text, digest: result.digest, whole, note }, setting);
      const ops: Op[] = [createOp(reviewed, newId(workspace))];
      if (follow && patient !== undefined && !followed.has(patient)) {
        followed.add(patient);
        const focus = `DiagnosticReport/${row.id}`;
        const task = taskResource({ kind: 'follow-up', ...follow, patient, focus }, setting);
        ops.push(createOp(task, newId(workspace)));
      }
      return report.status === 'partial' ? ops : [...ops, ...doneOrders(workspace, reader, report)];
    });
  });
}

/**
 * The Task that says that somebody has looked at a report, of exactly the content that has this digest. `whole`: every value that the
 * report names had come by then.
 */
export function reviewResource(
  {
    report,
    patient,
    text,
    digest,
    whole,
    note,
  }: { report: string; patient: string | undefined; text: string; digest: string; whole: boolean; note: string },
  setting: TaskSetting,
): JsonObject {
  return {
    ...taskResource({ kind: 'review-result', text, patient, focus: `DiagnosticReport/${report}` }, setting, true),
    ...(whole
      ? { businessStatus: { coding: [{ system: STATUS, code: ALL_VALUES, display: 'All values had come' }] } }
      : {}),
    input: [{ type: { coding: [{ system: INPUT, code: 'digest' }] }, valueString: digest }],
    ...(note === '' ? {} : { note: [{ text: note }] }),
  };
}

/** A nurse may enter a result, and an order is a doctor's: it is done when the doctor has seen the result. */
function doneOrders(workspace: Workspace, reader: Reader, report: JsonObject): Op[] {
  return objectsIn(report.basedOn)
    .flatMap(({ reference }) => referenceId(reference, 'ServiceRequest') ?? [])
    .flatMap((id) => findRow(reader, 'ServiceRequest', id) ?? [])
    .flatMap((order) => orderTo(workspace, reader, order, 'completed'));
}

/** Reviews by report, the newest first, of Tasks that were done at `since` (milliseconds) or later, of one patient or of all. */
export function reviewsSince(reader: Reader, since: number, patient?: string): ReadonlyMap<string, Review[]> {
  const rows =
    patient === undefined
      ? reader.all<{ json: string }>(
          `SELECT json FROM record INDEXED BY record_task
           WHERE type = 'Task' AND deleted = 0 AND status = 'completed' AND at >= ? AND code = ? ORDER BY at DESC`,
          since,
          CODE,
        )
      : reader.all<{ json: string }>(
          `SELECT json FROM record INDEXED BY record_chart
           WHERE patient = ? AND type = 'Task' AND deleted = 0 AND status = 'completed' AND at >= ? AND code = ? ORDER BY at DESC`,
          patient,
          since,
          CODE,
        );
  const reviews = new Map<string, Review[]>();
  for (const { json } of rows) {
    const task = JSON.parse(json) as JsonObject;
    const report = referenceId(memberOf(task.focus, 'reference'), 'DiagnosticReport');
    if (report === null) continue;
    reviews.set(report, [...(reviews.get(report) ?? []), reviewOf(task)]);
  }
  return reviews;
}

/** Whoever has looked at one report, the newest first. */
export function reviewsOf(reader: Reader, report: string): Review[] {
  const rows = reader.all<{ json: string }>(
    `SELECT json FROM record INDEXED BY record_review WHERE ${REVIEWS} AND ${FOCUS} = ? ORDER BY at DESC`,
    `DiagnosticReport/${report}`,
  );
  return rows.map(({ json }) => reviewOf(JSON.parse(json) as JsonObject));
}

function reviewOf(task: JsonObject): Review {
  const digest = objectsIn(task.input).find((one) =>
    objectsIn(memberOf(one.type, 'coding')).some(({ system }) => system === INPUT),
  );
  return {
    digest: textIn(digest?.valueString),
    by: textIn(memberOf(task.owner, 'display')) || textIn(memberOf(task.requester, 'display')),
    at: textIn(task.lastModified) || textIn(task.authoredOn),
    note: objectsIn(task.note)
      .map(({ text }) => textIn(text))
      .join('; '),
  };
}
