/** When a patient comes again, as it is written with a visit: an Appointment at a time, a Task that is due on a day. */
import type { FollowUp } from '../../../shared/bridge/follow-up.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { bookedAppointment } from './booking.ts';
import { createOp, newId } from './commands.ts';
import { zonedIso } from './dates.ts';
import { taskResource } from './tasks/resource.ts';
import { activeUser, type Workspace } from './workspace.ts';

/** What it is called where nobody says what for. */
const WORDS = { en: 'Follow-up', zh: '复诊' };

/** The operations of it. Raises not-found for a user who is not here. */
export function followUpOps(workspace: Workspace, patient: string, encounter: string, followUp: FollowUp): Op[] {
  const { profile } = workspace.members();
  const { day, text, at } = followUp;
  const words = text || (profile.locale.startsWith('zh') ? WORDS.zh : WORDS.en);
  const resource = at
    ? bookedAppointment(workspace, { patient, day, ...at, reason: words })
    : taskResource(
        { kind: 'follow-up', text: words, patient, encounter, due: day },
        { now: zonedIso(profile.timeZone, workspace.clock.now()), by: activeUser(workspace) },
      );
  return [createOp(resource, newId(workspace))];
}
