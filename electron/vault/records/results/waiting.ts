/** Orders whose results are waited for. */

import { URGENCIES } from '../../../../shared/bridge/orders.ts';
import type { WaitingOrder } from '../../../../shared/bridge/results.ts';
import { codingsOf, conceptText } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { referenceId } from '../projection.ts';
import { titleOf } from '../title.ts';

interface OrderRow {
  readonly id: string;
  readonly json: string;
  readonly conflicts: number;
}

/** The orders of a chart whose results are waited for, the oldest first. */
export function waitingInChart(reader: Reader, patient: string, locale: string): WaitingOrder[] {
  const rows = reader.all<OrderRow>(
    `SELECT id, json, conflicts FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'ServiceRequest' AND deleted = 0 AND status = 'active' ORDER BY at, rid`,
    patient,
  );
  if (rows.length === 0) return [];
  const answers = answersInChart(reader, patient);
  return rows.flatMap((row) => waitingOrder(row, answers.get(row.id), locale) ?? []);
}

/** What a report says of the order that it is based on: that is all, or more is to come. */
type Answer = 'whole' | 'partial';

/** What is still to come. http://hl7.org/fhir/R4/valueset-diagnostic-report-status.html */
const UNFINISHED = ['registered', 'partial', 'preliminary'];
/** Reports that answer nothing. */
const VOID = ['entered-in-error', 'cancelled', 'unknown'];

/**
 * By order, what the reports of a chart answer. Whoever may write results need not be somebody who may write orders, so that an
 * order is fulfilled by a report that names it, whatever its own status says.
 */
export function answersInChart(reader: Reader, patient: string): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  const rows = reader.all<{ json: string; status: string | null }>(
    `SELECT json, status FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'DiagnosticReport' AND deleted = 0`,
    patient,
  );
  for (const { json, status } of rows) {
    if (VOID.includes(status ?? '')) continue;
    for (const { reference } of objectsIn((JSON.parse(json) as JsonObject).basedOn)) {
      const order = referenceId(reference, 'ServiceRequest');
      if (order === null || answers.get(order) === 'whole') continue;
      answers.set(order, UNFINISHED.includes(status ?? '') ? 'partial' : 'whole');
    }
  }
  return answers;
}

/** The line of an order; undefined where its result is there, or where it asks for nothing to be done. */
export function waitingOrder(row: OrderRow, answer: Answer | undefined, locale: string): WaitingOrder | undefined {
  const order = parseJson(row.json) as JsonObject;
  if (answer === 'whole' || order.doNotPerform === true || !ORDERED.includes(textIn(order.intent))) return undefined;
  const [coding] = codingsOf(order.code);
  const note = objectsIn(order.note)
    .map(({ text }) => textIn(text))
    .join('; ');
  const by = textIn(memberOf(order.requester, 'display'));
  const since = textIn(order.authoredOn);
  return {
    id: row.id,
    test: {
      text: conceptText(order.code, locale) || titleOf(order, locale),
      ...codeOf(coding),
    },
    urgency: URGENCIES.find((one) => one === order.priority) ?? (order.priority === 'asap' ? 'urgent' : 'routine'),
    partial: answer === 'partial',
    conflicts: row.conflicts,
    ...(note === '' ? {} : { note }),
    ...(since === '' ? {} : { since }),
    ...(by === '' ? {} : { by }),
  };
}

function codeOf(coding: JsonObject | undefined): Pick<WaitingOrder['test'], 'code'> {
  const [system, code] = [textIn(coding?.system), textIn(coding?.code)];
  return system === '' || code === '' ? {} : { code: { system, code } };
}

/** A proposal or a plan is no order yet. http://hl7.org/fhir/R4/valueset-request-intent.html */
const ORDERED = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'];
