/** Allergies as FHIR R4 AllergyIntolerance, and what is known where none is listed (docs/decisions/0035). */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { AllergyInput } from '../../../../shared/bridge/facts.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import { conceptText, firstCode } from '../../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { change, turnedOps } from '../changes.ts';
import { type Asked, meaningOf } from '../chart-allergies.ts';
import { createOp, newId } from '../commands.ts';
import { lockOf } from '../lock.ts';
import type { RecordRow } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import { existingRow } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { coded, type FactSetting, factsOf, savedOps, without } from './change.ts';

const CLINICAL = 'allergyintolerance-clinical';
const VERIFICATION = 'allergyintolerance-verification';

/**
 * The International Patient Summary's codes for absent and unknown information, which are HL7's and free (CC0):
 * http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips
 */
const ABSENT = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
const ANSWERS = {
  'none-known': {
    coding: { system: ABSENT, code: 'no-known-allergies', display: 'No known allergies' },
    en: 'No known allergies',
    zh: '无已知过敏',
  },
  unknown: {
    coding: { system: ABSENT, code: 'no-allergy-info', display: 'No information about allergies' },
    en: 'Allergies unknown: could not be asked',
    zh: '过敏史不详（无法询问）',
  },
} as const;

/** Saves an allergy; what said that there is none, that nobody knows or nobody asked is over in the same transaction. */
export function saveAllergy(workspace: Workspace, setting: FactSetting, input: AllergyInput): Changed {
  return change(workspace, (reader) => {
    const saved = savedOps(workspace, reader, 'AllergyIntolerance', input.patient, input, (before) =>
      before ? edited(before, input) : made(input, setting),
    );
    return input.id === undefined ? [...saved, ...retired(workspace, reader, input.patient)] : saved;
  });
}

/** Says what is known where no allergy is listed; what was said before is over. Raises not-found, allergies-listed. */
export function answerAllergies(
  workspace: Workspace,
  setting: FactSetting,
  patient: string,
  answer: 'none-known' | 'unknown' | 'not-asked',
): Changed {
  return change(workspace, (reader) => {
    existingRow(reader, 'Patient', patient);
    const rows = currentRows(reader, patient);
    if (rows.some(({ means }) => means === 'listed'))
      raise(
        'allergies-listed',
        'Allergies are listed for this patient. Nothing was changed; resolve them or mark them as entered in error first.',
      );
    const old = retired(workspace, reader, patient, answer);
    if (answer === 'not-asked' || rows.some(({ means }) => means === answer)) return old;
    const statement = statementOf(patient, answer, setting);
    refuseInvalid(statement);
    return [createOp(statement, newId(workspace)), ...old];
  });
}

/** The operations by which statements of another meaning are over; what is signed is not changed, and a list outweighs it. */
export function retired(workspace: Workspace, reader: Reader, patient: string, but?: Asked): Op[] {
  return currentRows(reader, patient)
    .filter(
      ({ means, row }) => means !== 'listed' && means !== but && lockOf(reader, workspace.members(), row) === 'open',
    )
    .flatMap(({ row }) =>
      turnedOps(workspace, reader, row, (before) => ({
        ...before,
        clinicalStatus: coded(CLINICAL, 'inactive', 'Inactive'),
      })),
    );
}

/** An allergy that is over or stands again. */
export function turnedAllergy(allergy: JsonObject, to: 'active' | 'over'): JsonObject {
  const status = to === 'over' ? coded(CLINICAL, 'resolved', 'Resolved') : coded(CLINICAL, 'active', 'Active');
  return { ...allergy, clinicalStatus: status };
}

function currentRows(reader: Reader, patient: string): { row: RecordRow; means: Asked }[] {
  return factsOf(reader, 'AllergyIntolerance', patient).flatMap((row) => {
    const resource = parseJson(row.json) as JsonObject;
    const over =
      ['inactive', 'resolved'].includes(firstCode(resource.clinicalStatus)) ||
      firstCode(resource.verificationStatus) === 'refuted';
    return over ? [] : [{ row, means: meaningOf(resource) }];
  });
}

function statementOf(patient: string, answer: keyof typeof ANSWERS, { now, by, locale }: FactSetting): JsonObject {
  const { coding, en, zh } = ANSWERS[answer];
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: coded(CLINICAL, 'active', 'Active'),
    ...(answer === 'none-known' ? { verificationStatus: coded(VERIFICATION, 'confirmed', 'Confirmed') } : {}),
    code: { coding: [coding], text: locale.startsWith('zh') ? zh : en },
    patient: { reference: `Patient/${patient}` },
    recordedDate: now,
    recorder: { display: by },
  };
}

function made(input: AllergyInput, { now, by }: FactSetting): JsonObject {
  return withFields(
    {
      resourceType: 'AllergyIntolerance',
      clinicalStatus: coded(CLINICAL, 'active', 'Active'),
      code: { text: input.substance },
      patient: { reference: `Patient/${input.patient}` },
      recordedDate: now,
      recorder: { display: by },
    },
    { ...input, verification: input.verification ?? 'unconfirmed' },
  );
}

/** What was not touched keeps its codes: a text that stands beside another code would say two things. */
function edited(before: JsonObject, input: AllergyInput): JsonObject {
  const named = ['en', 'zh'].some((locale) => conceptText(before.code, locale) === input.substance);
  return withFields(named ? before : { ...before, code: { text: input.substance } }, input);
}

function withFields(allergy: JsonObject, { reaction, severity, criticality, verification }: AllergyInput): JsonObject {
  const [first, ...others] = objectsIn(allergy.reaction);
  const reactions = reaction === '' ? others : [reactionOf(first, reaction, severity), ...others];
  return {
    ...without(allergy, /^reaction$/, /^criticality$/),
    ...(reactions.length > 0 ? { reaction: reactions } : {}),
    ...(criticality === undefined ? {} : { criticality }),
    ...(verification === undefined
      ? {}
      : {
          verificationStatus: coded(
            VERIFICATION,
            verification,
            verification === 'confirmed' ? 'Confirmed' : 'Unconfirmed',
          ),
        }),
  };
}

function reactionOf(before: JsonObject | undefined, text: string, severity: AllergyInput['severity']): JsonObject {
  const kept = before ? without(before, /^severity$/) : {};
  const same = before && reactionText(before) === text;
  return {
    ...kept,
    manifestation: same ? (before.manifestation ?? [{ text }]) : [{ text }],
    ...(severity === undefined ? {} : { severity }),
  };
}

/** As a form shows it: its manifestations in one line. */
function reactionText(reaction: JsonObject): string {
  return objectsIn(reaction.manifestation)
    .map((one) => conceptText(one))
    .join(', ');
}
