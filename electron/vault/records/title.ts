/** What a person calls a record. */
import { conceptText } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { personName } from '../../../shared/records/patient/name.ts';

/** Types whose `name` is a HumanName. */
const PEOPLE = new Set(['Patient', 'Practitioner', 'RelatedPerson', 'Person']);
/** Elements that say what a record is, the most telling first. */
const CONCEPTS = ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'serviceType', 'category', 'class'];
const TEXTS = ['title', 'description', 'name', 'summary', 'display'];

/** A patient's name, a diagnosis, a medicine...; the type's name where a record says nothing of itself. */
export function titleOf(resource: JsonObject, locale = 'en'): string {
  const type = textIn(resource.resourceType);
  if (PEOPLE.has(type)) return personName(resource).name || textIn(objectsIn(resource.identifier)[0]?.value) || type;
  if (type === 'Encounter') return encounterTitle(resource, locale) || type;
  for (const element of CONCEPTS) {
    const name = conceptText(resource[element], locale);
    if (name !== '') return name;
  }
  const medication = textIn(memberOf(resource.medicationReference, 'display'));
  return medication || TEXTS.map((element) => textIn(resource[element])).find((text) => text !== '') || type;
}

/** Why somebody came, else what kind of visit it was. */
function encounterTitle(encounter: JsonObject, locale: string): string {
  return reasonOf(encounter, locale) || conceptText(encounter.type, locale) || conceptText(encounter.class, locale);
}

/** The reason of a visit as written; '' where none is. */
export function reasonOf(encounter: JsonObject, locale: string): string {
  const reasons = objectsIn(encounter.reasonCode).map((reason) => conceptText(reason, locale));
  const referred = objectsIn(encounter.reasonReference).map((reason) => textIn(reason.display));
  return [...reasons, ...referred].filter((reason) => reason !== '').join('; ');
}
