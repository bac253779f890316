/** The numbers that an Observation holds, each by the codes that name it. http://hl7.org/fhir/R4/observation.html */
import { codingsOf } from '../../../../shared/records/concept.ts';
import { isObject, type JsonObject, toNumber } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Projection } from '../../records/projection.ts';
import type { Observed } from '../../storage/observed.ts';

const UCUM = 'http://unitsofmeasure.org';
const NO_VALUE = ['entered-in-error', 'cancelled'];

/** Of each code one: that of the record itself, else of the first of its components that has a number. */
export function observedIn(observation: JsonObject, { status }: Pick<Projection, 'status'>): Observed[] {
  if (observation.resourceType !== 'Observation' || (status !== null && NO_VALUE.includes(status))) return [];
  const found = new Map<string, Observed>();
  holdersOf(observation).forEach((holder, place) => {
    const quantity = quantityIn(holder);
    const value = toNumber(quantity?.value);
    if (quantity === undefined || value === undefined) return;
    const sign = textIn(quantity.comparator) || undefined;
    for (const code of keysOf(holder))
      if (!found.has(code)) found.set(code, { code, unit: writtenUnit(quantity), place, value, sign });
  });
  return [...found.values()];
}

/** The quantity at a place of a record, as `Observed.place` names it. */
export function quantityAt(observation: JsonObject, place: number): JsonObject | undefined {
  const holder = holdersOf(observation)[place];
  return holder && quantityIn(holder);
}

function holdersOf(observation: JsonObject): JsonObject[] {
  return [observation, ...objectsIn(observation.component)];
}

function keysOf(holder: JsonObject): string[] {
  return codingsOf(holder.code).flatMap(({ system, code }) =>
    typeof system === 'string' && typeof code === 'string' ? [`${system}|${code}`] : [],
  );
}

function quantityIn({ valueQuantity, valueInteger }: JsonObject): JsonObject | undefined {
  if (isObject(valueQuantity) && toNumber(valueQuantity.value) !== undefined) return valueQuantity;
  return toNumber(valueInteger) === undefined || valueInteger === undefined ? undefined : { value: valueInteger };
}

/** The UCUM code where there is one, else what is written for people. */
function writtenUnit(quantity: JsonObject): string {
  const code = textIn(memberOf(quantity, 'code'));
  return (quantity.system === UCUM && code !== '' ? code : textIn(quantity.unit) || code).trim();
}
