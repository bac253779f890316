/** The kinds of dirty data. Each changes a copy of a record in place. */
import type { Identifier, Observation, Patient, Quantity, Reference } from '@medplum/fhirtypes';
import type { Rng } from './random.ts';
import type { FhirResource } from './types.ts';

export type DamageKind =
  | 'wrong-unit'
  | 'impossible-value'
  | 'missing-code'
  | 'dates-swapped'
  | 'date-in-future'
  | 'free-text-diagnosis'
  | 'mixed-encoding'
  | 'full-width-digits'
  | 'dangling-reference'
  | 'exact-duplicate'
  | 'whitespace';

interface Means {
  readonly rng: Rng;
  /** A day after the clinic's last. */
  readonly after: string;
}

/** Where something was changed, and from what. */
interface Done {
  readonly path: string;
  readonly was: string;
}

export interface Damage {
  readonly kind: DamageKind;
  readonly types: readonly FhirResource['resourceType'][];
  readonly weight: number;
  /** Undefined where the record gives no occasion; it is unchanged then. */
  readonly apply: (record: FhirResource, means: Means) => Done | undefined;
}

export const DAMAGES: readonly Damage[] = [
  { kind: 'wrong-unit', types: ['Observation'], weight: 3, apply: wrongUnit },
  { kind: 'impossible-value', types: ['Observation'], weight: 3, apply: impossibleValue },
  {
    kind: 'missing-code',
    types: ['Observation', 'Condition', 'MedicationRequest', 'Immunization'],
    weight: 2,
    apply: missingCode,
  },
  { kind: 'dates-swapped', types: ['Patient', 'Condition', 'Encounter'], weight: 3, apply: datesSwapped },
  {
    kind: 'date-in-future',
    types: ['Patient', 'Condition', 'Observation', 'Immunization', 'MedicationRequest'],
    weight: 1,
    apply: dateInFuture,
  },
  { kind: 'free-text-diagnosis', types: ['Condition'], weight: 4, apply: freeText },
  { kind: 'mixed-encoding', types: ['Patient', 'Condition'], weight: 2, apply: mixedEncoding },
  { kind: 'full-width-digits', types: ['Patient'], weight: 3, apply: fullWidth },
  {
    kind: 'dangling-reference',
    types: ['Observation', 'Condition', 'Encounter', 'MedicationRequest', 'Immunization'],
    weight: 1,
    apply: dangling,
  },
  { kind: 'exact-duplicate', types: ['Observation'], weight: 3, apply: () => undefined },
  { kind: 'whitespace', types: ['Patient', 'Condition', 'MedicationRequest'], weight: 3, apply: whitespace },
];

/** What people write in another unit without saying so: factor from the unit that stands there. */
const UNITS: Readonly<Record<string, (value: number) => number>> = {
  Cel: (value) => value * 1.8 + 32,
  kg: (value) => value * 2,
  cm: (value) => value / 100,
  'mmol/L': (value) => value * 18,
  'umol/L': (value) => value / 88.4,
  'g/L': (value) => value / 10,
  'mm[Hg]': (value) => value / 7.5,
};

function quantityOf(record: Observation): { quantity: Quantity; path: string } | undefined {
  if (record.valueQuantity) return { quantity: record.valueQuantity, path: 'valueQuantity.value' };
  const part = record.component?.[0]?.valueQuantity;
  return part && { quantity: part, path: 'component[0].valueQuantity.value' };
}

function wrongUnit(record: FhirResource): Done | undefined {
  const found = record.resourceType === 'Observation' ? quantityOf(record) : undefined;
  const convert = UNITS[found?.quantity.code ?? ''];
  const value = found?.quantity.value;
  if (!found || !convert || value === undefined) return undefined;
  found.quantity.value = Math.round(convert(value) * 100) / 100;
  return { path: found.path, was: String(value) };
}

function impossibleValue(record: FhirResource, { rng }: Means): Done | undefined {
  const found = record.resourceType === 'Observation' ? quantityOf(record) : undefined;
  const value = found?.quantity.value;
  if (!found || !value) return undefined;
  // a sign, a missing or a doubled key
  found.quantity.value = rng.pick([-value, value * 1000, 9999]);
  return { path: found.path, was: String(value) };
}

function missingCode(record: FhirResource): Done | undefined {
  const concept =
    record.resourceType === 'Observation' || record.resourceType === 'Condition'
      ? record.code
      : record.resourceType === 'Immunization'
        ? record.vaccineCode
        : record.resourceType === 'MedicationRequest'
          ? record.medicationCodeableConcept
          : undefined;
  const was = concept?.coding?.[0]?.code;
  if (!concept || was === undefined) return undefined;
  delete concept.coding;
  return { path: 'code.coding', was };
}

function datesSwapped(record: FhirResource): Done | undefined {
  if (record.resourceType === 'Patient') {
    const [year = '', month = '', day = ''] = record.birthDate?.split('-') ?? [];
    if (day === '' || Number(day) > 12 || day === month) return undefined;
    record.birthDate = `${year}-${day}-${month}`;
    return { path: 'birthDate', was: `${year}-${month}-${day}` };
  }
  if (record.resourceType === 'Encounter' && record.period?.start && record.period.end) {
    const { start, end } = record.period;
    record.period = { start: end, end: start };
    return { path: 'period', was: `${start}/${end}` };
  }
  if (record.resourceType !== 'Condition') return undefined;
  const { onsetDateTime, abatementDateTime } = record;
  if (!onsetDateTime || !abatementDateTime || onsetDateTime === abatementDateTime) return undefined;
  record.onsetDateTime = abatementDateTime;
  record.abatementDateTime = onsetDateTime;
  return { path: 'onsetDateTime', was: onsetDateTime };
}

function dateInFuture(record: FhirResource, { after }: Means): Done | undefined {
  switch (record.resourceType) {
    case 'Patient': {
      const was = record.birthDate ?? '';
      record.birthDate = after;
      return { path: 'birthDate', was };
    }
    case 'Condition': {
      const was = record.recordedDate ?? '';
      record.recordedDate = after;
      return { path: 'recordedDate', was };
    }
    case 'Observation': {
      const was = record.effectiveDateTime ?? '';
      record.effectiveDateTime = after;
      return { path: 'effectiveDateTime', was };
    }
    case 'Immunization': {
      const was = record.occurrenceDateTime ?? '';
      record.occurrenceDateTime = after;
      return { path: 'occurrenceDateTime', was };
    }
    case 'MedicationRequest': {
      const was = record.authoredOn ?? '';
      record.authoredOn = after;
      return { path: 'authoredOn', was };
    }
    default:
      return undefined;
  }
}

function freeText(record: FhirResource, { rng }: Means): Done | undefined {
  if (record.resourceType !== 'Condition' || !record.code?.coding?.[0]?.code) return undefined;
  const { text = '', coding } = record.code;
  record.code = { text: rng.pick([`${text}？`, `疑${text}`, `${text}; r/o`, `${text} (hx)`, `？${text}，复查`]) };
  return { path: 'code', was: coding[0]?.code ?? '' };
}

/** UTF-8 that was read as Windows-1252 or ISO 8859-1 on its way. */
function mixedEncoding(record: FhirResource): Done | undefined {
  const found = textOf(record);
  if (!found || !/[^\p{ASCII}]/u.test(found.text)) return undefined;
  found.set(Buffer.from(found.text, 'utf8').toString('latin1'));
  return { path: found.path, was: found.text };
}

function whitespace(record: FhirResource, { rng }: Means): Done | undefined {
  const found = textOf(record);
  if (!found) return undefined;
  const middle = Math.ceil(found.text.length / 2);
  found.set(
    rng.pick([
      ` ${found.text}`,
      `${found.text}  `,
      `\u3000${found.text}`,
      `${found.text}\u00a0`,
      `${found.text.slice(0, middle)}\u200b${found.text.slice(middle)}`,
    ]),
  );
  return { path: found.path, was: found.text };
}

/** The text that people read first. */
function textOf(record: FhirResource): { text: string; path: string; set(text: string): void } | undefined {
  if (record.resourceType === 'Patient') {
    const name = record.name?.[0];
    if (!name?.text) return undefined;
    return { text: name.text, path: 'name[0].text', set: (text) => setName(record, text) };
  }
  const concept =
    record.resourceType === 'Condition'
      ? record.code
      : record.resourceType === 'MedicationRequest'
        ? record.medicationCodeableConcept
        : undefined;
  if (!concept?.text) return undefined;
  return {
    text: concept.text,
    path: 'code.text',
    set: (text) => {
      concept.text = text;
    },
  };
}

/** Systems that damage a name have it in one field. */
function setName(patient: Patient, text: string): void {
  const name = patient.name?.[0];
  if (name) patient.name = [{ use: 'official', text }, ...(patient.name ?? []).slice(1)];
}

function fullWidth(record: FhirResource): Done | undefined {
  if (record.resourceType !== 'Patient') return undefined;
  const wide = (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const phone = record.telecom?.[0];
  if (phone?.value) {
    const was = phone.value;
    phone.value = wide(was);
    return { path: 'telecom[0].value', was };
  }
  const first: Identifier | undefined = record.identifier?.[0];
  if (!first?.value) return undefined;
  const was = first.value;
  first.value = wide(was);
  return { path: 'identifier[0].value', was };
}

function dangling(record: FhirResource, { rng }: Means): Done | undefined {
  let reference: Reference | undefined;
  let path = 'encounter';
  if (record.resourceType === 'Encounter') {
    reference = record.participant?.[0]?.individual;
    path = 'participant[0].individual';
  } else if (
    record.resourceType === 'Observation' ||
    record.resourceType === 'Condition' ||
    record.resourceType === 'MedicationRequest' ||
    record.resourceType === 'Immunization'
  ) {
    reference = record.encounter;
  }
  const was = reference?.reference;
  if (!reference || !was) return undefined;
  reference.reference = `${was.split('/')[0]}/${rng.uuid()}`;
  return { path, was };
}
