/** Problems as FHIR R4 Conditions of the list of problems. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { ProblemInput } from '../../../../shared/bridge/facts.ts';
import { conceptText, readableCoding } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';
import { ICD10 } from '../../../../shared/terminology/diagnoses.ts';
import { change } from '../changes.ts';
import type { Workspace } from '../workspace.ts';
import { coded, type FactSetting, savedOps, without } from './change.ts';

const ONSET = /^onset([A-Z]|$)/;
const ABATEMENT = /^abatement([A-Z]|$)/;

/** Saves a problem. Raises not-found, not-valid, signed. */
export function saveProblem(workspace: Workspace, setting: FactSetting, input: ProblemInput): Changed {
  return change(workspace, (reader) =>
    savedOps(workspace, reader, 'Condition', input.patient, input, (before) =>
      before ? edited(before, input) : made(input, setting),
    ),
  );
}

/** A problem that is over since a day, or goes on: con-4, what goes on has not abated (http://hl7.org/fhir/R4/condition.html). */
export function turnedProblem(condition: JsonObject, to: 'active' | 'over', today: string): JsonObject {
  if (to === 'active')
    return { ...without(condition, ABATEMENT), clinicalStatus: coded('condition-clinical', 'active', 'Active') };
  const abated = Object.keys(condition).some((name) => ABATEMENT.test(name));
  return {
    ...condition,
    ...(abated ? {} : { abatementDateTime: today }),
    clinicalStatus: coded('condition-clinical', 'resolved', 'Resolved'),
  };
}

function made(input: ProblemInput, { now, by }: FactSetting): JsonObject {
  const { patient, onset } = input;
  return {
    resourceType: 'Condition',
    clinicalStatus: coded('condition-clinical', 'active', 'Active'),
    verificationStatus: coded('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [coded('condition-category', 'problem-list-item', 'Problem List Item')],
    code: concept(input),
    subject: { reference: `Patient/${patient}` },
    ...(onset === undefined ? {} : { onsetDateTime: onset }),
    recordedDate: now,
    recorder: { display: by },
  };
}

/** Further codes stay where neither text nor code was touched. */
function edited(before: JsonObject, input: ProblemInput): JsonObject {
  const { text, code, system = ICD10, onset } = input;
  const coding = readableCoding(before.code);
  const sameCode = coding ? coding.code === code && coding.system === system : code === '';
  const same = sameCode && ['en', 'zh'].some((one) => conceptText(before.code, one) === text);
  const begun = textIn(before.onsetDateTime);
  // a time or a period that a form shows as its day is not cut down to that day
  const rest = begun.slice(0, 10) === (onset ?? '') ? before : without(before, ONSET);
  return {
    ...rest,
    ...(same ? {} : { code: concept(input) }),
    ...(rest === before || onset === undefined ? {} : { onsetDateTime: onset }),
  };
}

/** A text of its own is no name of the code. */
function concept({ text, code, system = ICD10, display }: ProblemInput): JsonObject {
  const coding = { system, code, ...(display === undefined ? {} : { display }) };
  return { ...(code === '' ? {} : { coding: [coding] }), text };
}
