/**
 * What of a record stands in the analysts' database: of seven types a list of elements, each read by its shape, everything else left
 * out. A list of what goes would forget something; a list of what stays cannot. Codes, numbers, days and status; no name, number
 * of a person, address, text, display, note or narrative.
 */
import { isObject, type Json, type JsonObject, numberText } from '../../../shared/records/json.ts';
import { objectsIn } from '../../../shared/records/members.ts';

/** Years of age from which on people share one year of birth: the oldest of a village are known to all. */
const OLDEST = 90;

/** What stripping needs: today (YYYY-MM-DD), the name that a record has there, and which codes of unknown systems are no handwriting. */
export interface Stripping {
  readonly today: string;
  readonly nameOf: (type: string, id: string) => string;
  readonly isCommon: (code: string) => boolean;
}

type Shape = (value: Json | undefined, stripping: Stripping) => Json | undefined;

const CODE = /^[A-Za-z0-9][A-Za-z0-9.:/_^+-]{0,39}$/;
const SYSTEM = /^(?:https?:\/\/[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]+)*|urn:oid:[0-9.]+|urn:uuid:[0-9a-f-]{36})$/;
const DAY = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/;

/** The number of a telephone or an identity card looks like a code to a machine: no code that stands alone is so long. */
const LONG_NUMBER = /\d{8,}/;

/** So does a name in two words; no code system that is known here is written that way. */
const TWO_WORDS = /^[A-Za-z]+[._][A-Za-z]+$|^[A-Z][a-z]+[-+:/]?[A-Z][a-z]+$/;

const code: Shape = (value) =>
  typeof value === 'string' && CODE.test(value) && !LONG_NUMBER.test(value) && !TWO_WORDS.test(value)
    ? value
    : undefined;

/** The day; the time of day tells who was there. */
const day: Shape = (value) => (typeof value === 'string' ? DAY.exec(value)?.[0] : undefined);

const truth: Shape = (value) => (typeof value === 'boolean' ? value : undefined);

/** Nothing that is measured is so large in its usual unit; the number of a person is. */
const LARGE = 10_000_000;
const number: Shape = (value) => (Math.abs(Number(numberText(value) ?? Number.NaN)) < LARGE ? value : undefined);

/** Of whom code systems are known: another's address or number may say anything. Of OIDs those under which HL7 and China's health ministry list code systems. */
const KNOWN =
  /^(?:https?:\/\/(?:(?:www\.)?hl7\.org\/fhir\/|terminology\.hl7\.org\/CodeSystem\/|loinc\.org\/?$|snomed\.info\/sct\b|unitsofmeasure\.org\/?$|(?:id|www)\.who\.int\/|www\.whocc\.no\/atc$|www\.nlm\.nih\.gov\/research\/umls\/|www\.ama-assn\.org\/go\/)|urn:oid:(?:2\.16\.840\.1\.113883\.6|2\.16\.156\.10011\.2\.3)\.)/;

const system: Shape = (value) =>
  typeof value === 'string' &&
  SYSTEM.test(value) &&
  KNOWN.test(value) &&
  !LONG_NUMBER.test(value) &&
  value.length <= 200
    ? value
    : undefined;

/** A SNOMED CT or LOINC concept: long numbers are codes only where a system says so. */
const coding: Shape = (value, stripping) => {
  if (!isObject(value)) return undefined;
  const [from, what] = [system(value.system, stripping), typeof value.code === 'string' ? value.code : undefined];
  const known = from === 'http://snomed.info/sct' && /^\d{6,18}$/.test(what ?? '') ? what : code(what, stripping);
  if (typeof known !== 'string') return undefined;
  if (from !== undefined) return { code: known, system: from };
  return stripping.isCommon(known) ? { code: known } : undefined;
};

/** Words of FHIR; whatever else stands there is somebody's own. */
function oneOf(words: string): Shape {
  const known = new Set(words.split(' '));
  return (value) => (typeof value === 'string' && known.has(value) ? value : undefined);
}

/** The codings of a concept, without display or text. */
const concept: Shape = (value, stripping) => {
  const codings = objectsIn(isObject(value) ? value.coding : undefined).flatMap((one) => coding(one, stripping) ?? []);
  return codings.length === 0 ? undefined : { coding: codings };
};

const amount: Shape = object({ value: number, comparator: oneOf('< <= >= >') });
/** With its unit where that is a code. */
const quantity: Shape = (value, stripping) => {
  const [much, unit] = [amount(value, stripping), coding(value, stripping)];
  if (much === undefined && unit === undefined) return undefined;
  return { ...(isObject(much) ? much : {}), ...(isObject(unit) ? unit : {}) };
};

/** A reference to a record here, under its other name. */
const reference: Shape = (value, { nameOf }) => {
  const text = isObject(value) && typeof value.reference === 'string' ? value.reference : '';
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/|$)/.exec(text) ?? [];
  return type && id ? { reference: `${type}/${nameOf(type, id)}` } : undefined;
};

const period: Shape = object({ start: day, end: day });

/** The year, and for the oldest one year for all of them. */
const yearOfBirth: Shape = (value, { today }) => {
  const year = typeof value === 'string' ? /^\d{4}/.exec(value)?.[0] : undefined;
  if (year === undefined) return undefined;
  const oldest = Number(today.slice(0, 4)) - OLDEST;
  return String(Math.max(Number(year), oldest)).padStart(4, '0');
};

function list(shape: Shape): Shape {
  return (value, stripping) => {
    const items = (Array.isArray(value) ? (value as readonly Json[]) : []).flatMap(
      (one) => shape(one, stripping) ?? [],
    );
    return items.length === 0 ? undefined : items;
  };
}

function object(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, stripping) => {
    if (!isObject(value)) return undefined;
    const kept = Object.entries(shapes).flatMap(([element, shape]) => {
      const stripped = shape(value[element], stripping);
      return stripped === undefined ? [] : [[element, stripped] as const];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  };
}

const values = {
  valueQuantity: quantity,
  valueCodeableConcept: concept,
  valueInteger: number,
  valueBoolean: truth,
  interpretation: list(concept),
  dataAbsentReason: concept,
};

/** Every element that stays, by type. */
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  Patient: {
    active: truth,
    gender: oneOf('male female other unknown'),
    birthDate: yearOfBirth,
    deceasedBoolean: truth,
  },
  Encounter: {
    status: oneOf('planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown'),
    class: coding,
    type: list(concept),
    subject: reference,
    period,
    reasonCode: list(concept),
  },
  Condition: {
    clinicalStatus: concept,
    verificationStatus: concept,
    category: list(concept),
    severity: concept,
    code: concept,
    subject: reference,
    encounter: reference,
    onsetDateTime: day,
    onsetPeriod: period,
    abatementDateTime: day,
    recordedDate: day,
  },
  Observation: {
    status: oneOf('registered preliminary final amended corrected cancelled entered-in-error unknown'),
    category: list(concept),
    code: concept,
    subject: reference,
    encounter: reference,
    effectiveDateTime: day,
    effectivePeriod: period,
    issued: day,
    ...values,
    component: list(object({ code: concept, ...values })),
  },
  Procedure: {
    status: oneOf('preparation in-progress not-done on-hold stopped completed entered-in-error unknown'),
    category: concept,
    code: concept,
    subject: reference,
    encounter: reference,
    performedDateTime: day,
    performedPeriod: period,
    outcome: concept,
  },
  Immunization: {
    status: oneOf('completed entered-in-error not-done'),
    vaccineCode: concept,
    patient: reference,
    occurrenceDateTime: day,
  },
  MedicationRequest: {
    status: oneOf('active on-hold cancelled completed entered-in-error stopped draft unknown'),
    intent: oneOf('proposal plan order original-order reflex-order filler-order instance-order option'),
    medicationCodeableConcept: concept,
    subject: reference,
    encounter: reference,
    authoredOn: day,
  },
};

/** Types of which anything stays. */
export const STRIPPED_TYPES = Object.keys(ELEMENTS);

/** What stays of a record; null for a type of which nothing does. */
export function strip(resource: JsonObject, stripping: Stripping): JsonObject | null {
  const type = String(resource.resourceType);
  const shapes = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  if (!shapes) return null;
  const kept = object(shapes)(died(resource), stripping);
  const id = stripping.nameOf(type, String(resource.id));
  return { resourceType: type, id, ...(isObject(kept) ? kept : {}) };
}

/** That somebody died stays, when does not. */
function died(resource: JsonObject): JsonObject {
  return resource.deceasedDateTime === undefined ? resource : { ...resource, deceasedBoolean: true };
}
