/** The words by which a patient is found; searched by patient-search.ts. */

import { HAN } from '../../../shared/records/han.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { objectsIn } from '../../../shared/records/members.ts';
import { type NameParts, namesOf } from '../../../shared/records/patient/name.ts';
import { ORDERED, REVERSED, TokenKind } from '../storage/search.ts';
import { compact, normalText, phoneDigits } from '../storage/search-normal.ts';
import { nameOrder } from './patient-order.ts';
import { nameReadings } from './pinyin.ts';

export interface PatientToken {
  readonly token: string;
  /** `TokenKind`. */
  readonly kind: number;
}

/** Longest token kept: nobody types more, and a sender may put anything into a name. */
const LONGEST = 48;
/** Most tokens kept of one patient, for the same reason. */
const MOST = 200;
/** Characters of a name that are looked at: what is longer is no name, and its endings would be looked at one by one. */
const LOOKED_AT = 200;

/** Search tokens of a Patient. Pure, the same token once. */
export function patientTokens(patient: JsonObject): PatientToken[] {
  const kinds = new Map<string, number>();
  const add = (token: string, kind: number): void => {
    if (token === '' || kinds.size >= MOST) return;
    const short = token.length > LONGEST ? token.slice(0, LONGEST) : token;
    const known = kinds.get(short);
    // of two kinds the better one stays: the lower number
    if (known === undefined || kind < known) kinds.set(short, kind);
  };
  const order = nameOrder(patient);
  if (order !== '') add(`${ORDERED}${order}`, TokenKind.order);
  for (const name of namesOf(patient)) addName(name, add);
  if (typeof patient.birthDate === 'string') add(patient.birthDate.replace(/\D/g, ''), TokenKind.birth);
  for (const value of objectsIn(patient.telecom)) addTelecom(value, add);
  for (const value of objectsIn(patient.identifier)) addIdentifier(value, add);
  return Array.from(kinds, ([token, kind]) => ({ token, kind }));
}

type Add = (token: string, kind: number) => void;

function addName(name: NameParts, add: Add): void {
  const given = name.given.slice(0, LOOKED_AT);
  const parts = (name.family || given.length > 0 ? [name.family, ...given] : [name.text]).map((part) =>
    part.slice(0, LOOKED_AT),
  );
  if (HAN.test(parts.join(''))) {
    addHan(parts.join('').slice(0, LOOKED_AT), add);
    return;
  }
  const words: string[] = [];
  for (const part of parts) {
    for (const word of normalText(part).split(/\s+|[,;]+/)) {
      const whole = compact(word);
      if (whole === '') continue;
      words.push(whole);
      add(whole, TokenKind.whole);
      // O'Brien, Smith-Jones, al.Said: the pieces too
      const pieces = word.split(/[^\p{L}\p{N}]+/u);
      if (pieces.length > 1) for (const piece of pieces) add(piece, TokenKind.part);
    }
  }
  // zhangsan finds Zhang San; longer names are not typed in one
  if (words.length === 2 && name.family) add(words.join(''), TokenKind.whole);
}

/** A Chinese name: its characters from every one on, its readings from every syllable on, and their initials. */
function addHan(text: string, add: Add): void {
  const characters = [...compact(normalText(text))];
  const han = characters.filter((character) => HAN.test(character)).join('');
  // Latin letters within a Chinese name (a middle initial, a foreign given name) are words of their own
  for (const word of normalText(text).split(/[^\p{Script=Latin}\p{N}]+/u)) add(word, TokenKind.whole);
  addFromEach(characters, '', add);
  if (characters.length > 0) add(characters.join(''), TokenKind.whole);
  for (const reading of nameReadings(han)) {
    for (const syllables of spellings(reading)) {
      addFromEach(syllables, '', add);
      add(syllables.join(''), TokenKind.whole);
    }
    const initials = reading.map((syllable) => syllable.charAt(0));
    if (initials.length > 1) add(initials.join(''), TokenKind.initials);
    // without the family name, for a middle of three; one letter is a beginning of the syllable anyway
    if (initials.length > 2) add(initials.slice(1).join(''), TokenKind.part);
  }
}

/** Every ending of a sequence, so that a search by beginnings finds its middle. */
function addFromEach(sequence: readonly string[], joint: string, add: Add): void {
  for (let start = 1; start < sequence.length; start += 1) add(sequence.slice(start).join(joint), TokenKind.part);
}

/** ü is typed as v, as u, and stands as yu in passports. */
function spellings(reading: readonly string[]): (readonly string[])[] {
  if (!reading.some((syllable) => syllable.includes('v'))) return [reading];
  return ['v', 'u', 'yu'].map((letter) => reading.map((syllable) => syllable.replace('v', letter)));
}

function addTelecom(value: JsonObject, add: Add): void {
  if (typeof value.value !== 'string') return;
  const text = normalText(value.value);
  if (value.system === 'email' || text.includes('@')) {
    add(text.trim(), TokenKind.identifier);
    return;
  }
  const digits = phoneDigits(text);
  if (digits.length < 4) return;
  add(digits, TokenKind.phone);
  add(`${REVERSED}${reversed(digits)}`, TokenKind.phone);
}

function addIdentifier(value: JsonObject, add: Add): void {
  if (typeof value.value !== 'string') return;
  const text = compact(normalText(value.value));
  add(text, TokenKind.identifier);
  // a Chinese identity number is asked for by its last four
  if (/^\d{17}[\dx]$/.test(text)) add(`${REVERSED}${reversed(text)}`, TokenKind.identifier);
}

/** The characters from the end to the beginning. */
export function reversed(text: string): string {
  return [...text].reverse().join('');
}
