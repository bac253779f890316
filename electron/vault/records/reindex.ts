/**
 * Brings a database up to what this program derives from records: indexes that an older one did not have, projections that it
 * computed otherwise. In the background, a few records in each transaction together with how far it has come: what a crash
 * interrupts goes on from there. What is written meanwhile is indexed as ever; to index it again does no harm.
 */
import { z } from 'zod';
import { ExpectedError } from '../../../shared/base/result.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader, Store, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';
import { indexRecord, PROJECTION_VERSION, unindexRecord } from './indexes.ts';
import { keepOwn, placed } from './one-person.ts';
import { followMerges } from './parted.ts';
import { project } from './projection.ts';
import { judgedOnce } from './rules/check.ts';
import type { Workspace } from './workspace.ts';

/** Meta: number of the program's indexes that all records have. */
const DONE = 'projection';
/** Meta: how far a reindexing has come; there only while one is under way. */
const PROGRESS = 'reindexing';
const Progress = z.strictObject({
  version: z.int(),
  /** Records up to this row are done. */
  done: z.int(),
  /** The last row there was when it began. */
  end: z.int(),
});

/** Records of one transaction: some 20 ms, so that whoever types meanwhile does not notice. */
const BATCH = 100;
/** Between two batches, and after a full disk, in milliseconds. */
const PAUSE = 20;
const WAIT = 60_000;

/** How many records still have to be indexed by this version of the program. */
export function recordsLeft(reader: Reader): number {
  const { done, end } = progressOf(reader);
  return end - done;
}

function progressOf(reader: Reader): z.output<typeof Progress> {
  const version = PROJECTION_VERSION;
  if (getMeta(reader, DONE, z.int()) === version) return { version, done: 0, end: 0 };
  const progress = getMeta(reader, PROGRESS, Progress);
  if (progress?.version === version) return progress;
  return { version, done: 0, end: reader.get<{ end: number | null }>('SELECT max(rid) AS end FROM record')?.end ?? 0 };
}

/** Says of a database that all of its records are indexed by this version. */
export function markIndexed(writer: Writer): void {
  setMeta(writer, DONE, PROJECTION_VERSION);
  deleteMeta(writer, PROGRESS);
}

/** Indexes the next records; how many are left. Raises disk-full. */
export function reindexSome(store: Store, dayOf: (ms: number) => string, most = BATCH): number {
  if (getMeta(store, DONE, z.int()) === PROJECTION_VERSION) return 0;
  return store.transaction((writer) => {
    const progress = progressOf(writer);
    const rows = writer.all<Row>(
      'SELECT rid, type, id, json, deleted FROM record WHERE rid > ? AND rid <= ? AND redacted = 0 ORDER BY rid LIMIT ?',
      progress.done,
      progress.end,
      most,
    );
    judgedOnce(writer, () => {
      for (const row of rows) reindex(writer, row, dayOf);
    });
    const last = rows.at(-1)?.rid ?? progress.end;
    if (last < progress.end) {
      setMeta(writer, PROGRESS, { ...progress, done: last });
      return progress.end - last;
    }
    markIndexed(writer);
    return 0;
  });
}

interface Row {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly deleted: number;
}

function reindex(writer: Writer, { rid, type, id, json, deleted }: Row, dayOf: (ms: number) => string): void {
  const resource = parseJson(json) as JsonObject;
  const own = project(resource, dayOf);
  const projection = placed(writer, own);
  const { patient, at, day, code, status } = projection;
  writer.run(
    'UPDATE record SET patient = ?, at = ?, day = ?, code = ?, status = ? WHERE rid = ?',
    patient,
    at,
    day,
    code,
    status,
    rid,
  );
  keepOwn(writer, rid, own, projection);
  followMerges(writer, { type, id }, deleted === 0 ? resource : null);
  unindexRecord(writer, rid);
  if (deleted === 0) indexRecord(writer, { rid, type, id, resource, projection });
}

/** Reindexes in the background what needs it, beginning soon; `done` is told when there was something and all of it is done. */
export function startReindexing({ store, dayOf }: Pick<Workspace, 'store' | 'dayOf'>, done: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    let wait = PAUSE;
    try {
      if (reindexSome(store, dayOf) === 0) {
        done();
        return;
      }
    } catch (error) {
      // a full disk: what is done is kept, and later there may be room
      if (!(error instanceof ExpectedError)) throw error;
      wait = WAIT;
    }
    timer = setTimeout(next, wait);
  };
  if (recordsLeft(store) > 0) timer = setTimeout(next, 0);
  // nothing to do in a new clinic: only said so, once
  else reindexSome(store, dayOf);
  return () => clearTimeout(timer);
}
