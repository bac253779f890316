/** Doubts about doses. http://hl7.org/fhir/R4/dosage.html */
import type { Doubt } from './contract.ts';
import type { JsonObject } from './json.ts';
import { objectsIn } from './members.ts';
import { doubtAmount } from './plausible.ts';

/** Doubts doses of a list of Dosage that have a unit without a number, or a number that is not above zero. */
export function doubtDoses(resource: JsonObject, element: string): Doubt[] {
  return objectsIn(resource[element]).flatMap((dosage, i) =>
    objectsIn(dosage.doseAndRate).flatMap((dose, j) =>
      doubtAmount(
        `${String(resource.resourceType)}.${element}[${i}].doseAndRate[${j}].doseQuantity`,
        dose.doseQuantity,
      ),
    ),
  );
}
