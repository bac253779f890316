/** What a visit says of the time before it: when its patient came, and when they were seen, as the queue was told. */

import { hlcTime } from '../../../shared/merge/clock.ts';
import { applyOperation, emptyRecord, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';
import { zonedIso } from './dates.ts';
import { changesOf } from './history.ts';
import type { RecordRow } from './row.ts';

/**
 * The steps from the last arrival on (http://hl7.org/fhir/R4/encounter-definitions.html#Encounter.statusHistory); none where nobody said that
 * they came. Who was recorded without being called up waited nobody knows how long: that step has no end.
 */
export function visitSteps(reader: Reader, appointment: RecordRow, now: number, timeZone: string): JsonObject[] {
  const { arrived, seen } = momentsOf(reader, appointment);
  if (arrived === undefined) return [];
  const step = (status: string, start: number, end?: number): JsonObject => ({
    status,
    period: { start: zonedIso(timeZone, start), ...(end === undefined ? {} : { end: zonedIso(timeZone, end) }) },
  });
  if (seen === undefined) return [step('arrived', arrived)];
  return [step('arrived', arrived, seen), step('in-progress', seen, Math.max(seen, now))];
}

/** By the clocks of the writes; whoever was put back into the list of those expected has not come. */
function momentsOf(reader: Reader, row: RecordRow): { arrived?: number; seen?: number } {
  let state = emptyRecord('Appointment', row.id);
  let [arrived, seen]: (number | undefined)[] = [];
  let before = '';
  for (const { write, hlc, operation } of changesOf(reader, row)) {
    state = applyOperation(state, write, hlc, operation);
    const status = textIn((parseJson(shownResource(state)) as JsonObject).status);
    if (status === before) continue;
    before = status;
    if (status === 'arrived') [arrived, seen] = [arrived ?? hlcTime(hlc), undefined];
    else if (status === 'checked-in') seen = hlcTime(hlc);
    else [arrived, seen] = [undefined, undefined];
  }
  return { ...(arrived === undefined ? {} : { arrived }), ...(seen === undefined ? {} : { seen }) };
}
