/** Who did something, and where, as keys by which figures are told apart. */
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { userOf } from '../../records/staff.ts';
import type { FactName } from '../../storage/facts.ts';

const PRACTITIONER = /^(?:Practitioner|PractitionerRole)\/[^/]+/;
const PLACE = /^(?:Location|Organization)\/[^/]+/;

/** The first practitioner among those who take part; `member`: where each names its actor. */
export function practitionerOf(participants: Json | undefined, member: string): FactName | undefined {
  for (const one of objectsIn(participants)) {
    const name = practitionerIn(one[member]);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whom a reference means: `Practitioner/<id>`, `user:<id>`, or `name:<display>` where it says no more; undefined for others. */
export function practitionerIn(reference: Json | undefined): FactName | undefined {
  const label = textIn(memberOf(reference, 'display')) || undefined;
  const user = userOf(reference);
  if (user !== undefined && user !== '') return { name: `user:${user}`, label };
  const target = textIn(memberOf(reference, 'reference'));
  if (target !== '') {
    const [name] = PRACTITIONER.exec(target) ?? [];
    return name === undefined ? undefined : { name, label };
  }
  return label === undefined ? undefined : { name: `name:${label}`, label };
}

/** The first place of a visit, else the organisation that it was at. */
export function visitPlace({ location, serviceProvider }: JsonObject): FactName | undefined {
  return placeIn(objectsIn(location)[0]?.location) ?? placeIn(serviceProvider);
}

/** The first place among those who take part in an appointment. */
export function placeAmong(participants: Json | undefined): FactName | undefined {
  for (const { actor } of objectsIn(participants)) {
    if (!textIn(memberOf(actor, 'reference')).startsWith('Location/')) continue;
    return placeIn(actor);
  }
  return undefined;
}

function placeIn(reference: Json | undefined): FactName | undefined {
  const label = textIn(memberOf(reference, 'display')) || undefined;
  const [name] = PLACE.exec(textIn(memberOf(reference, 'reference'))) ?? [];
  if (name !== undefined) return { name, label };
  return label === undefined ? undefined : { name: `name:${label}`, label };
}
