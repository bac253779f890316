/** Cleans the records that are here: ordinary changes in batches, each noted with the run by which all of it is taken back. */
import { ExpectedError } from '../../../../shared/base/result.ts';
import type { CleaningReport } from '../../../../shared/bridge/cleaning.ts';
import type { CleaningReason } from '../../../../shared/bridge/cleaning-rules.ts';
import type { ImportReport } from '../../../../shared/bridge/exchange.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { beginRun, endRun, noteTransaction } from '../../exchange/runs/run.ts';
import { newId } from '../../records/commands.ts';
import { editOp } from '../../records/edit.ts';
import { findRow, stateOf } from '../../records/row.ts';
import { transact } from '../../records/transaction.ts';
import { refuseInvalid } from '../../records/validity.ts';
import { activeUser, type Workspace } from '../../records/workspace.ts';
import type { Reader } from '../../storage/database.ts';
import { cleanResource } from './clean.ts';
import type { CleaningContext } from './contract.ts';
import type { CleaningQuestion, findUnclean } from './look.ts';
import { cleaningContext } from './setting.ts';

interface Work {
  /** The next records to look at, found on another thread. */
  find(after: number): ReturnType<typeof findUnclean>;
  readonly signal: AbortSignal;
  onProgress(looked: number): void;
}

/** Why a record that the rules would change is left as it is: signed, or not valid afterwards. */
const LEFT = ['signed', 'append-only', 'not-valid', 'invalid-input', 'resource-too-large'];
/** What the history of a final record says of its amendment. */
const REASON = 'cleaning';
/**
 * Reasons by which a record says more than it did. By FHIR a final result that was modified is amended or corrected
 * (http://hl7.org/fhir/R4/valueset-observation-status.html); one that says the same in another form is neither, and nobody should look for
 * what is new in it.
 */
const ASSUMED: readonly CleaningReason[] = ['date-zone'];

/** Applies the rules to all that they would change; a run without any change leaves nothing. */
export async function applyCleaning(
  workspace: Workspace,
  { rules, setting }: CleaningQuestion,
  { find, signal, onProgress }: Work,
): Promise<CleaningReport> {
  const context = await cleaningContext(workspace.store, setting);
  const run = newId(workspace);
  let [changed, left, looked] = [0, 0, 0];
  const clean = (reader: Reader, type: string, id: string): Op[] => {
    const ops = cleaningOps(workspace, reader, { type, id, rules }, context);
    if (ops === 'left') left += 1;
    else if (ops.length > 0) changed += 1;
    return ops === 'left' ? [] : ops;
  };
  const batch = (found: readonly { type: string; id: string }[]): void =>
    transact(workspace, (reader) => {
      const before = changed;
      const ops = found.flatMap(({ type, id }) => clean(reader, type, id));
      return {
        ops,
        result: undefined,
        beside: (writer, hash) => {
          if (!hash || changed === before) return;
          if (before === 0)
            beginRun(writer, { run, user: activeUser(workspace).id, now: workspace.clock.now(), input });
          noteTransaction(writer, run, hash, 'import');
        },
      };
    });
  const input = { format: 'cleaning', paths: [...rules], holdInvalid: false, deletions: false };
  try {
    for (let after: number | undefined = 0; after !== undefined && !signal.aborted; ) {
      const { found, next, looked: more } = await find(after);
      if (found.length > 0) batch(found);
      looked += more;
      onProgress(looked);
      after = next;
    }
  } finally {
    if (changed > 0)
      workspace.store.transaction((writer) =>
        endRun(writer, run, {
          state: signal.aborted ? 'cancelled' : 'done',
          now: workspace.clock.now(),
          report: reportOf(run, changed, signal.aborted),
        }),
      );
  }
  return { ...(changed > 0 ? { run } : {}), changed, left, cancelled: signal.aborted };
}

/** What the list of runs shows of it. */
function reportOf(run: string, updated: number, cancelled: boolean): ImportReport {
  const none = { created: 0, unchanged: 0, rejected: 0, faulty: 0, byType: {}, types: {}, errors: [] };
  return { run, ...none, updated, cancelled };
}

function cleaningOps(
  workspace: Workspace,
  reader: Reader,
  { type, id, rules }: { readonly type: string; readonly id: string; readonly rules: CleaningQuestion['rules'] },
  context: CleaningContext,
): Op[] | 'left' {
  const row = findRow(reader, type, id);
  if (!row || row.deleted === 1) return [];
  const before = parseJson(row.json) as JsonObject;
  const { resource, proposals } = cleanResource(before, rules, context);
  const restated = !proposals.some(({ reason, told }) => !told && ASSUMED.includes(reason));
  try {
    refuseInvalid(resource, before);
    return editOp(workspace, reader, row, stateOf(reader, row), resource, REASON, [], restated);
  } catch (error) {
    if (error instanceof ExpectedError && LEFT.includes(error.failure.code)) return 'left';
    throw error;
  }
}
