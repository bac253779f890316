/** When a record is only added to (records.md, append-only). */
import { firstCode } from './concept.ts';
import type { JsonObject } from './json.ts';

const ERROR = 'entered-in-error';

/** Whether the record says that it should never have been: nothing is put right in it any more. */
export function enteredInError(resource: JsonObject): boolean {
  return (
    resource.status === ERROR || resource.lifecycleStatus === ERROR || firstCode(resource.verificationStatus) === ERROR
  );
}

/** Final once its status (or another element with a code) is one of these, or it was entered in error. */
export function finalOnce(codes: readonly string[], element = 'status'): (resource: JsonObject) => boolean {
  return (resource) => {
    const code = resource[element];
    return (typeof code === 'string' && codes.includes(code)) || enteredInError(resource);
  };
}
