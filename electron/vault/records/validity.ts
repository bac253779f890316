/** What is saved by hand is valid FHIR R4 (decision 0013). */
import { raise } from '../../../shared/base/result.ts';
import { type Finding, findingText } from '../../../shared/quality/finding.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { errorsIn } from '../quality/validation/index.ts';

/**
 * Refuses a resource that is not valid; of an edited one only what was not wrong `before`, for what somebody else sent wrongly
 * must not keep anybody from correcting the rest. Raises not-valid with the first element.
 */
export function refuseInvalid(resource: JsonObject, before?: JsonObject): void {
  const errors = errorsIn(resource);
  if (errors.length === 0) return;
  const old = (before ? errorsIn(before) : []).map(kindOf);
  const worse = errors.find((one) => {
    const at = old.indexOf(kindOf(one));
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
  if (worse)
    raise(
      'not-valid',
      `${worse.expression} is not valid: ${findingText(worse, 'en')} Nothing was changed; correct it and save again.`,
      { element: worse.expression },
    );
}

/** A finding whatever place its element has in a list. */
function kindOf({ expression, key, params }: Finding): string {
  return `${expression.replace(/\[\d+\]/g, '')} ${key} ${params.rule ?? ''}`;
}
