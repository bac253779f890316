/** Orders of tests as FHIR R4 ServiceRequest: http://hl7.org/fhir/R4/servicerequest.html */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Order } from '../../../../shared/bridge/orders.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import type { Workspace } from '../workspace.ts';

/** What orders need besides what was chosen. */
export interface OrderSetting {
  readonly patient: string;
  /** The Encounter that they belong to, if any. */
  readonly encounter?: string | undefined;
  /** A fresh record id. */
  id(): string;
  /** ISO 8601 to the second with the clinic's offset (`zonedIso`). */
  readonly now: string;
  /** Display name of who orders. */
  readonly by: string;
}

/** What is about a laboratory: http://terminology.hl7.org/CodeSystem/v2-0074 */
export const LABORATORY = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB', display: 'Laboratory' }],
};

/** A ServiceRequest for each order, in their order. */
export function orderResources(orders: readonly Order[], setting: OrderSetting): JsonObject[] {
  const { patient, encounter, now, by } = setting;
  return orders.map(({ text, code, urgency, note }) => ({
    resourceType: 'ServiceRequest',
    id: setting.id(),
    status: 'active',
    intent: 'order',
    category: [LABORATORY],
    priority: urgency,
    code: testConcept(text, code),
    subject: { reference: `Patient/${patient}` },
    ...(encounter === undefined ? {} : { encounter: { reference: `Encounter/${encounter}` } }),
    authoredOn: now,
    requester: { display: by },
    ...(note === '' ? {} : { note: [{ text: note }] }),
  }));
}

/** The concept of a test: its code with the code's own name, and the words that were chosen or typed. */
export function testConcept(text: string, code: Order['code']): JsonObject {
  return code === undefined
    ? { text }
    : { coding: [{ system: code.system, code: code.code, display: code.display ?? text }], text };
}

/** Orders outside a visit, in one transaction. Raises not-found. */
export function placeOrders(
  workspace: Workspace,
  patient: string,
  orders: readonly Order[],
  { now, by }: Pick<OrderSetting, 'now' | 'by'>,
): Changed {
  return change(workspace, (reader) => {
    standingRow(reader, 'Patient', patient);
    const resources = orderResources(orders, { patient, id: () => newId(workspace), now, by });
    return resources.map((resource) => createOp(resource, String(resource.id)));
  });
}

/** Withdraws orders, or lets them stand again. Raises not-found, order-done for what is neither waiting nor withdrawn. */
export function turnOrders(workspace: Workspace, ids: readonly string[], to: 'revoked' | 'active'): Changed {
  return change(workspace, (reader) =>
    ids.flatMap((id) =>
      turnedOps(workspace, reader, standingRow(reader, 'ServiceRequest', id), (before) =>
        before.status === 'active' || before.status === 'revoked'
          ? { ...before, status: to }
          : raise(
              'order-done',
              'The result of this order is there already, or it was withdrawn elsewhere. Nothing was changed.',
            ),
      ),
    ),
  );
}
