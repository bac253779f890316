/** Questionnaire: http://hl7.org/fhir/R4/questionnaire.html */
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check } from '../place.ts';

interface Item {
  readonly item: JsonObject;
  readonly path: string;
}

/** Link ids stand once, and conditions name questions that there are. */
export const checkQuestionnaire: Check = ({ value, path, report }) => {
  const items = itemsIn(value, path);
  const ids = new Set<string>();
  for (const { item, path: at } of items) {
    const id = textIn(item.linkId);
    if (id !== '' && ids.has(id)) report.error(`${at}.linkId`, 'link-id-twice');
    ids.add(id);
  }
  for (const { item, path: at } of items)
    objectsIn(item.enableWhen).forEach(({ question }, i) => {
      const name = textIn(question);
      if (!ids.has(name)) report.error(`${at}.enableWhen[${i}].question`, 'no-such-question');
      else if (name === textIn(item.linkId)) report.error(`${at}.enableWhen[${i}].question`, 'question-of-itself');
    });
};

function itemsIn(holder: JsonObject, path: string): Item[] {
  return objectsIn(holder.item).flatMap((item, i) => {
    const at = `${path}.item[${i}]`;
    return [{ item, path: at }, ...itemsIn(item, at)];
  });
}
