/** The runs of imports on this workstation, in the database: how they begin, where they stand, how they end. */
import { basename } from 'node:path';
import { z } from 'zod';
import { ERROR_CODES } from '../../../../shared/base/errors.ts';
import { raise } from '../../../../shared/base/result.ts';
import { CleaningChoice } from '../../../../shared/bridge/cleaning.ts';
import { ImportReport, type ImportRun, RunState, UndoReport } from '../../../../shared/bridge/exchange.ts';
import type { OpFiles } from '../../records/import-sink.ts';
import type { ImportOutcome } from '../../records/incoming.ts';
import type { Reader, Writer } from '../../storage/database.ts';

/** What an import is about and how it is to be done: enough to go on with it. */
export const RunInput = z.strictObject({
  format: z.string(),
  paths: z.array(z.string()),
  /** The sending system that the user chose. */
  system: z.string().optional(),
  /** Resources with errors wait in the repair list. */
  holdInvalid: z.boolean().default(false),
  /** What the sender deleted goes here, too. */
  deletions: z.boolean().default(false),
  /** Rules by which what comes is cleaned first. */
  clean: CleaningChoice.optional(),
  /** The format's own choices (a mapping of columns); parsed by the format. */
  settings: z.json().optional(),
});
export type RunInput = z.infer<typeof RunInput>;

/** A file as it was found when the run began; a run goes on only with the same. */
export const FoundFile = z.strictObject({ name: z.string(), size: z.number(), changed: z.number() });
export type FoundFile = z.infer<typeof FoundFile>;

const Counts = z.strictObject({ created: z.int(), updated: z.int(), unchanged: z.int() });
const Outcome = Counts.extend({ types: z.record(z.string(), Counts) });

/** A run in the database. */
export interface RunRow {
  readonly run: string;
  readonly user: string;
  readonly begun: number;
  readonly ended: number | null;
  readonly state: RunState;
  readonly code: string | null;
  readonly input: RunInput;
  readonly files: readonly FoundFile[] | null;
  readonly placed: number;
  readonly problems: number;
  readonly outcome: ImportOutcome;
  readonly report: ImportReport | null;
  readonly undone: UndoReport | null;
}

interface StoredRun extends Omit<RunRow, 'state' | 'input' | 'files' | 'outcome' | 'report' | 'undone'> {
  readonly state: string;
  readonly input: string;
  readonly files: string | null;
  readonly outcome: string;
  readonly report: string | null;
  readonly undone: string | null;
}

/** Begins a run. */
export function beginRun(writer: Writer, about: { run: string; user: string; now: number; input: RunInput }): void {
  writer.run(
    "INSERT INTO import_run (run, user, begun, state, input) VALUES (?, ?, ?, 'running', ?)",
    about.run,
    about.user,
    about.now,
    JSON.stringify(about.input),
  );
}

/** Goes on with a run. */
export function continueRun(writer: Writer, run: string): void {
  writer.run("UPDATE import_run SET state = 'running', ended = NULL, code = NULL WHERE run = ?", run);
}

/** Notes the files that a run is about. */
export function noteFiles(writer: Writer, run: string, files: readonly FoundFile[]): void {
  writer.run('UPDATE import_run SET files = ? WHERE run = ?', JSON.stringify(files), run);
}

/** Notes one transaction of a run (`hash` null: it changed nothing), and where the run stands after it; `sum`: of all so far. */
export function noteBatch(
  writer: Writer,
  run: string,
  hash: Uint8Array | null,
  batch: { readonly placed: number; readonly problems: number; readonly sum: ImportOutcome; readonly files: OpFiles },
): void {
  if (hash) noteTransaction(writer, run, hash, 'import', batch.files);
  writer.run(
    'UPDATE import_run SET placed = placed + ?, problems = problems + ?, outcome = ? WHERE run = ?',
    batch.placed,
    batch.problems,
    JSON.stringify(batch.sum),
    run,
  );
}

/** Notes a transaction of a run, or of its undoing; `files`: where its operations came from. */
export function noteTransaction(
  writer: Writer,
  run: string,
  hash: Uint8Array,
  of: 'import' | 'undo',
  files?: OpFiles,
): void {
  writer.run(
    'INSERT INTO import_run_change (run, hash, undo, files) VALUES (?, ?, ?, ?)',
    run,
    hash,
    of === 'undo' ? 1 : 0,
    files ? JSON.stringify(files) : null,
  );
}

/** The run that an operation was of. */
export interface RunOfChange {
  readonly run: string;
  /** Milliseconds. */
  readonly begun: number;
  /** By taking the run back. */
  readonly undo: boolean;
  /** Base name. */
  readonly file: string | undefined;
}

/** The run of this workstation that an operation was of: the index of it in the transaction of this last envelope. */
export function runOfChange(reader: Reader, hash: Uint8Array, op: number): RunOfChange | undefined {
  const row = reader.get<{ run: string; undo: number; files: string | null; begun: number }>(
    `SELECT c.run, c.undo, c.files, r.begun FROM import_run_change c JOIN import_run r ON r.run = c.run
     WHERE c.hash = ?`,
    hash,
  );
  if (!row) return undefined;
  const { run, begun, undo, files } = row;
  return { run, begun, undo: undo === 1, file: files === null ? undefined : fileAt(JSON.parse(files), op) };
}

function fileAt(files: OpFiles, op: number): string | undefined {
  let behind = op;
  for (const [file, count] of files) {
    if (behind < count) return file || undefined;
    behind -= count;
  }
  return undefined;
}

/** Ends a run. */
export function endRun(
  writer: Writer,
  run: string,
  end: { readonly state: RunState; readonly now: number; readonly code?: string; readonly report?: ImportReport },
): void {
  writer.run(
    'UPDATE import_run SET state = ?, ended = ?, code = ?, report = coalesce(?, report) WHERE run = ?',
    end.state,
    end.now,
    end.code ?? null,
    end.report ? JSON.stringify(end.report) : null,
    run,
  );
}

/** Notes how far the undoing of a run is. */
export function noteUndo(writer: Writer, run: string, state: RunState, report: UndoReport): void {
  writer.run('UPDATE import_run SET state = ?, undone = ? WHERE run = ?', state, JSON.stringify(report), run);
}

/** Runs that a program which ended had not finished: they can go on. */
export function markCutOff(writer: Writer): void {
  writer.run("UPDATE import_run SET state = 'cut-off' WHERE state = 'running'");
}

/** Whether a program that ended left a run unfinished. */
export function anyRunning(reader: Reader): boolean {
  return reader.get("SELECT 1 FROM import_run WHERE state = 'running'") !== undefined;
}

/** A run; raises not-found. */
export function findRun(reader: Reader, run: string): RunRow {
  const row = reader.get<StoredRun>('SELECT * FROM import_run WHERE run = ?', run);
  return row ? readRun(row) : raise('not-found', 'No import of this workstation has this number.');
}

/** The newest runs, the newest first. */
export function listRuns(reader: Reader, limit: number): RunRow[] {
  return reader.all<StoredRun>('SELECT * FROM import_run ORDER BY run DESC LIMIT ?', limit).map(readRun);
}

/** A transaction of a run. */
export interface RunTransaction {
  readonly eid: number;
  readonly hash: Uint8Array;
}

/** The transactions of a run that are here, the newest first. */
export function transactionsOf(reader: Reader, run: string): RunTransaction[] {
  return reader
    .all<RunTransaction>(
      `SELECT e.eid, e.hash FROM import_run_change r JOIN envelope e ON e.hash = r.hash
       WHERE r.run = ? AND r.undo = 0 ORDER BY e.eid DESC`,
      run,
    )
    .map(({ eid, hash }) => ({ eid, hash: new Uint8Array(hash) }));
}

/** What a run did by a transaction; undefined where the run did not. */
export function partOfRun(reader: Reader, run: string, eid: number): 'import' | 'undo' | undefined {
  const row = reader.get<{ undo: number }>(
    'SELECT r.undo FROM import_run_change r JOIN envelope e ON e.hash = r.hash WHERE r.run = ? AND e.eid = ?',
    run,
    eid,
  );
  return row && (row.undo === 1 ? 'undo' : 'import');
}

function readRun(row: StoredRun): RunRow {
  const { input, files, outcome, report, undone, state } = row;
  return {
    ...row,
    state: RunState.parse(state),
    input: RunInput.parse(JSON.parse(input)),
    files: files === null ? null : z.array(FoundFile).parse(JSON.parse(files)),
    outcome: Outcome.parse(JSON.parse(outcome)),
    report: report === null ? null : ImportReport.parse(JSON.parse(report)),
    undone: undone === null ? null : UndoReport.parse(JSON.parse(undone)),
  };
}

/** A run as it is shown: base names of files alone. `nameOf`: who a user's id is. */
export function shownRun(row: RunRow, nameOf: (user: string) => string | undefined): ImportRun {
  const { run, begun, ended, state, input, outcome, report, undone } = row;
  const by = nameOf(row.user);
  const code = ERROR_CODES.find((known) => known === row.code);
  return {
    run,
    format: input.format,
    ...(input.system === undefined ? {} : { system: input.system }),
    ...(by === undefined ? {} : { by }),
    begun: new Date(begun).toISOString(),
    ...(ended === null ? {} : { ended: new Date(ended).toISOString() }),
    state,
    ...(code === undefined ? {} : { code }),
    files: input.paths.map((path) => basename(path)),
    created: report?.created ?? outcome.created,
    updated: report?.updated ?? outcome.updated,
    unchanged: report?.unchanged ?? outcome.unchanged,
    rejected: report?.rejected ?? row.problems,
    ...(undone ? { undone } : {}),
  };
}
