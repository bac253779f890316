/** Problems as FHIR R4 Conditions of the list of problems. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { ProblemInput } from '../../../../shared/bridge/facts.ts';
import { codingsOf, conceptText } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';
import { change } from '../changes.ts';
import type { Workspace } from '../workspace.ts';
import { coded, type FactSetting, savedOps, without } from './change.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
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

function made({ patient, text, code, onset }: ProblemInput, { now, by }: FactSetting): JsonObject {
  return {
    resourceType: 'Condition',
    clinicalStatus: coded('condition-clinical', 'active', 'Active'),
    verificationStatus: coded('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [coded('condition-category', 'problem-list-item', 'Problem List Item')],
    code: concept(text, code),
    subject: { reference: `Patient/${patient}` },
    ...(onset === undefined ? {} : { onsetDateTime: onset }),
    recordedDate: now,
    recorder: { display: by },
  };
}

/** Codes of other systems stay where neither text nor code was touched. */
function edited(before: JsonObject, { text, code, onset }: ProblemInput): JsonObject {
  const coding = codingsOf(before.code).find(({ system }) => textIn(system) === ICD10);
  const same = textIn(coding?.code) === code && ['en', 'zh'].some((one) => conceptText(before.code, one) === text);
  const begun = textIn(before.onsetDateTime);
  // a time or a period that a form shows as its day is not cut down to that day
  const rest = begun.slice(0, 10) === (onset ?? '') ? before : without(before, ONSET);
  return {
    ...rest,
    ...(same ? {} : { code: concept(text, code) }),
    ...(rest === before || onset === undefined ? {} : { onsetDateTime: onset }),
  };
}

function concept(text: string, code: string): JsonObject {
  return { ...(code === '' ? {} : { coding: [{ system: ICD10, code, display: text }] }), text };
}
