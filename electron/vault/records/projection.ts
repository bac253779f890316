/** What a record's row carries beside its JSON, so that charts, lists and searches need not read the JSON. */
import { codingKey, countedCoding } from '../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import { memberOf } from '../../../shared/records/members.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import { type DayOf, type Moment, parseMoment } from './dates.ts';
import { type PatientToken, patientTokens } from './patient-tokens.ts';

export interface Projection {
  /** Id of the patient whose chart it belongs to; a Patient's own id. */
  readonly patient: string | null;
  /** When it happened clinically, milliseconds UTC. */
  readonly at: number | null;
  /** The same as a day of the clinic, YYYY-MM-DD. */
  readonly day: string | null;
  /** The clinic's day on which it was over: a patient's death, a condition's abatement; the last day of what is said to be taken, and of a flag. */
  readonly ended: string | null;
  /** When an order was written, where that is not when it is to be done. */
  readonly written: { readonly at: number; readonly day: string } | null;
  /** Coding of what it is about, `system|code`: the first, of a diagnosis or a dose the one by which it is counted; null where words alone say it. */
  readonly code: string | null;
  /** `status`, or the code of `clinicalStatus`; entered-in-error wherever the record says so. */
  readonly status: string | null;
  readonly identifiers: readonly { system: string; value: string }[];
  readonly tokens: readonly PatientToken[];
}

/** Derives a row's projections. Pure; `dayOf` is `dayIn(the clinic's zone)`. */
export function project(resource: JsonObject, dayOf: DayOf): Projection {
  const type = resource.resourceType;
  const moment = momentOf(resource);
  const dayAt = (one: Moment | undefined): string | null => (one ? (one.day ?? dayOf(one.at)) : null);
  return {
    patient: patientOf(resource),
    at: moment ? atOf(moment, dayOf) : null,
    day: dayAt(moment),
    ended: dayAt(endOf(resource)),
    written: type === 'ServiceRequest' ? writtenIn(resource, dayOf) : null,
    code: codeOf(resource),
    status: statusOf(resource),
    identifiers: resource.identifier === undefined ? [] : identifiersOf(resource.identifier),
    tokens: type === 'Patient' ? patientTokens(resource) : [],
  };
}

/** A time without a zone is the clinic's; a date stands within its day there, also where that begins later than in UTC. */
function atOf({ at, day, text }: Moment, { clock }: DayOf): number {
  if (day === undefined || !clock) return at;
  return text.length > 10 ? clock(at) : Math.max(at, clock(at));
}

function writtenIn({ authoredOn }: JsonObject, dayOf: DayOf): Projection['written'] {
  const moment = typeof authoredOn === 'string' ? parseMoment(authoredOn) : undefined;
  return moment ? { at: atOf(moment, dayOf), day: moment.day ?? dayOf(moment.at) } : null;
}

/** Elements that name the patient (http://hl7.org/fhir/R4/compartmentdefinition-patient.html), the commonest first. */
const PATIENT_ELEMENTS = ['subject', 'patient', 'beneficiary', 'individual', 'for', 'candidate', 'actor'];

/** The id of the patient whose chart a resource belongs to, or null. */
function patientOf(resource: JsonObject): string | null {
  if (resource.resourceType === 'Patient') return typeof resource.id === 'string' ? resource.id : null;
  for (const element of PATIENT_ELEMENTS) {
    const value = resource[element];
    if (value === undefined) continue;
    const id = patientIn(value);
    if (id !== null) return id;
  }
  // Appointment, and others whose patient is one of several who take part
  if (Array.isArray(resource.participant)) {
    for (const participant of resource.participant as readonly Json[]) {
      const id = isObject(participant) && participant.actor !== undefined ? patientIn(participant.actor) : null;
      if (id !== null) return id;
    }
  }
  return null;
}

function patientIn(value: Json): string | null {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const id = patientIn(item);
      if (id !== null) return id;
    }
    return null;
  }
  return isObject(value) ? referenceId(value.reference, 'Patient') : null;
}

/** The id in a relative reference `Type/id` (a version after it is cut off), or null. */
export function referenceId(reference: Json | undefined, type: string): string | null {
  if (typeof reference !== 'string' || !reference.startsWith(type) || reference[type.length] !== '/') return null;
  const end = reference.indexOf('/', type.length + 1);
  const id = end < 0 ? reference.slice(type.length + 1) : reference.slice(type.length + 1, end);
  return id === '' ? null : id;
}

/** Where a type keeps its clinically relevant time, the best first; types that say none: `ANY_TIME`. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.values(recordTypes).map(({ type, times }) => [type, times])),
  Claim: ['billablePeriod', 'created'],
  ExplanationOfBenefit: ['billablePeriod', 'created'],
};

// biome-ignore format: a list to be read as one
const ANY_TIME = [
  'effectiveDateTime', 'effectivePeriod', 'occurrenceDateTime', 'occurrencePeriod', 'performedDateTime', 'performedPeriod',
  'onsetDateTime', 'onsetPeriod', 'start', 'started', 'period', 'timingDateTime', 'timingPeriod', 'servicedDate', 'servicedPeriod',
  'startDate', 'dateTime', 'date', 'eventTime', 'detected', 'identifiedDateTime', 'identifiedPeriod', 'authoredOn', 'authored',
  'dateWritten', 'recordedDate', 'recorded', 'recordedOn', 'sent', 'received', 'issued', 'created', 'createdOn', 'dateAsserted',
  'assertedDate', 'timestamp',
];

/** Members in which a complex element keeps its time: Period, Timing, Specimen.collection, DocumentReference.context. */
const INNER_TIMES = ['start', 'end', 'collectedDateTime', 'collectedPeriod', 'event', 'period'];

/** The clinically relevant time of a resource; undefined for one without. */
export function momentOf(resource: JsonObject): Moment | undefined {
  return firstMoment(resource, TIMES[String(resource.resourceType)] ?? ANY_TIME);
}

/** Where a type says when it was over. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  Patient: ['deceasedDateTime'],
  Condition: ['abatementDateTime', 'abatementPeriod'],
};
/** Types that lie in a period: its end, and not its beginning. */
const PERIODS: Readonly<Record<string, string>> = { MedicationStatement: 'effectivePeriod', Flag: 'period' };

function endOf(resource: JsonObject): Moment | undefined {
  const type = String(resource.resourceType);
  const period = PERIODS[type];
  if (period === undefined) return firstMoment(resource, ENDS[type] ?? []);
  const end = memberOf(resource[period], 'end');
  return end === undefined ? undefined : momentIn(end);
}

function firstMoment(resource: JsonObject, elements: readonly string[]): Moment | undefined {
  for (const element of elements) {
    const value = resource[element];
    if (value === undefined) continue;
    const moment = momentIn(value);
    if (moment) return moment;
  }
  return undefined;
}

function momentIn(value: Json): Moment | undefined {
  if (typeof value === 'string') return parseMoment(value);
  if (Array.isArray(value)) return value.length > 0 ? momentIn(value[0] as Json) : undefined;
  if (!isObject(value)) return undefined;
  for (const member of INNER_TIMES) {
    const inner = value[member];
    const moment = inner === undefined ? undefined : momentIn(inner);
    if (moment) return moment;
  }
  return undefined;
}

/** Elements that say what a record is about, the most telling first. */
const CODE_ELEMENTS = ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'serviceType', 'category', 'class'];

/** Types that are counted by their codes: the same codes in another order are the same. */
const COUNTED = new Set(['Condition', 'Immunization']);

/** Of the first element that is there: one in words alone is not called by another, which many different records share. */
function codeOf(resource: JsonObject): string | null {
  const value = CODE_ELEMENTS.map((element) => resource[element]).find((one) => one !== undefined);
  if (value === undefined) return null;
  if (!COUNTED.has(String(resource.resourceType))) return codeIn(value);
  const coding = countedCoding(value);
  return (coding && codingKey(coding)) ?? null;
}

/** First coding of a CodeableConcept, a Coding, or the first of a list of them. */
function codeIn(value: Json): string | null {
  if (Array.isArray(value)) return value.length > 0 ? codeIn(value[0] as Json) : null;
  if (!isObject(value)) return null;
  if (Array.isArray(value.coding)) return codeIn(value.coding);
  if (typeof value.code !== 'string' || value.code === '') return null;
  return `${typeof value.system === 'string' ? value.system : ''}|${value.code}`;
}

function statusOf(resource: JsonObject): string | null {
  if (typeof resource.status === 'string') return resource.status;
  // what was entered in error or ruled out is no diagnosis, whatever clinicalStatus stands beside it (con-5, ait-2)
  const verified = resource.verificationStatus === undefined ? null : conceptCode(resource.verificationStatus);
  if (verified === 'entered-in-error' || verified === 'refuted') return verified;
  return resource.clinicalStatus === undefined ? null : conceptCode(resource.clinicalStatus);
}

function conceptCode(value: Json): string | null {
  const code = codeIn(value);
  return code === null ? null : code.slice(code.lastIndexOf('|') + 1);
}

function identifiersOf(value: Json): { system: string; value: string }[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const found = new Map<string, { system: string; value: string }>();
  for (const item of list) {
    if (!isObject(item) || typeof item.value !== 'string' || item.value === '') continue;
    const system = typeof item.system === 'string' ? item.system : '';
    found.set(`${system}\0${item.value}`, { system, value: item.value });
  }
  return [...found.values()];
}
