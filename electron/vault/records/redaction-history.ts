/** What the history of a redacted record still tells: who, where, when. */
import type { HistoryEntry } from '../../../shared/bridge/history.ts';
import { writeId } from '../../../shared/envelope/body.ts';
import type { RecordRow } from './row.ts';
import { stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';

/** All versions of a tombstone, oldest first by the authors' clocks; the redaction itself with its reason. */
export function redactedHistory(workspace: Workspace, { rid }: Pick<RecordRow, 'rid'>): HistoryEntry[] {
  return workspace.store
    .all<{ eid: number; op: number; reason: string | null; hash: Uint8Array }>(
      `SELECT c.eid, c.op, c.reason, e.hash FROM change c JOIN envelope e ON e.eid = c.eid
       WHERE c.rid = ? ORDER BY e.hlc, e.hash, c.op`,
      rid,
    )
    .map(({ eid, op, reason, hash }, index) => ({
      version: index + 1,
      write: writeId(new Uint8Array(hash), op),
      by: stampOf(workspace, eid),
      what: 'redact',
      ...(reason === null ? {} : { reason }),
      changes: [],
    }));
}
