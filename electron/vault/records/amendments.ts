/** What each of several concurrent amendments left. */
import type { Entry } from '../../../shared/merge/reducer.ts';
import { type RecordState, shownResource } from '../../../shared/merge/reducer.ts';
import { isObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { stateAt } from './history.ts';
import type { RecordRow } from './row.ts';

/** The state of a record as its author left it who amended it: what they had seen, and what they changed. */
export function amendedState(reader: Reader, row: RecordRow, entry: Entry): RecordState {
  const said = parseJson(entry.value ?? '{}');
  const seen = isObject(said) && Array.isArray(said.seen) ? said.seen.map(String) : [];
  return stateAt(reader, row, [entry.origin ?? entry.write, ...seen]);
}

/** The whole resource that an amendment left, canonical JSON. */
export function amendedValue(reader: Reader, row: RecordRow, entry: Entry): string {
  return shownResource(amendedState(reader, row, entry));
}
