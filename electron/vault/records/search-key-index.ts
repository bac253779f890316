/**
 * Keeps the keys by which FHIR search narrows. A new record gets them later, many records at once and sorted, for one by one
 * they would cost an import a seventh of its speed; until then a search simply reads it. A change of a record is followed at once.
 */
import { ExpectedError } from '../../../shared/base/result.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Reader, Store, Writer } from '../storage/database.ts';
import { addKeys, clearKeys, keyedTo, lastRow, removeKeys, setKeyedTo } from '../storage/search-keys.ts';
import { PROJECTION_VERSION } from './indexes.ts';
import type { Projection } from './projection.ts';
import { recordsLeft } from './reindex.ts';
import { searchKeys } from './search-keys.ts';

/** Raise the 1 whenever `searchKeys` makes others: the table is then filled again, as it is for other projections. */
const VERSION = PROJECTION_VERSION * 1000 + 1;

/** So many records without keys cost a search nothing to speak of. */
const LEFT = 1000;
/** Records of one transaction: some 10 ms, so that whoever types meanwhile does not notice. */
const BATCH = 500;
/** After the last write; between two batches; after a full disk. Milliseconds. */
const QUIET = 1000;
const PAUSE = 10;
const WAIT = 60_000;

/** Up to which row records can be found by their keys. */
export function indexedTo(reader: Reader): number {
  return keyedTo(reader, VERSION);
}

/** Follows a change of a record: `json` as it was, and what is shown now; null for a deleted or redacted one. */
export function followKeys(
  writer: Writer,
  rid: number,
  json: string,
  shown: { readonly resource: JsonObject; readonly projection: Projection } | null,
): void {
  // without a patient and a day there are all keys that it can have had
  const before = searchKeys(JSON.parse(json) as JsonObject, null, null);
  const now = shown ? searchKeys(shown.resource, shown.projection.patient, shown.projection.day) : new Set<number>();
  removeKeys(
    writer,
    rid,
    [...before].filter((key) => !now.has(key)),
  );
  addKeys(
    writer,
    [...now].map((key) => ({ key, rid })),
  );
}

/** Gives the next records their keys; how many rows are left. Raises disk-full. */
export function keySome(store: Store, most = BATCH): number {
  const from = keyedTo(store, VERSION);
  const left = lastRow(store) - from;
  if (left <= 0) return 0;
  return store.transaction((writer) => {
    if (from === 0) clearKeys(writer);
    const rows = writer.all<Row>(
      // the patient whom it names itself: of who is merged now, and parted later, the other is named by a key
      `SELECT r.rid, coalesce(m.own, r.patient) AS patient, r.day, r.deleted, r.json
       FROM record r LEFT JOIN moved m ON m.rid = r.rid WHERE r.rid > ? ORDER BY r.rid LIMIT ?`,
      from,
      most,
    );
    const pairs = rows
      .filter(({ deleted }) => deleted === 0)
      .flatMap(({ rid, patient, day, json }) =>
        [...searchKeys(JSON.parse(json) as JsonObject, patient, day)].map((key) => ({ key, rid })),
      );
    addKeys(writer, pairs);
    const last = rows.at(-1)?.rid ?? from;
    setKeyedTo(writer, VERSION, last);
    return Math.max(0, from + left - last);
  });
}

interface Row {
  readonly rid: number;
  readonly patient: string | null;
  readonly day: string | null;
  readonly deleted: number;
  readonly json: string;
}

export interface KeyIndexing {
  /** Records were written: begins when it is quiet. */
  soon(): void;
  stop(): void;
}

/** Gives records their keys in the background, whenever many have none. */
export function startKeyIndexing(store: Store): KeyIndexing {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = false;
  const later = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(next, ms).unref();
  };
  const next = (): void => {
    try {
      // keys follow from projections
      if (recordsLeft(store) > 0) {
        later(WAIT);
        return;
      }
      if (lastRow(store) - indexedTo(store) > LEFT) running = true;
      if (!running) return;
      running = keySome(store) > 0;
      if (running) later(PAUSE);
    } catch (error) {
      // a full disk: what is done is kept, and later there may be room
      if (!(error instanceof ExpectedError)) throw error;
      later(WAIT);
    }
  };
  later(QUIET);
  return {
    soon: () => later(QUIET),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
