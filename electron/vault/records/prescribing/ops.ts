/** Prescriptions as changes: what is new, and what it takes the place of. For a visit's transaction, or a step of its own. */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { PrescribingWarning, Prescription } from '../../../../shared/bridge/prescriptions.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Sight } from '../../access/sight.ts';
import type { Reader } from '../../storage/database.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { zonedIso } from '../dates.ts';
import { lockOf } from '../lock.ts';
import { userReference } from '../staff.ts';
import { refuseInvalid } from '../validity.ts';
import { existingRow } from '../view.ts';
import { activeUser, type Workspace } from '../workspace.ts';
import { checkPrescriptions } from './check.ts';
import { issueOf } from './issue.ts';
import { type PrescribingSetting, requestOf } from './resource.ts';

/** Now, by whoever is logged in and sees so much; for a visit with its Encounter. */
export function prescribingSetting(
  workspace: Workspace,
  patient: string,
  sight: Pick<Sight, 'shows'>,
  encounter?: string,
): PrescribingSetting {
  const { profile } = workspace.members();
  const now = workspace.clock.now();
  return {
    id: () => newId(workspace),
    now: zonedIso(profile.timeZone, now),
    today: workspace.dayOf(now),
    by: userReference(activeUser(workspace)),
    locale: profile.locale,
    patient,
    shows: sight.shows,
    encounter,
  };
}

/**
 * The operations that write prescriptions, and for what was prescribed against a warning the reason. Raises not-found, not-valid, and
 * warnings-unanswered where something speaks against one that was not seen when the reason was given.
 */
export function prescriptionOps(
  workspace: Workspace,
  reader: Reader,
  prescriptions: readonly Prescription[],
  setting: PrescribingSetting,
): Op[] {
  if (prescriptions.length === 0) return [];
  const { results } = checkPrescriptions(reader, setting.patient, prescriptions, setting);
  return prescriptions.flatMap((prescription, place) => {
    const request = requestOf(prescription, setting);
    const id = String(request.id);
    const issues = issuesOf(prescription, results[place]?.warnings ?? [], id, setting);
    const noted: JsonObject =
      issues.length === 0
        ? request
        : { ...request, detectedIssue: issues.map((issue) => ({ reference: `DetectedIssue/${String(issue.id)}` })) };
    for (const resource of [noted, ...issues]) refuseInvalid(resource);
    return [
      createOp(noted, id),
      ...issues.map((issue) => createOp(issue, String(issue.id))),
      ...replacedOps(workspace, reader, prescription, setting),
    ];
  });
}

/** One for each warning, with the reason that was given. Raises warnings-unanswered. */
function issuesOf(
  { override }: Prescription,
  warnings: readonly PrescribingWarning[],
  request: string,
  setting: PrescribingSetting,
): JsonObject[] {
  if (warnings.some(({ key }) => !override?.warnings.includes(key)))
    raise(
      'warnings-unanswered',
      'Something speaks against a prescription that nobody has answered. Nothing was saved; look at the warnings, and give a reason or change the prescription.',
    );
  return override ? warnings.map((warning) => issueOf(warning, request, override.reason, setting)) : [];
}

/** Prescribes in one step of its own. Raises what `prescriptionOps` raises. */
export function prescribe(
  workspace: Workspace,
  prescriptions: readonly Prescription[],
  setting: PrescribingSetting,
): Changed {
  return change(workspace, (reader) => {
    existingRow(reader, 'Patient', setting.patient);
    return prescriptionOps(workspace, reader, prescriptions, setting);
  });
}

/** What a prescription takes the place of is over; what is signed stays as it is, and the new one says that it follows it. */
function replacedOps(
  workspace: Workspace,
  reader: Reader,
  { replaces }: Prescription,
  { patient }: PrescribingSetting,
): Op[] {
  if (replaces === undefined) return [];
  const row = standingRow(reader, 'MedicationRequest', replaces);
  if (row.patient !== patient)
    raise(
      'not-found',
      'The prescription that this one replaces is not in this patient’s chart any more. Nothing was changed.',
    );
  if (lockOf(reader, workspace.members(), row) !== 'open') return [];
  return turnedOps(workspace, reader, row, (before) => ({ ...before, status: 'completed' }));
}
