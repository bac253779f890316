/** A prescription as a FHIR R4 MedicationRequest, and back. http://hl7.org/fhir/R4/medicationrequest.html */
import type { Amount, Frequency, Prescription } from '../../../../shared/bridge/prescriptions.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  numberText,
  parseJson,
  toNumber,
} from '../../../../shared/records/json.ts';
import {
  ROUTE_SYSTEM,
  ROUTE_WORDS,
  ROUTES,
  UNITS,
  unitOf,
  WHENS,
} from '../../../../shared/records/medication-request/units.ts';
import { takingWords } from '../../../../shared/records/medication-request/words.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';

const UCUM = 'http://unitsofmeasure.org';

/** What every prescription of one step shares. */
export interface PrescribingSetting {
  /** A fresh record id. */
  id(): string;
  /** ISO 8601 to the second with the clinic's offset (`zonedIso`). */
  readonly now: string;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
  /** A Reference to who prescribes (`userReference`). */
  readonly by: JsonObject;
  /** Language of the words beside codes, BCP 47. */
  readonly locale: string;
  readonly patient: string;
  /** Whether who prescribes sees records of a type in a chart (`Sight.shows`): only what they see can be answered by them. */
  readonly shows: (type: string, patient: string) => boolean;
  /** The Encounter that it belongs to, if any. */
  readonly encounter?: string | undefined;
}

/** The MedicationRequest of a prescription, active from now on. */
export function requestOf(prescription: Prescription, setting: PrescribingSetting): JsonObject {
  const { medicine, product, dispense, repeats, days, replaces } = prescription;
  const { locale, patient, encounter, now, by } = setting;
  const handed: JsonObject = {
    ...(dispense ? { quantity: quantityOf(dispense, locale) } : {}),
    ...(repeats > 0 ? { numberOfRepeatsAllowed: repeats } : {}),
    ...(days === undefined ? {} : { expectedSupplyDuration: { value: days, unit: 'd', system: UCUM, code: 'd' } }),
  };
  return {
    resourceType: 'MedicationRequest',
    id: setting.id(),
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      ...(medicine.coding ? { coding: [medicine.coding] } : {}),
      text: [medicine.text, product].filter(Boolean).join(' '),
    },
    subject: { reference: `Patient/${patient}` },
    ...(encounter === undefined ? {} : { encounter: { reference: `Encounter/${encounter}` } }),
    authoredOn: now,
    requester: by,
    dosageInstruction: [dosageOf(prescription, locale)],
    ...(Object.keys(handed).length > 0 ? { dispenseRequest: handed } : {}),
    ...(replaces === undefined ? {} : { priorPrescription: { reference: `MedicationRequest/${replaces}` } }),
  };
}

function dosageOf(prescription: Prescription, locale: string): JsonObject {
  const { dose, route, asNeeded, instruction } = prescription;
  const timing = timingOf(prescription);
  const words = locale.startsWith('zh') ? 'zh' : 'en';
  return {
    text: takingWords(prescription, locale),
    ...(instruction === '' ? {} : { patientInstruction: instruction }),
    ...(timing ? { timing } : {}),
    ...(asNeeded ? { asNeededBoolean: true } : {}),
    ...(route ? { route: { coding: [{ system: ROUTE_SYSTEM, code: route }], text: ROUTE_WORDS[route][words] } } : {}),
    ...(dose ? { doseAndRate: [{ doseQuantity: quantityOf(dose, locale) }] } : {}),
  };
}

function timingOf({ frequency, when, days }: Prescription): JsonObject | undefined {
  const repeat: JsonObject = {
    ...(frequency ? repeatOf(frequency) : {}),
    ...(when ? { when: [when] } : {}),
    ...(days === undefined ? {} : { boundsDuration: { value: days, unit: 'd', system: UCUM, code: 'd' } }),
  };
  return Object.keys(repeat).length > 0 ? { repeat } : undefined;
}

function repeatOf(frequency: Frequency): JsonObject {
  switch (frequency.kind) {
    case 'per-day':
      return { frequency: frequency.times, period: 1, periodUnit: 'd' };
    case 'per-week':
      return { frequency: frequency.times, period: 1, periodUnit: 'wk' };
    case 'every-hours':
      return { frequency: 1, period: frequency.hours, periodUnit: 'h' };
    case 'every-days':
      return { frequency: 1, period: frequency.days, periodUnit: 'd' };
    case 'once':
      return { count: 1 };
  }
}

/** A Quantity: the number with the text that was typed, the unit in words and as UCUM has it. */
function quantityOf({ value, unit }: Amount, locale: string): JsonObject {
  const { ucum, en, zh } = UNITS[unit];
  return { value: parseJson(value), unit: locale.startsWith('zh') ? zh : en, system: UCUM, code: ucum };
}

/**
 * A MedicationRequest as it would be prescribed again; undefined where its dose cannot be said in these words. Nothing is guessed: what is
 * said in words only stays words, and a dose that has more than one part, or a range, is not cut down to one.
 */
export function prescriptionOf(resource: JsonObject, name: string, dosage: string): Prescription | undefined {
  const [only, ...more] = objectsIn(resource.dosageInstruction);
  const coding = codingsOf(resource.medicationCodeableConcept).find((one) => textIn(one.code) !== '');
  const display = textIn(coding?.display);
  const [system, code] = [textIn(coding?.system), textIn(coding?.code)];
  const named = display !== '' && name.startsWith(`${display} `);
  const base = {
    medicine: {
      text: named ? display : name,
      ...(system !== '' && code !== '' ? { coding: { system, code, display: display || name } } : {}),
    },
    product: named ? name.slice(display.length).trim() : '',
    ...handedOf(resource.dispenseRequest),
  };
  const read = only && more.length === 0 ? takenOf(only) : undefined;
  if (read) return { ...base, ...read };
  return dosage === '' ? undefined : { ...base, asNeeded: false, instruction: dosage.slice(0, 500) };
}

type Taken = Pick<Prescription, 'dose' | 'frequency' | 'when' | 'asNeeded' | 'route' | 'days' | 'instruction'>;

/** Elements of a Dosage and of its timing that a prescription has a field for. */
const READ = new Set(['text', 'patientInstruction', 'timing', 'asNeededBoolean', 'route', 'doseAndRate', 'sequence']);
const READ_REPEAT = new Set(['frequency', 'period', 'periodUnit', 'when', 'boundsDuration', 'count']);

function takenOf(dosage: JsonObject): Taken | undefined {
  if (Object.keys(dosage).some((name) => !READ.has(name))) return undefined;
  const rates = objectsIn(dosage.doseAndRate);
  const dose = amountOf(memberOf(dosage.doseAndRate, 'doseQuantity'));
  const timing = dosage.timing;
  const repeat = isObject(timing) && isObject(timing.repeat) ? timing.repeat : {};
  const frequency = frequencyOf(repeat);
  const asNeeded = dosage.asNeededBoolean === true;
  if (rates.length !== 1 || !dose || (!frequency && !asNeeded)) return undefined;
  if (isObject(timing) && Object.keys(timing).some((name) => name !== 'repeat')) return undefined;
  if (Object.keys(repeat).some((name) => !READ_REPEAT.has(name))) return undefined;
  const route = codingsOf(dosage.route).find(({ system }) => system === ROUTE_SYSTEM);
  if (dosage.route !== undefined && !route) return undefined;
  const known = ROUTES.find((one) => one === textIn(route?.code));
  const [when, ...others] = Array.isArray(repeat.when) ? (repeat.when as readonly Json[]) : [];
  const time = WHENS.find((one) => one === when);
  if (others.length > 0 || (when !== undefined && time === undefined)) return undefined;
  const days = daysOf(repeat.boundsDuration);
  if (repeat.boundsDuration !== undefined && days === undefined) return undefined;
  return {
    dose,
    asNeeded,
    instruction: textIn(dosage.patientInstruction).slice(0, 500),
    ...(frequency ? { frequency } : {}),
    ...(time ? { when: time } : {}),
    ...(known ? { route: known } : {}),
    ...(days === undefined ? {} : { days }),
  };
}

function frequencyOf(repeat: JsonObject): Frequency | undefined {
  const [times, period] = [toNumber(repeat.frequency) ?? 1, toNumber(repeat.period)];
  const unit = textIn(repeat.periodUnit);
  if (period === undefined && unit === '') return toNumber(repeat.count) === 1 ? { kind: 'once' } : undefined;
  if (repeat.count !== undefined || !Number.isInteger(times) || period === undefined) return undefined;
  if (unit === 'd' && period === 1 && times <= 24) return { kind: 'per-day', times };
  if (unit === 'wk' && period === 1 && times <= 7) return { kind: 'per-week', times };
  if (times !== 1 || !Number.isInteger(period)) return undefined;
  if (unit === 'h' && period <= 72) return { kind: 'every-hours', hours: period };
  return unit === 'd' && period <= 90 ? { kind: 'every-days', days: period } : undefined;
}

/** A Quantity as a prescription has it; undefined for a unit that it does not have, or a number that is none. */
export function amountOf(quantity: Json | undefined): Amount | undefined {
  if (!isObject(quantity) || quantity.comparator !== undefined) return undefined;
  const coded = textIn(quantity.system) === UCUM ? unitOf(quantity.code) : undefined;
  const unit = coded ?? unitOf(quantity.unit);
  const value = numberText(quantity.value) ?? '';
  return unit && /^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/.test(value) && Number(value) > 0 ? { value, unit } : undefined;
}

/** Whole days of a Duration in days or weeks. */
function daysOf(duration: Json | undefined): number | undefined {
  const value = toNumber(memberOf(duration, 'value'));
  const code = textIn(memberOf(duration, 'code')) || textIn(memberOf(duration, 'unit'));
  const factor = code === 'd' ? 1 : code === 'wk' ? 7 : undefined;
  if (value === undefined || factor === undefined) return undefined;
  const days = value * factor;
  return Number.isInteger(days) && days >= 1 && days <= 366 ? days : undefined;
}

function handedOf(request: Json | undefined): Pick<Prescription, 'dispense' | 'repeats'> {
  const dispense = amountOf(memberOf(request, 'quantity'));
  const repeats = toNumber(memberOf(request, 'numberOfRepeatsAllowed')) ?? 0;
  return {
    ...(dispense ? { dispense } : {}),
    repeats: Number.isInteger(repeats) && repeats >= 0 ? Math.min(12, repeats) : 0,
  };
}
