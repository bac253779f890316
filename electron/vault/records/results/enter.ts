/** Results are entered, and taken back: DiagnosticReport and Observations in one transaction with the order that they answer. */
import { mayWrite } from '../../../../shared/access/roles.ts';
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Judged, ResultInput, ResultValue } from '../../../../shared/bridge/results.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { isObject, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import { loadUnits, type Units } from '../../quality/units/index.ts';
import type { Reader } from '../../storage/database.ts';
import { errorOps } from '../amend.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { clockTime, zonedIso } from '../dates.ts';
import { referenceId } from '../projection.ts';
import { findRow, type RecordRow } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import { activeUser, type Workspace } from '../workspace.ts';
import { contentOf } from './content.ts';
import { judge, observationOf, type Yardstick } from './judge.ts';
import { LABORATORY, testConcept } from './order.ts';
import { listRanges } from './ranges.ts';
import { answersInChart } from './waiting.ts';

type Measure = Pick<ResultInput, 'patient' | 'laboratory' | 'day'>;

/** What the clinic's ranges say of values. Raises not-found. */
export async function judgeValues(
  workspace: Workspace,
  measure: Measure,
  values: readonly ResultValue[],
): Promise<Judged[]> {
  const yardstick = yardstickFor(workspace, workspace.store, measure, await loadUnits());
  return values.map((value) => judge(value, yardstick));
}

/** Keeps a report. Raises not-found, order-done, unit-mismatch, invalid-input for a day to come, not-valid. */
export async function enterResult(workspace: Workspace, input: ResultInput): Promise<Changed> {
  const units = await loadUnits();
  const { timeZone } = workspace.members().profile;
  const now = workspace.clock.now();
  return change(workspace, (reader) => {
    const yardstick = yardstickFor(workspace, reader, input, units);
    if (input.day > yardstick.today)
      raise('invalid-input', 'The day of the sample lies in the future. Correct it; nothing was saved.');
    const order = input.order === undefined ? undefined : orderRow(reader, input.patient, input.order);
    const encounter = order && (parseJson(order.json) as JsonObject).encounter;
    const performer = input.laboratory === '' ? [] : [{ display: input.laboratory }];
    const common = {
      subject: { reference: `Patient/${input.patient}` },
      effectiveDateTime:
        input.time === undefined ? input.day : zonedIso(timeZone, clockTime(timeZone, input.day, input.time)),
      issued: zonedIso(timeZone, now),
      ...(isObject(encounter ?? null) ? { encounter: encounter as JsonObject } : {}),
      ...(order ? { basedOn: [{ reference: `ServiceRequest/${order.id}` }] } : {}),
    };
    const observations = input.values.map((value) => {
      const judged = judge(value, yardstick);
      if (judged.problem === 'unit') refuseUnit(value, judged);
      return observationOf(value, judged, {
        ...common,
        performer,
        laboratory: input.laboratory,
        id: newId(workspace),
      });
    });
    const report = {
      resourceType: 'DiagnosticReport',
      id: newId(workspace),
      status: input.partial ? 'partial' : 'final',
      category: [LABORATORY],
      code: testConcept(input.report.text, input.report.code),
      ...common,
      ...(performer.length > 0 ? { performer } : {}),
      result: observations.map(({ id }) => ({ reference: `Observation/${String(id)}` })),
      ...(input.conclusion === '' ? {} : { conclusion: input.conclusion }),
    };
    const resources = [report, ...observations];
    for (const resource of resources) refuseInvalid(resource);
    const done = order && !input.partial ? orderTo(workspace, reader, order, 'completed') : [];
    return [...resources.map((resource) => createOp(resource, String(resource.id))), ...done];
  });
}

/** Marks a report and its values as entered in error; its order waits again. Raises not-found. */
export function retractResult(workspace: Workspace, id: string, reason: string): Changed {
  return change(workspace, (reader) => {
    const row = standingRow(reader, 'DiagnosticReport', id);
    const report = parseJson(row.json) as JsonObject;
    const values = contentOf(reader, report).values.map((value) => value.row);
    const orders = objectsIn(report.basedOn)
      .flatMap(({ reference }) => referenceId(reference, 'ServiceRequest') ?? [])
      .flatMap((order) => findRow(reader, 'ServiceRequest', order) ?? []);
    return [
      ...[row, ...values].flatMap((one) => errorOps(workspace, reader, one, reason)),
      ...orders.flatMap((order) => orderTo(workspace, reader, order, 'active')),
    ];
  });
}

/**
 * An order that is done, or waits again, where the author's role may say so. Where it may not, the report that names the order says it all
 * the same (waiting.ts), until somebody acknowledges the report who may.
 */
export function orderTo(workspace: Workspace, reader: Reader, order: RecordRow, to: 'completed' | 'active'): Op[] {
  const from = to === 'completed' ? 'active' : 'completed';
  const { status } = parseJson(order.json) as JsonObject;
  const may = mayWrite(workspace.members().roles, activeUser(workspace).role, 'ServiceRequest');
  if (!may || order.deleted === 1 || status !== from) return [];
  return turnedOps(workspace, reader, order, (before) => ({ ...before, status: to }));
}

function orderRow(reader: Reader, patient: string, id: string): RecordRow {
  const row = standingRow(reader, 'ServiceRequest', id);
  const { status } = parseJson(row.json) as JsonObject;
  if (row.patient !== patient || status !== 'active' || answersInChart(reader, patient).get(id) === 'whole')
    raise(
      'order-done',
      'The result of this order is there already, or it was withdrawn elsewhere. Nothing was changed.',
    );
  return row;
}

function yardstickFor(
  workspace: Workspace,
  reader: Reader,
  { patient, laboratory, day }: Measure,
  units: Units,
): Yardstick {
  const person = parseJson(standingRow(reader, 'Patient', patient).json) as JsonObject;
  return {
    ranges: listRanges(reader, workspace.members().profile.locale),
    measured: { day, birthDate: textIn(person.birthDate), gender: textIn(person.gender) },
    laboratory,
    today: workspace.dayOf(workspace.clock.now()),
    units,
  };
}

function refuseUnit({ test }: ResultValue, { units }: Judged): never {
  raise(
    'unit-mismatch',
    `The unit does not fit the test ${test.text}: it is measured in ${units.join(', ')}. Nothing was saved; correct the unit, or enter a range with it in the settings.`,
  );
}
