/** Records that are only added to (records.md, append-only): whether one is, and how it says that it was amended or wrong. */
import { raise } from '../../../shared/base/result.ts';
import type { RecordType } from '../../../shared/records/contract.ts';
import { enteredInError } from '../../../shared/records/finality.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import { errorsIn } from '../quality/validation/index.ts';

/** Types with a code for "amended", and the element that has it (http://hl7.org/fhir/R4/valueset-observation-status.html, ...-composition-status.html). */
const AMENDABLE: Readonly<Record<string, string>> = {
  Observation: 'status',
  DiagnosticReport: 'status',
  Composition: 'status',
  QuestionnaireResponse: 'status',
  DocumentReference: 'docStatus',
};

/** Codes of a record that was amended before: it stays as it is. */
const AMENDED_CODES = ['amended', 'corrected', 'appended'];

/** Whether nobody edits this state of a record any more. What was entered in error stays so. */
export function isFinal(resource: JsonObject): boolean {
  const type = String(resource.resourceType);
  const types: Readonly<Record<string, RecordType>> = recordTypes;
  return Object.hasOwn(types, type) && types[type]?.final?.(resource) === true;
}

/** Whether this is a Provenance with a signature: it is never changed, or it would prove nothing. */
export function isSignature(resource: JsonObject): boolean {
  return resource.resourceType === 'Provenance' && resource.signature !== undefined;
}

/**
 * The edited resource as an amendment of `before`: its status says so where its type can, unless the edit says something of its own.
 * An edit cannot take back that a record is final.
 */
export function asAmended(before: JsonObject, edited: JsonObject): JsonObject {
  const element = AMENDABLE[String(before.resourceType)];
  const said = edited[element ?? 'status'] !== before[element ?? 'status'];
  if (isFinal(edited) && (said || element === undefined || enteredInError(before))) return edited;
  return withStatus(before, edited, element);
}

/** An old state of a record that is final by now, as an amendment. */
export function asRestored(before: JsonObject, old: JsonObject): JsonObject {
  const element = AMENDABLE[String(before.resourceType)];
  // what was marked wrongly as entered in error is what it was
  return isFinal(old) && (element === undefined || enteredInError(before)) ? old : withStatus(before, old, element);
}

function withStatus(before: JsonObject, after: JsonObject, element: string | undefined): JsonObject {
  if (element === undefined) return before.status === undefined ? after : { ...after, status: before.status };
  return AMENDED_CODES.includes(String(after[element])) ? after : { ...after, [element]: 'amended' };
}

/** The resource marked as entered in error, in the way of its type. Raises not-valid for a type without one. */
export function asError(resource: JsonObject): JsonObject {
  switch (resource.resourceType) {
    case 'Condition':
      return errorVerified(resource, 'condition-ver-status');
    case 'AllergyIntolerance':
      return errorVerified(resource, 'allergyintolerance-verification');
    case 'DocumentReference':
      return {
        ...resource,
        status: 'entered-in-error',
        ...(resource.docStatus === undefined ? {} : { docStatus: 'entered-in-error' }),
      };
    case 'Appointment': {
      const { cancelationReason: _, _cancelationReason: _e, ...rest } = resource; // app-4: only of what was cancelled
      return { ...rest, status: 'entered-in-error' };
    }
    case 'Goal':
      return { ...resource, lifecycleStatus: 'entered-in-error' };
    default:
      return errorStatus(resource);
  }
}

/** A status of entered-in-error, where FHIR gives the type one. */
function errorStatus(resource: JsonObject): JsonObject {
  const said = { ...resource, status: 'entered-in-error' };
  const element = `${String(resource.resourceType)}.status`;
  if (errorsIn(said).some((issue) => issue.expression === element || issue.key === 'unknown-type'))
    raise(
      'not-valid',
      'A record of this type cannot say that it was entered in error. Nothing was changed; correct it, or delete it.',
    );
  return said;
}

/** con-5 and ait-2: what was entered in error has no clinical status. */
function errorVerified(resource: JsonObject, system: string): JsonObject {
  const { clinicalStatus: _, _clinicalStatus: _e, ...rest } = resource;
  const coding = [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code: 'entered-in-error' }];
  return { ...rest, verificationStatus: { coding } };
}
