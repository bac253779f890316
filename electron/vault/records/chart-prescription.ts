/** What a chart says of a prescription beside its medicine and dose: who prescribed it, against which warnings, whether its days are over. */
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { conceptText } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { courseEnd } from '../../../shared/records/medication-request/course.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { referenceId } from './projection.ts';

/** Gives a DetectedIssue by its id; undefined where it is not here, or not for the reader. */
export type FindIssue = (id: string) => JsonObject | undefined;

/** Adds it to the line of a MedicationRequest; every other line stays. `today` YYYY-MM-DD. */
export function prescribedItem(item: ChartItem, resource: JsonObject, today: string, find: FindIssue): ChartItem {
  if (item.type !== 'MedicationRequest') return item;
  const by = textIn(memberOf(resource.requester, 'display'));
  const against = objectsIn(resource.detectedIssue).flatMap((reference) => {
    const id = referenceId(reference.reference, 'DetectedIssue');
    const issue = id === null ? undefined : find(id);
    return issue ? overriddenIn(issue) : [];
  });
  const end = courseEnd(resource);
  const over = item.status === 'active' && end !== undefined && end < today;
  return {
    ...item,
    ...(over ? { status: 'course-over' } : {}),
    ...(by === '' ? {} : { by }),
    ...(against.length > 0 ? { against } : {}),
  };
}

/** What was warned of, and why it was prescribed all the same. */
function overriddenIn(issue: JsonObject): string[] {
  if (issue.status === 'entered-in-error') return [];
  const reasons = objectsIn(issue.mitigation).map((one) => conceptText(one.action));
  const text = [textIn(issue.detail) || conceptText(issue.code), ...reasons].filter(Boolean).join(' — ');
  return text === '' ? [] : [text];
}
