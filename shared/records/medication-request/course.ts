/** How long a prescription lasts by its own words. */
import { type Json, type JsonObject, toNumber } from '../json.ts';
import { memberOf, objectsIn, textIn } from '../members.ts';

/** Days in the units of a Duration that a course is given in; a month is counted long, so that nothing ends too early. */
const DAYS: Readonly<Record<string, number>> = { d: 1, wk: 7, mo: 31 };

/**
 * The last day (YYYY-MM-DD) of a course, all that may be handed out again counted in; undefined where it has no end, or none that is
 * sure: then it goes on until somebody ends it.
 */
export function courseEnd(request: JsonObject): string | undefined {
  const begun = /^\d{4}-\d\d-\d\d/.exec(textIn(request.authoredOn))?.[0];
  const dosages = objectsIn(request.dosageInstruction);
  const ends = dosages.map((dosage) => {
    const repeat = memberOf(dosage.timing, 'repeat');
    const period = textIn(memberOf(memberOf(repeat, 'boundsPeriod'), 'end'));
    if (/^\d{4}-\d\d-\d\d/.test(period)) return period.slice(0, 10);
    const days = daysIn(memberOf(repeat, 'boundsDuration'));
    return begun === undefined || days === undefined ? undefined : dayAfter(begun, days * times(request) - 1);
  });
  if (ends.length === 0 || ends.includes(undefined)) return undefined;
  return ends.reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b));
}

/** Once, and as often as it may be handed out again. */
function times(request: JsonObject): number {
  return 1 + Math.max(0, toNumber(memberOf(request.dispenseRequest, 'numberOfRepeatsAllowed')) ?? 0);
}

function daysIn(duration: Json | undefined): number | undefined {
  const value = toNumber(memberOf(duration, 'value'));
  const factor = DAYS[textIn(memberOf(duration, 'code'))];
  return value === undefined || factor === undefined ? undefined : Math.ceil(value * factor);
}

function dayAfter(day: string, days: number): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}
