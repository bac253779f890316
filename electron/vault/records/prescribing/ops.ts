/** Prescriptions as changes: what is new, and what it takes the place of. For a visit's transaction, or a step of its own. */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Prescription } from '../../../../shared/bridge/prescriptions.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import type { Reader } from '../../storage/database.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { zonedIso } from '../dates.ts';
import { lockOf } from '../lock.ts';
import { userReference } from '../staff.ts';
import { refuseInvalid } from '../validity.ts';
import { existingRow } from '../view.ts';
import { activeUser, type Workspace } from '../workspace.ts';
import { type PrescribingSetting, requestOf } from './resource.ts';

/** Now, by whoever is logged in; for a visit with its Encounter. */
export function prescribingSetting(workspace: Workspace, patient: string, encounter?: string): PrescribingSetting {
  const { profile } = workspace.members();
  const now = workspace.clock.now();
  return {
    id: () => newId(workspace),
    now: zonedIso(profile.timeZone, now),
    today: workspace.dayOf(now),
    by: userReference(activeUser(workspace)),
    locale: profile.locale,
    patient,
    encounter,
  };
}

/** The operations that write prescriptions. Raises not-found, not-valid. */
export function prescriptionOps(
  workspace: Workspace,
  reader: Reader,
  prescriptions: readonly Prescription[],
  setting: PrescribingSetting,
): Op[] {
  return prescriptions.flatMap((prescription) => {
    const request = requestOf(prescription, setting);
    refuseInvalid(request);
    return [createOp(request, String(request.id)), ...replacedOps(workspace, reader, prescription, setting)];
  });
}

/** Prescribes in one step of its own. Raises not-found, not-valid. */
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
