/** Few patients of a small clinic are sent to a hospital: to whom, why, and whether anything was heard of it. */
import type { ServiceRequest } from '@medplum/fhirtypes';
import { moment } from './calendar.ts';
import { INTERNAL_MEDICINE, SPECIALTIES } from './facts/specialties.ts';
import type { Rng } from './random.ts';
import { coded, META, say, type VisitFrame } from './resources.ts';
import type { Words } from './types.ts';

const SNOMED = 'http://snomed.info/sct';
/** Part of the visits of the ill. */
const REFERRED = 0.035;
/** In so many days most letters have come back. */
const SOON = 21;
const ANSWERED = 0.8;

export interface Problem {
  /** ICD-10. */
  readonly code: string;
  readonly words: Words;
  /** Its Condition. */
  readonly id: string;
}

/** The referral that a visit ends with; none for most. */
export function* referred(rng: Rng, frame: VisitFrame, problems: readonly Problem[]): Generator<ServiceRequest> {
  const [problem] = problems;
  if (!problem || !rng.chance(REFERRED)) return;
  const { clinic, day, start } = frame;
  const { code, words } =
    SPECIALTIES.find(({ of }) => of.some((beginning) => problem.code.startsWith(beginning))) ?? INTERNAL_MEDICINE;
  const answered = rng.chance(ANSWERED);
  const soon = day > clinic.until - SOON;
  yield {
    resourceType: 'ServiceRequest',
    id: rng.uuid(),
    meta: META,
    // of a letter that never came back nobody knows anything
    status: soon ? 'active' : answered ? 'completed' : 'unknown',
    intent: 'order',
    category: [coded(clinic, SNOMED, '3457005', ['转诊', 'Patient referral'])],
    code: {
      text: say(clinic, [`转${words[0]}会诊`, `Referral to ${words[1].toLowerCase()}`]),
    },
    subject: { reference: `Patient/${frame.patient}` },
    encounter: { reference: `Encounter/${frame.encounter}` },
    authoredOn: moment(day, start + 10),
    requester: { reference: `Practitioner/${frame.doctor}` },
    performerType: coded(clinic, SNOMED, code, words),
    reasonReference: [{ reference: `Condition/${problem.id}` }],
  };
}
