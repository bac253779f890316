/** Patients who were sent to somebody else, among all that is ordered. */
import { codingsOf } from '../../../../shared/records/concept.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { practitionerIn } from './actors.ts';
import { conceptName, wordsOf } from './words.ts';

/** SNOMED CT: patient referral, referral to service, referral to specialist. */
const SNOMED = ['3457005', '306206005', '103696004'];
const WORDS = /转诊|转院|\breferral\b|^refer\b/i;
const NOT_SENT = ['revoked', 'entered-in-error', 'draft'];
const NO_ORDER = ['proposal', 'option'];

/** When it was made, and where to: the kind of performer that it asks for, else what it says itself. */
export function referralFacts(
  request: JsonObject,
  { status, written }: Pick<Projection, 'status' | 'written'>,
): Fact[] {
  if (request.doNotPerform === true) return [];
  if ((status !== null && NOT_SENT.includes(status)) || NO_ORDER.includes(textIn(request.intent))) return [];
  if (![...objectsIn(request.category), request.code].some(isReferral)) return [];
  return [
    {
      kind: 'referral',
      who: practitionerIn(request.requester),
      code: conceptName(request.performerType) ?? conceptName(request.code),
      value: status === 'completed' ? 1 : 0,
      when: written ?? undefined,
    },
  ];
}

function isReferral(concept: Json | undefined): boolean {
  return (
    codingsOf(concept).some(({ code }) => SNOMED.includes(textIn(code)) || code === 'referral') ||
    wordsOf(concept).some((text) => WORDS.test(text))
  );
}
