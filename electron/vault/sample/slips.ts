/** How one person's registration differs from another of the same person: each slip changes a Patient, or finds nothing to change. */
import type { HumanName, Patient } from '@medplum/fhirtypes';
import { addressOf, phoneOf, telephone } from './addresses.ts';
import { dayNumber, isoDay } from './calendar.ts';
import { HOMOPHONES, SHORT_FORMS, TRADITIONAL } from './facts/slips.ts';
import { chineseNames, familyName } from './naming.ts';
import { MRN_SYSTEM } from './people.ts';
import type { Rng } from './random.ts';

/** What may differ between two registrations of one person. */
export type SlipKind =
  | 'typo'
  | 'homophone'
  | 'traditional'
  | 'short-form'
  | 'swapped-names'
  | 'latin-only'
  | 'married-name'
  | 'moved'
  | 'other-phone'
  | 'no-identity-number'
  | 'birth-day-month-swapped'
  | 'birth-date-mistyped';

/** Changes a Patient, which is the caller's own copy; false where it does not apply. */
export type Slip = (rng: Rng, patient: Patient) => boolean;

export const SLIPS: readonly { readonly kind: SlipKind; readonly weight: number; readonly apply: Slip }[] = [
  { kind: 'typo', weight: 14, apply: typo },
  { kind: 'homophone', weight: 16, apply: homophone },
  { kind: 'traditional', weight: 9, apply: traditional },
  { kind: 'short-form', weight: 14, apply: shortForm },
  { kind: 'swapped-names', weight: 7, apply: swapped },
  { kind: 'latin-only', weight: 5, apply: latinOnly },
  { kind: 'married-name', weight: 6, apply: married },
  { kind: 'moved', weight: 14, apply: moved },
  { kind: 'other-phone', weight: 20, apply: otherPhone },
  { kind: 'no-identity-number', weight: 6, apply: noIdentity },
  { kind: 'birth-day-month-swapped', weight: 8, apply: dayMonthSwapped },
  { kind: 'birth-date-mistyped', weight: 10, apply: dateMistyped },
];

function isChinese(patient: Patient): boolean {
  return /\p{Script=Han}/u.test(patient.name?.[0]?.text ?? '');
}

/** Name in characters, with its pinyin beside it as far as that stays right. */
function renameChinese(patient: Patient, family: string, given: string): void {
  const latin = patient.name?.[1];
  patient.name = chineseNames(family, given, latin?.family ?? '', latin?.given?.[0] ?? '').slice(0, latin ? 2 : 1);
}

function renameEnglish(patient: Patient, family: string, given: readonly string[]): void {
  patient.name = [{ use: 'official', text: `${given.join(' ')} ${family}`, family, given: [...given] }];
}

function parts(patient: Patient): { family: string; given: string[] } {
  const name: HumanName = patient.name?.[0] ?? {};
  return { family: name.family ?? '', given: name.given ?? [] };
}

function typo(rng: Rng, patient: Patient): boolean {
  const { family, given } = parts(patient);
  const first = given[0] ?? '';
  if (isChinese(patient)) {
    // with Chinese characters it is the wrong candidate of the input method, or one that was left out
    if (first.length < 2) return false;
    renameChinese(patient, family, rng.chance(0.5) ? first.slice(1) : first.slice(0, 1));
    return true;
  }
  const inFamily = rng.chance(0.5);
  const word = inFamily ? family : first;
  if (word.length < 4) return false;
  const at = rng.int(1, word.length - 2);
  const letter = String.fromCharCode(97 + rng.int(0, 25));
  const turned = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  const wrong = rng.pick([
    turned,
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at) + word.slice(at),
  ]);
  if (wrong === word) return false;
  renameEnglish(patient, inFamily ? wrong : family, inFamily ? given : [wrong, ...given.slice(1)]);
  return true;
}

function homophone(rng: Rng, patient: Patient): boolean {
  if (!isChinese(patient)) return false;
  const { family, given } = parts(patient);
  const characters = [...(given[0] ?? '')];
  const at = rng.int(0, characters.length - 1);
  const others = HOMOPHONES.get(characters[at] ?? '');
  if (!others) return false;
  characters[at] = rng.pick(others);
  renameChinese(patient, family, characters.join(''));
  return true;
}

function traditional(_rng: Rng, patient: Patient): boolean {
  const { family, given } = parts(patient);
  const turn = (text: string): string => [...text].map((one) => TRADITIONAL.get(one) ?? one).join('');
  const [newFamily, newGiven] = [turn(family), turn(given[0] ?? '')];
  if (newFamily === family && newGiven === given[0]) return false;
  renameChinese(patient, newFamily, newGiven);
  return true;
}

function shortForm(rng: Rng, patient: Patient): boolean {
  const { family, given } = parts(patient);
  const forms = SHORT_FORMS[given[0] ?? ''];
  if (!forms) return false;
  renameEnglish(patient, family, [rng.pick(forms), ...given.slice(1)]);
  return true;
}

function swapped(_rng: Rng, patient: Patient): boolean {
  const { family, given } = parts(patient);
  const first = given[0];
  if (!first || first === family) return false;
  if (isChinese(patient)) renameChinese(patient, first, family);
  else renameEnglish(patient, first, [family, ...given.slice(1)]);
  return true;
}

/** As somebody is registered who shows a foreign card. */
function latinOnly(_rng: Rng, patient: Patient): boolean {
  const latin = patient.name?.[1];
  if (!latin || !isChinese(patient)) return false;
  patient.name = [{ use: 'official', text: latin.text ?? '', family: latin.family ?? '', given: latin.given ?? [] }];
  return true;
}

/** Chinese women keep their names. */
function married(rng: Rng, patient: Patient): boolean {
  const { family, given } = parts(patient);
  const [other] = familyName(rng, false);
  const adult = (patient.birthDate ?? '9999') < '2000';
  if (isChinese(patient) || patient.gender !== 'female' || !adult || other === family) return false;
  renameEnglish(patient, other, given);
  return true;
}

function moved(rng: Rng, patient: Patient): boolean {
  patient.address = [addressOf(rng, isChinese(patient))];
  return true;
}

function otherPhone(rng: Rng, patient: Patient): boolean {
  patient.telecom = [telephone(phoneOf(rng, isChinese(patient)))];
  return true;
}

function noIdentity(_rng: Rng, patient: Patient): boolean {
  const kept = patient.identifier?.filter((one) => one.system === MRN_SYSTEM) ?? [];
  if (kept.length === patient.identifier?.length) return false;
  patient.identifier = kept;
  return true;
}

function dayMonthSwapped(_rng: Rng, patient: Patient): boolean {
  const [year = '', month = '', day = ''] = patient.birthDate?.split('-') ?? [];
  if (day === '' || Number(day) > 12 || day === month) return false;
  patient.birthDate = `${year}-${day}-${month}`;
  return true;
}

function dateMistyped(rng: Rng, patient: Patient): boolean {
  if (patient.birthDate?.length !== 10) return false;
  const days = rng.pick([-1, 1, -10, 10, -365, 365, -3652, 3652]);
  const wrong = dayNumber(patient.birthDate) + days;
  // nobody is born after their first record was written by this much
  if (wrong > dayNumber('2020-01-01')) return false;
  patient.birthDate = isoDay(wrong);
  return true;
}
