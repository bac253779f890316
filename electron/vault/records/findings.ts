/** What a form asks about a resource before it is saved. */
import type { Resource } from '../../../shared/bridge/records.ts';
import { findingText } from '../../../shared/quality/finding.ts';
import type { Doubt, RecordType } from '../../../shared/records/contract.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import { errorsIn } from '../quality/validation/index.ts';

export interface Findings {
  /** Nobody can save it so. */
  readonly errors: Doubt[];
  /** Somebody should look at it; it may be right. */
  readonly doubts: Doubt[];
}

/** What is wrong with a resource, and what is out of the ordinary; `today` is the clinic's day, YYYY-MM-DD. */
export function findingsOn(given: Resource, today: string): Findings {
  const resource = parseJson(JSON.stringify(given)) as JsonObject;
  const types: Readonly<Record<string, RecordType>> = recordTypes;
  const type = Object.hasOwn(types, given.resourceType) ? types[given.resourceType] : undefined;
  const errors = errorsIn(resource).map((one) => ({
    element: one.expression,
    code: one.key,
    message: findingText(one, 'en'),
  }));
  return { errors, doubts: [...(type?.doubts?.(resource, today) ?? [])] };
}
