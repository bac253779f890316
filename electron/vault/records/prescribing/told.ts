/** Which names and codes a record has for a medicine, or for what somebody is allergic to: all of them. */
import { codingsOf } from '../../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { FindMedication } from '../chart-medication.ts';
import { referenceId } from '../projection.ts';
import type { Told } from './substances.ts';

/** Every text and coding of concepts, their translations as well. */
function toldBy(...concepts: readonly (Json | undefined)[]): Told {
  const all = concepts.flatMap(objectsIn);
  const codings = all.flatMap(codingsOf);
  const texts = all.flatMap((one) => [textIn(one.text), ...translated(one._text)]);
  const displays = codings.flatMap((one) => [textIn(one.display), ...translated(one._display)]);
  return {
    texts: [...texts, ...displays].filter(Boolean),
    codes: codings.flatMap((one) => {
      const code = textIn(one.code);
      return code === '' ? [] : [{ system: textIn(one.system), code }];
    }),
  };
}

/** What a MedicationRequest or MedicationStatement says of its medicine, of a Medication that it refers to as well. */
export function toldOfMedicine(resource: JsonObject, find: FindMedication): Told {
  const reference = isObject(resource.medicationReference) ? resource.medicationReference : undefined;
  const medication = reference && medicationOf(resource, textIn(reference.reference), find);
  const told = toldBy(
    resource.medicationCodeableConcept,
    medication?.code,
    ...objectsIn(medication?.ingredient).map((one) => one.itemCodeableConcept),
  );
  const display = textIn(reference?.display);
  return display === '' ? told : { ...told, texts: [...told.texts, display] };
}

/** What an AllergyIntolerance says of what it is to, in its reactions as well. */
export function toldOfAllergy(resource: JsonObject): Told {
  return toldBy(resource.code, ...objectsIn(resource.reaction).map((one) => one.substance));
}

function medicationOf(resource: JsonObject, reference: string, find: FindMedication): JsonObject | undefined {
  if (reference.startsWith('#')) return objectsIn(resource.contained).find((one) => `#${textIn(one.id)}` === reference);
  const id = referenceId(reference, 'Medication');
  return id === null ? undefined : find(id);
}

/** https://hl7.org/fhir/R4/extension-translation.html */
function translated(element: Json | undefined): string[] {
  return objectsIn(isObject(element) ? element.extension : undefined)
    .flatMap((one) => objectsIn(one.extension))
    .filter((part) => part.url === 'content')
    .map((part) => textIn(part.valueString));
}
