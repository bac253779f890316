/**
 * How long somebody waited, as the visit tells: FHIR keeps the steps of a visit in Encounter.statusHistory
 * (http://hl7.org/fhir/R4/encounter-definitions.html#Encounter.statusHistory). From the first `arrived` (or `triaged`) to the first `in-progress`.
 */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { parseMoment } from '../../records/dates.ts';

const MINUTE_MS = 60_000;
/** Whoever waited longer was forgotten in the list. */
const LONGEST = 24 * 60;

/** Whole minutes; undefined where the visit does not tell both moments, to the minute. */
export function waitedMinutes({ statusHistory }: JsonObject): number | undefined {
  const steps = objectsIn(statusHistory);
  const arrived = first(steps, ['arrived', 'triaged'], 'start');
  const seen = first(steps, ['in-progress'], 'start') ?? last(steps, ['arrived', 'triaged']);
  if (arrived === undefined || seen === undefined || seen < arrived) return undefined;
  const minutes = Math.floor((seen - arrived) / MINUTE_MS);
  return minutes > LONGEST ? undefined : minutes;
}

function moments(steps: readonly JsonObject[], status: readonly string[], end: 'start' | 'end'): number[] {
  return steps
    .filter((step) => status.includes(textIn(step.status)))
    .flatMap(({ period }) => {
      const text = textIn(memberOf(period, end));
      const moment = text.length > 10 ? parseMoment(text) : undefined;
      return moment === undefined ? [] : [moment.at];
    });
}

function first(steps: readonly JsonObject[], status: readonly string[], end: 'start' | 'end'): number | undefined {
  const all = moments(steps, status, end);
  return all.length === 0 ? undefined : Math.min(...all);
}

function last(steps: readonly JsonObject[], status: readonly string[]): number | undefined {
  const all = moments(steps, status, 'end');
  return all.length === 0 ? undefined : Math.max(...all);
}
