/** A prescription while it is being written: what its fields hold, what is wrong with it, what is sent. */
import type { Amount, Frequency, Prescription, PrescriptionInput } from '../../../shared/bridge/prescriptions.ts';
import { unitOfProduct } from '../../../shared/records/medication-request/product.ts';
import {
  type DoseUnit,
  ROUTES,
  type Route,
  unitOf,
  WHENS,
  type When,
} from '../../../shared/records/medication-request/units.ts';
import { type Coding, stillMeant } from '../coding.ts';
import { readSig } from './sig.ts';

export interface PrescriptionForm {
  readonly text: string;
  /** What the medicine was chosen as from a list; all empty where it stands as written. */
  readonly system: string;
  readonly code: string;
  readonly term: string;
  readonly product: string;
  /** The shorthand that was typed last; the fields below are what holds. */
  readonly sig: string;
  readonly dose: string;
  readonly unit: DoseUnit | '';
  /** A word of `frequencyWord`: `per-day 3`; '' for none. */
  readonly often: string;
  readonly when: When | '';
  readonly asNeeded: boolean;
  readonly route: Route | '';
  readonly days: string;
  readonly amount: string;
  readonly amountUnit: DoseUnit | '';
  readonly repeats: string;
  readonly instruction: string;
  /** The MedicationRequest that it takes the place of. */
  readonly replaces: string;
  /** Why it is prescribed against the warnings whose keys stand here. */
  readonly reason: string;
  readonly warned: readonly string[];
}

export const emptyPrescription: PrescriptionForm = {
  text: '',
  system: '',
  code: '',
  term: '',
  product: '',
  sig: '',
  dose: '',
  unit: '',
  often: '',
  when: '',
  asNeeded: false,
  route: '',
  days: '',
  amount: '',
  amountUnit: '',
  repeats: '',
  instruction: '',
  replaces: '',
  reason: '',
  warned: [],
};

export type PrescriptionField = 'text' | 'sig' | 'dose' | 'unit' | 'often' | 'days' | 'amount' | 'repeats';
export type PrescriptionProblem =
  | 'medicineNeeded'
  | 'sigUnread'
  | 'doseNeeded'
  | 'numberInvalid'
  | 'unitNeeded'
  | 'oftenNeeded'
  | 'daysInvalid'
  | 'repeatsInvalid';
export type PrescriptionProblems = Partial<Record<PrescriptionField, PrescriptionProblem>>;

/** The kinds of frequency that a prescription's field offers; others come by shorthand, and stand there as well. */
export const OFTEN = [
  'per-day 1',
  'per-day 2',
  'per-day 3',
  'per-day 4',
  'every-hours 4',
  'every-hours 6',
  'every-hours 8',
  'every-hours 12',
  'every-days 2',
  'per-week 1',
  'once',
] as const;

/** A frequency as one word for a field. */
function oftenOf(frequency: Frequency | undefined): string {
  switch (frequency?.kind) {
    case undefined:
      return '';
    case 'once':
      return 'once';
    case 'every-hours':
      return `every-hours ${frequency.hours}`;
    case 'every-days':
      return `every-days ${frequency.days}`;
    case 'per-day':
    case 'per-week':
      return `${frequency.kind} ${frequency.times}`;
  }
}

/** The frequency of such a word; undefined for none. */
export function frequencyOf(often: string): Frequency | undefined {
  const [kind, text] = often.split(' ');
  const count = Number(text);
  if (kind === 'once') return { kind };
  if (kind === 'every-hours') return { kind, hours: count };
  if (kind === 'every-days') return { kind, days: count };
  return kind === 'per-day' || kind === 'per-week' ? { kind, times: count } : undefined;
}

/** What typing in the field of the medicine makes of it: other words take the code with them. */
export function typeMedicine(form: PrescriptionForm, text: string): PrescriptionForm {
  return stillMeant(text, form.term) ? { ...form, text } : { ...form, text, system: '', code: '', term: '' };
}

/** As it was chosen; what was said of another medicine's form and strength does not hold for it. */
export function chooseMedicine(form: PrescriptionForm, { system, code, term }: Coding): PrescriptionForm {
  return { ...form, text: term, system, code, term, product: '' };
}

/** What the medicine was chosen as; undefined where it stands as written. */
export function medicineCoding({ system, code, term }: PrescriptionForm): Coding | undefined {
  return code === '' ? undefined : { system, code, term };
}

/** Another form or strength; a dose that was counted in the old one is counted in the new one. */
export function chooseProduct(form: PrescriptionForm, product: string): PrescriptionForm {
  const chosen = { ...form, product };
  const counted = unitOfProduct(product);
  // what was typed in the old one's units, or in none, is read again
  if (form.sig.trim() !== '') return typeSig(chosen, form.sig);
  return form.unit === '' && form.dose !== '' ? { ...chosen, unit: counted ?? '' } : chosen;
}

/** Takes a line of shorthand over: all of it, or nothing where it is not understood. */
export function typeSig(form: PrescriptionForm, line: string): PrescriptionForm {
  const reading = readSig(line);
  if (!reading.ok) return { ...form, sig: line };
  const { sig } = reading;
  const counted = unitOfProduct(form.product);
  return {
    ...form,
    sig: line,
    dose: sig.dose ?? '',
    unit: sig.dose === undefined ? '' : (sig.unit ?? counted ?? ''),
    often: oftenOf(sig.frequency),
    when: sig.when ?? '',
    asNeeded: sig.asNeeded ?? false,
    route: sig.route ?? '',
    days: sig.days === undefined ? '' : String(sig.days),
    amount: sig.amount ?? '',
    amountUnit: sig.amount === undefined ? '' : (sig.amountUnit ?? sig.unit ?? counted ?? ''),
    repeats: sig.repeats === undefined ? '' : String(sig.repeats),
  };
}

/** Problems by field; the bounds are those of `Prescription`. */
export function checkPrescription(form: PrescriptionForm): PrescriptionProblems {
  const problems: PrescriptionProblems = {};
  const told = form.instruction.trim() !== '';
  if (form.text.trim() === '') problems.text = 'medicineNeeded';
  if (!readSig(form.sig).ok) problems.sig = 'sigUnread';
  if (form.dose.trim() === '' && !told) problems.dose = 'doseNeeded';
  if (form.dose.trim() !== '') {
    if (!isAmount(form.dose)) problems.dose = 'numberInvalid';
    if (form.unit === '') problems.unit = 'unitNeeded';
    if (form.often === '' && !form.asNeeded) problems.often = 'oftenNeeded';
  }
  if (form.amount.trim() !== '' && (!isAmount(form.amount) || form.amountUnit === ''))
    problems.amount = 'numberInvalid';
  if (!isWithin(form.days, 1, 366)) problems.days = 'daysInvalid';
  if (!isWithin(form.repeats, 0, 12)) problems.repeats = 'repeatsInvalid';
  return problems;
}

/** Whether nothing was written yet. */
export function isEmptyPrescription(form: PrescriptionForm): boolean {
  return form.text.trim() === '' && form.sig.trim() === '' && form.dose.trim() === '' && form.instruction.trim() === '';
}

/** What is written, as far as it can be said in words; without regard to what is wrong with it. */
export function draftOf(form: PrescriptionForm): Omit<Prescription, 'medicine'> {
  const { when, route } = form;
  const frequency = frequencyOf(form.often);
  const [dose, dispense] = [amountOf(form.dose, form.unit), amountOf(form.amount, form.amountUnit)];
  return {
    product: form.product.trim(),
    ...(dose ? { dose } : {}),
    ...(frequency ? { frequency } : {}),
    ...(when === '' ? {} : { when }),
    asNeeded: form.asNeeded,
    ...(route === '' ? {} : { route }),
    ...(form.days.trim() !== '' && isWithin(form.days, 1, 366) ? { days: Number(normal(form.days)) } : {}),
    ...(dispense ? { dispense } : {}),
    repeats: isWithin(form.repeats, 0, 12) ? Number(normal(form.repeats)) : 0,
    instruction: form.instruction.trim(),
    ...(form.replaces === '' ? {} : { replaces: form.replaces }),
    ...(form.reason.trim() === '' || form.warned.length === 0
      ? {}
      : { override: { warnings: [...form.warned], reason: form.reason.trim() } }),
  };
}

/** As the vault takes it. Call only where `checkPrescription` found nothing. */
export function toPrescription(form: PrescriptionForm): PrescriptionInput {
  const coding = medicineCoding(form);
  return {
    medicine: {
      text: form.text.trim(),
      ...(coding ? { coding: { system: coding.system, code: coding.code, display: coding.term } } : {}),
    },
    ...draftOf(form),
  };
}

/** A prescription in fields again: to be repeated, or taken as a favourite. */
export function formOf(prescription: Prescription): PrescriptionForm {
  const { medicine, dose, frequency, when, route, days, dispense, repeats, replaces } = prescription;
  return {
    ...emptyPrescription,
    text: medicine.text,
    system: medicine.coding?.system ?? '',
    code: medicine.coding?.code ?? '',
    term: medicine.coding?.display ?? '',
    product: prescription.product,
    dose: dose?.value ?? '',
    unit: dose?.unit ?? '',
    often: oftenOf(frequency),
    when: WHENS.find((one) => one === when) ?? '',
    asNeeded: prescription.asNeeded,
    route: ROUTES.find((one) => one === route) ?? '',
    days: days === undefined ? '' : String(days),
    amount: dispense?.value ?? '',
    amountUnit: dispense?.unit ?? '',
    repeats: repeats === 0 ? '' : String(repeats),
    instruction: prescription.instruction,
    replaces: replaces ?? '',
  };
}

function normal(text: string): string {
  return text.normalize('NFKC').trim();
}

function isAmount(text: string): boolean {
  return /^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/.test(normal(text)) && Number(normal(text)) > 0;
}

function isWithin(text: string, low: number, high: number): boolean {
  const value = Number(normal(text));
  return normal(text) === '' || (Number.isInteger(value) && value >= low && value <= high);
}

function amountOf(value: string, unit: string): Amount | undefined {
  const known = unitOf(unit);
  return isAmount(value) && known ? { value: normal(value), unit: known } : undefined;
}
