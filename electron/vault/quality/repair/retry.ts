/** Tries to import texts of the repair list again, from memory: within the same sending system and run, by the same path. */
import { setImmediate as breathe } from 'node:timers/promises';
import { ExpectedError } from '../../../../shared/base/result.ts';
import type { RepairReason } from '../../../../shared/bridge/repair.ts';
import { runImport } from '../../exchange/import.ts';
import { importNameOf } from '../../exchange/registry.ts';
import { findRun, noteTransaction, type RunRow } from '../../exchange/runs/run.ts';
import { importSink } from '../../records/import-sink.ts';
import type { Aside, Batch } from '../../records/incoming.ts';
import type { Workspace } from '../../records/workspace.ts';
import { activeUser } from '../../records/workspace.ts';
import type { Writer } from '../../storage/database.ts';
import { importCleaner } from '../cleaning/import.ts';
import { elementOf } from './keep.ts';
import { chosenRows, type RepairRow } from './store.ts';
import { withValue } from './values.ts';

/** How many are tried in one piece. */
const AT_ONCE = 200;

interface Again {
  readonly row: RepairRow;
  readonly raw: string;
}

/** Tries one; whether it came in. Raises not-found, and what an import ends with. */
export async function retryOne(workspace: Workspace, again: Again, signal: AbortSignal): Promise<boolean> {
  return (await retry(workspace, [again], signal)) === 1;
}

/** Tries all that wait for one reason. What has no text, or not the value that is to be replaced, is passed over. */
export async function retryAll(
  workspace: Workspace,
  { reason, replace }: { reason: RepairReason; replace?: { from: string; to: string } | undefined },
  { signal, onProgress }: { signal: AbortSignal; onProgress(done: number): void },
): Promise<{ tried: number; fixed: number; cancelled: boolean }> {
  const run = findRun(workspace.store, reason.run);
  let [tried, fixed, after] = [0, 0, 0];
  while (!signal.aborted) {
    const rows = chosenRows(workspace.store, { reason }, after, AT_ONCE);
    const last = rows.at(-1);
    if (!last) break;
    const again: Again[] = [];
    for (const row of rows) {
      const raw = replace ? await withValue(row, run, replace) : row.raw;
      if (raw !== null && raw !== undefined) again.push({ row, raw });
    }
    if (again.length > 0) fixed += await retry(workspace, again, signal);
    tried += again.length;
    after = last.id;
    onProgress(tried);
    await breathe();
  }
  return { tried, fixed, cancelled: signal.aborted };
}

/** Tries texts of one run; how many came in. */
async function retry(workspace: Workspace, again: readonly Again[], signal: AbortSignal): Promise<number> {
  const [first] = again;
  if (!first) return 0;
  const run = findRun(workspace.store, first.row.run);
  const asides = new Map<number, Aside>();
  const brought: Batch['resources'][number][] = [];
  const sink = importSink(workspace, (writer, hash, batch) => {
    if (hash) noteTransaction(writer, run.run, hash, 'import');
    brought.push(...batch.resources);
    for (const aside of batch.asides ?? []) if (aside.rejects > 0) asides.set(Number(aside.problem.file), aside);
  });
  const { clean } = run.input;
  const setting = { ...workspace.members().profile, today: workspace.dayOf(workspace.clock.now()) };
  const cleaner = clean && (await importCleaner(workspace.store, clean, setting));
  const result = await runImport({
    ...inputOf(run),
    cleaner,
    ...sourcesOf(again),
    sink,
    signal,
    onProgress: () => undefined,
  });
  if (!result.ok) throw new ExpectedError(result.error);
  if (result.value.cancelled) return 0;
  const about = { user: activeUser(workspace).id, now: workspace.clock.now() };
  const [only] = again.length === 1 ? brought : [];
  workspace.store.transaction((writer) => {
    for (const one of again) {
      const aside = asides.get(one.row.id);
      if (aside) keepAgain(writer, one, aside);
      else markFixed(writer, one, about, only);
    }
  });
  return again.length - asides.size;
}

function inputOf({ input }: RunRow) {
  const { system, holdInvalid, settings, format } = input;
  return { system, holdInvalid, settings, format: importNameOf(format), paths: [] };
}

/** Each text as a file of its own, whose name says which it is. */
function sourcesOf(again: readonly Again[]) {
  return {
    sources: again.map(({ row, raw }) => ({
      path: '',
      name: String(row.id),
      size: raw.length,
      changed: 0,
      text: raw,
    })),
  };
}

function keepAgain(writer: Writer, { row, raw }: Again, aside: Aside): void {
  const { problem, findings = [] } = aside;
  // what an owner erased is not kept anywhere, also where it is edited until it can be told whose it is
  const erased = problem.code === 'redacted';
  writer.run(
    `UPDATE repair SET raw = ?, came = ?, digest = CASE WHEN ? THEN NULL ELSE digest END, code = ?, element = ?, message = ?, findings = ?
     WHERE id = ?`,
    erased ? null : raw,
    erased ? null : cameOf(row, raw),
    erased ? 1 : 0,
    problem.code,
    elementOf(aside),
    problem.message,
    JSON.stringify(findings),
    row.id,
  );
}

function markFixed(
  writer: Writer,
  { row, raw }: Again,
  { user, now }: { user: string; now: number },
  record: { readonly type: string; readonly id: string } | undefined,
): void {
  writer.run(
    `UPDATE repair SET state = 'fixed', raw = ?, came = ?, type = ?, record = ?, changed = ?, user = ? WHERE id = ?`,
    raw,
    cameOf(row, raw),
    record?.type ?? row.type,
    record?.id ?? row.record,
    now,
    user,
    row.id,
  );
}

/** The text as it came, kept once it is another. */
function cameOf(row: RepairRow, raw: string): string | null {
  return row.came ?? (raw === row.raw ? null : row.raw);
}
