/** Writes a visit with everything that belongs to it: one transaction, so that nobody is seen and still waits. */
import type { z } from 'zod';
import { mayWrite } from '../../../shared/access/roles.ts';
import type { VisitInput } from '../../../shared/bridge/records.ts';
import { createOp } from './commands.ts';
import { fulfilment } from './day.ts';
import { transact } from './transaction.ts';
import { type VisitSetting, visitResources } from './visit.ts';
import { activeUser, type Workspace } from './workspace.ts';

/** Returns the id of the Encounter. An appointment of today is fulfilled by it, where the author's role may say so. */
export function recordVisit(
  workspace: Workspace,
  input: z.output<typeof VisitInput>,
  setting: Omit<VisitSetting, 'appointment'>,
): string {
  const { role } = activeUser(workspace);
  const may = mayWrite(workspace.members().roles, role, 'Appointment');
  return transact(workspace, (reader) => {
    const waiting = may ? fulfilment(workspace, reader, input.patient) : null;
    const resources = visitResources(input, { ...setting, appointment: waiting?.appointment });
    const ops = resources.map((resource) => createOp(resource, String(resource.id)));
    return { ops: [...ops, ...(waiting?.ops ?? [])], result: String(resources[0]?.id) };
  });
}
