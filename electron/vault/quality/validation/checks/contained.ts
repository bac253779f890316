/** What is contained in a resource: http://hl7.org/fhir/R4/references.html#contained */
import type { Json, JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check } from '../place.ts';

/** Each has an id of its own, and (dom-3) is referred to or refers to what contains it. */
export const checkContained: Check = ({ value, path, report, known, resource, root }) => {
  if (value.contained === undefined || resource !== root) return;
  const seen = new Set<string>();
  const named = known ? fragmentsIn(value) : undefined;
  objectsIn(value.contained).forEach((one, i) => {
    const at = `${path}.contained[${i}]`;
    const id = textIn(one.id);
    if (id === '') report.error(at, 'contained-without-id');
    else if (seen.has(id)) report.error(`${at}.id`, 'contained-twice');
    else if (named && !named.has(id) && !fragmentsIn(one).has('')) report.error(at, 'contained-unused');
    seen.add(id);
  });
};

/** Names after `#` in all texts of a value: references, canonicals and addresses may have them. */
function fragmentsIn(value: JsonObject): Set<string> {
  const found = new Set<string>();
  const look = (one: Json | undefined): void => {
    if (typeof one === 'string') {
      if (one.startsWith('#')) found.add(one.slice(1));
    } else if (Array.isArray(one)) one.forEach(look);
    else if (typeof one === 'object' && one !== null) Object.values(one as JsonObject).forEach(look);
  };
  look(value);
  return found;
}
