/** Writes a visit with everything that belongs to it: one transaction, so that nobody is seen and still waits. */
import type { z } from 'zod';
import { mayWrite } from '../../../shared/access/roles.ts';
import type { VisitInput } from '../../../shared/bridge/records.ts';
import type { Sight } from '../access/sight.ts';
import { createOp, newId } from './commands.ts';
import { zonedIso } from './dates.ts';
import { fulfilment } from './day.ts';
import { followUpOps } from './follow-up.ts';
import { prescribingSetting, prescriptionOps } from './prescribing/ops.ts';
import { userReference } from './staff.ts';
import { transact } from './transaction.ts';
import { visitResources } from './visit.ts';
import { heightOf } from './vitals.ts';
import { activeUser, type Workspace } from './workspace.ts';

/**
 * Returns the id of the Encounter. An appointment of today is fulfilled by it, where the author's role may say so. Raises
 * not-found, warnings-unanswered.
 */
export function recordVisit(
  workspace: Workspace,
  input: z.output<typeof VisitInput>,
  sight: Pick<Sight, 'shows'>,
): string {
  const user = activeUser(workspace);
  const { profile, roles } = workspace.members();
  return transact(workspace, (reader) => {
    const height = heightOf(workspace, reader, input.patient);
    const waiting = mayWrite(roles, user.role, 'Appointment') ? fulfilment(workspace, reader, input.patient) : null;
    const resources = visitResources(input, {
      id: () => newId(workspace),
      by: userReference(user),
      now: zonedIso(profile.timeZone, workspace.clock.now()),
      locale: profile.locale,
      appointment: waiting?.appointment,
      steps: waiting?.steps,
      height,
    });
    const encounter = String(resources[0]?.id);
    const prescribing = prescribingSetting(workspace, input.patient, sight, encounter);
    const ops = [
      ...resources.map((resource) => createOp(resource, String(resource.id))),
      ...(input.followUp ? followUpOps(workspace, input.patient, encounter, input.followUp) : []),
      ...prescriptionOps(workspace, reader, input.prescriptions, prescribing),
      ...(waiting?.ops ?? []),
    ];
    return { ops, result: encounter };
  });
}
