/** Whether a record that an undo would delete is referred to by what stays. */
import { setImmediate as breathe } from 'node:timers/promises';
import { indexedTo, keySome } from '../../records/search-key-index.ts';
import { isCommon, referenceKey } from '../../records/search-keys.ts';
import type { Reader, Store } from '../../storage/database.ts';

export interface Referrer {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
}

/** Live records that refer to this one; of types that nearly every record names (`isCommon`) none is found here. */
export function referrersOf(reader: Reader, type: string, id: string): Referrer[] {
  const reference = `${type}/${id}`;
  if (isCommon(reference)) return [];
  // a patient's own chart is found by its column, and not by keys; of who was merged it stands in the survivor's
  if (type === 'Patient')
    return reader.all<Referrer>(
      `SELECT rid, type, id FROM record
       WHERE (patient = ? OR rid IN (SELECT rid FROM moved WHERE own = ?)) AND deleted = 0 AND NOT (type = 'Patient' AND id = ?)`,
      id,
      id,
      id,
    );
  return reader.all<Referrer>(
    `SELECT r.rid, r.type, r.id FROM search_key k JOIN record r ON r.rid = k.rid
     WHERE k.key = ? AND r.deleted = 0 AND NOT (r.type = ? AND r.id = ?) AND instr(r.json, ?) > 0
     UNION SELECT rid, type, id FROM record
     WHERE rid > ? AND deleted = 0 AND NOT (type = ? AND id = ?) AND instr(json, ?) > 0`,
    referenceKey(reference),
    type,
    id,
    reference,
    indexedTo(reader),
    type,
    id,
    reference,
  );
}

/** Lets the keys by which referrers are found come up with the records. */
export async function catchUpKeys(store: Store): Promise<void> {
  while (keySome(store) > 0) await breathe();
}

const ROWS = 2000;

/**
 * Every reference of live records that stay to types that nearly every record names, as `Type/id`: one look through all of them.
 * `stays`: whether one of these types stays by itself; those that others refer to stay, too.
 */
export async function commonReferences(
  reader: Reader,
  stays: (type: string, id: string) => boolean,
): Promise<Set<string>> {
  const found = new Set<string>();
  const open = new Map<string, string[]>();
  let from = 0;
  for (;;) {
    const rows = reader.all<{ rid: number; type: string; id: string; json: string; deleted: number }>(
      'SELECT rid, type, id, json, deleted FROM record WHERE rid > ? ORDER BY rid LIMIT ?',
      from,
      ROWS,
    );
    for (const { type, id, json, deleted } of rows) {
      if (deleted === 1) continue;
      const references = commonIn(json);
      if (isCommon(`${type}/`) && !stays(type, id)) open.set(`${type}/${id}`, references);
      else for (const reference of references) found.add(reference);
    }
    from = rows.at(-1)?.rid ?? from;
    if (rows.length < ROWS) break;
    await breathe();
  }
  for (const one of found) {
    // what is added while this runs has its turn, too
    for (const reference of open.get(one) ?? []) found.add(reference);
  }
  return found;
}

function commonIn(json: string): string[] {
  return [...json.matchAll(/"reference":"([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)/g)]
    .map(([, reference = '']) => reference)
    .filter(isCommon);
}
