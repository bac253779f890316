/** Diagnoses of which the clinic keeps a register, those that nobody confirmed yet, and those that cannot be read. */
import { codingKey, codingsOf, firstCode } from '../../../../shared/records/concept.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { DIABETES_CODES, type DiseaseCodes, HYPERTENSION_CODES, isCodeOf } from './diagnosis-codes.ts';
import { DIABETES, type Disease, HYPERTENSION, type Said, saidOf } from './diagnosis-words.ts';
import { wordsOf } from './words.ts';

interface Register {
  readonly kind: 'hypertension' | 'diabetes';
  readonly codes: DiseaseCodes;
  readonly disease: Disease;
}

const REGISTERS: readonly Register[] = [
  { kind: 'hypertension', codes: HYPERTENSION_CODES, disease: HYPERTENSION },
  { kind: 'diabetes', codes: DIABETES_CODES, disease: DIABETES },
];

/** Statuses of a problem that is over; when, its abatement tells. */
const OVER = ['inactive', 'remission', 'resolved'];
/** http://hl7.org/fhir/R4/condition.html#Condition */
const ABATED = ['abatementDateTime', 'abatementPeriod', 'abatementAge', 'abatementRange', 'abatementString'];
/** Before every day. */
const NEVER = '';
const UNTRUE = ['refuted', 'entered-in-error'];
/** http://hl7.org/fhir/R4/valueset-condition-ver-status.html */
const SUSPECTED = ['unconfirmed', 'provisional', 'differential'];

/**
 * From which day a diagnosis stands on a register, and until when; what is over nobody knows since when stands never. One that is only suspected says
 * so, and once more by itself, whatever it is of. One that says neither a code that is known here nor a word is on no register, and says so.
 */
export function standingDiagnoses(
  condition: JsonObject,
  { status, ended }: Pick<Projection, 'status' | 'ended'>,
): Fact[] {
  if (isUntrue(status)) return [];
  const unconfirmed = isSuspected(condition);
  const suspected: Fact[] = unconfirmed ? [{ kind: 'suspected' }] : [];
  const until = ended ?? (isOver(status, condition) ? NEVER : undefined);
  const said = REGISTERS.map(({ kind, ...register }) => ({ kind, said: saidIn(register, condition.code) }));
  if (said.every((one) => one.said === undefined) && wordsOf(condition.code).every((text) => text.trim() === ''))
    return [...suspected, { kind: 'unread', until, other: unconfirmed ? 1 : undefined }];
  if (until === NEVER) return suspected;
  const registered = said.flatMap(({ kind, said: one }): Fact[] =>
    one === 'has' || one === 'suspected'
      ? [{ kind, until, other: unconfirmed || one === 'suspected' ? 1 : undefined }]
      : [],
  );
  return [...suspected, ...registered];
}

/** Whether what a record says was never so: it was ruled out, or written in error. */
export function isUntrue(status: string | null): boolean {
  return status !== null && UNTRUE.includes(status);
}

/** Whether nobody confirmed a diagnosis yet. */
export function isSuspected({ verificationStatus }: JsonObject): boolean {
  return SUSPECTED.includes(firstCode(verificationStatus));
}

/** Whether a diagnosis is over, as its status or its abatement says: who says that it abated need not say so by a status, too. */
export function isOver(status: string | null, condition: JsonObject = {}): boolean {
  return (status !== null && OVER.includes(status)) || ABATED.some((one) => condition[one] !== undefined);
}

/** By codes; by words where no code can be read: its own, else those of the codes, the first that name the disease. */
function saidIn({ codes, disease }: Omit<Register, 'kind'>, concept: Json | undefined): Said | undefined {
  const read = codingsOf(concept)
    .filter((one) => codingKey(one) !== undefined)
    .map((coding) => isCodeOf(codes, coding));
  if (read.includes(true)) return 'has';
  if (read.includes(false)) return 'not';
  return wordsOf(concept)
    .map((text) => saidOf(text, disease))
    .find((said) => said !== undefined);
}
