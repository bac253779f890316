/**
 * Hidden registers: what is said about a record rather than in it. Their names begin with `$`; they merge like all others
 * and are never part of the shown resource. One that this program does not know belongs to a later version.
 */
import { canonicalJson, isObject, type Json } from '../records/json.ts';
import { LIFE, setOf } from './registers.ts';
import { elementId } from './split.ts';
import { currentWrites, predOf, type RecordState, type RegisterWrite } from './state.ts';

/** Which amendment of a final record stands, and what it had seen. Two concurrent ones leave two values: a conflict. */
export const AMENDED = '$amended';

/** The set of breaches of rules across records that a person accepted. */
export const ACCEPTED = '$accepted';

const MAX_REASON = 500;
const MAX_NAME = 64;
const MAX_KEY = 1000;

/** Whether a register is never part of the shown resource. */
export function isHidden(register: string): boolean {
  return register.startsWith('$');
}

/** Whether a register says something about the record that is no edit of it: no deletion has to have seen it, and it is never in conflict. */
export function isRemark(register: string): boolean {
  return setOf(register) === ACCEPTED;
}

/** Whether this program knows the hidden register and it may hold this value; undefined: removed. */
export function isLawfulHidden(register: string, value: Json | undefined): boolean {
  if (register === LIFE) return value !== undefined && isLife(value);
  if (register === AMENDED) return value !== undefined && isAmendment(value);
  if (setOf(register) === ACCEPTED) return value === undefined || isAcceptance(value);
  return false;
}

/** The mark that goes beside the elements which an amendment of a final record changes. `nonce` tells two of them apart. */
export function amendment(state: RecordState, said: { reason: string; by: string; nonce: string }): RegisterWrite {
  const seen = currentWrites(state);
  return { register: AMENDED, value: canonicalJson({ ...said, seen }), pred: predOf(state, AMENDED) };
}

/** The write by which a person accepts that this record breaks a rule; `key` names the breach, the same on every workstation. */
export function acceptance(state: RecordState, rule: string, key: string): RegisterWrite {
  const value = canonicalJson({ rule, key });
  const register = `${ACCEPTED}/${elementId(value, () => false)}`;
  return { register, value, pos: 1, pred: predOf(state, register) };
}

/** A deletion names the writes that it had seen. */
function isLife(value: Json): boolean {
  if (!isObject(value) || typeof value.deleted !== 'boolean') return false;
  return value.deleted ? isTexts(value.seen) : true;
}

function isAmendment(value: Json): boolean {
  return (
    isObject(value) &&
    Object.keys(value).length === 4 &&
    // a form that amends by being saved asks for no reason
    (value.reason === '' || isText(value.reason, MAX_REASON)) &&
    isText(value.by, MAX_NAME) &&
    isText(value.nonce, MAX_NAME) &&
    isTexts(value.seen)
  );
}

function isAcceptance(value: Json): boolean {
  return (
    isObject(value) && Object.keys(value).length === 2 && isText(value.rule, MAX_NAME) && isText(value.key, MAX_KEY)
  );
}

function isText(value: Json | undefined, most: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= most;
}

function isTexts(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
