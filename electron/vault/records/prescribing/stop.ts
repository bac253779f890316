/** Ends a prescription that runs: it stays, with when and why. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import type { Workspace } from '../workspace.ts';

/** Its status and the reason are one change, which `record.undo` takes back. Raises not-found, signed. */
export function stopPrescription(workspace: Workspace, id: string, reason: string): Changed {
  return change(workspace, (reader) =>
    turnedOps(workspace, reader, standingRow(reader, 'MedicationRequest', id), (before) => ({
      ...before,
      status: 'stopped',
      statusReason: { text: reason },
    })),
  );
}
