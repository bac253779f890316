/** A small clinic and definitions at random, thick with what lies on an edge. */
import type { Rng } from '../../../../electron/vault/sample/random.ts';
import type { Bounds, Cohort, ConceptMatch, Criterion } from '../../../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const LOINC = 'http://loinc.org';
const DRUG = 'urn:xinglin:drug';
const PATIENTS = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9'];

/** Days around those from which a criterion counts, instants on both sides of midnight in Shanghai. */
const DAYS = ['2026-06-30', '2026-07-01', '2026-06-20', '2026-06-19', '2026-04-01', '2026-03-31', '2025-06-30', '2024'];
const INSTANTS = DAYS.filter((day) => day.length === 10).flatMap((day) => [
  `${day}T00:00:00+08:00`,
  `${day}T23:59:59+08:00`,
  `${day}T01:00:00Z`,
  `${day}T17:00:00.5Z`,
]);
const BIRTHS = ['1986-06-30', '1986-07-01', '2004-02-29', '1986', '1986-06', '1986-02-31', '2026-07-01', '1950-01-01'];

const SUSPECTED = ['unconfirmed', 'provisional', 'differential'];

type Maybe = JsonObject | undefined;

function coded(code: string): JsonObject {
  return { coding: [{ code }] };
}

/** A record of a patient, at random. */
function recordOf(rng: Rng, patient: string): JsonObject {
  const subject = { reference: `Patient/${patient}` };
  const when = rng.pick([...DAYS, ...INSTANTS]);
  const some = (chance: number, more: JsonObject): Maybe => (rng.chance(chance) ? more : undefined);
  const kinds: (() => JsonObject)[] = [
    () => ({
      resourceType: 'Condition',
      subject,
      code: concept(rng, ['I10', 'I10.9', 'I100', 'I15.9', 'I16', 'E11.9'], ICD10, ['高血压', 'Hypertension', 'gout']),
      ...some(0.8, { clinicalStatus: coded(rng.pick(['active', 'recurrence', 'resolved', 'inactive'])) }),
      verificationStatus: coded(
        rng.pick(['confirmed', 'confirmed', 'confirmed', ...SUSPECTED, 'refuted', 'entered-in-error']),
      ),
      ...some(0.7, { onsetDateTime: when }),
      ...some(0.2, { abatementDateTime: rng.pick([when, '2015', '2031-01-01']) }),
      ...some(0.05, { abatementPeriod: rng.pick([{}, { start: when }, { end: when }]) }),
      ...some(0.05, { abatementString: 'gone' }),
    }),
    () => observation(rng, subject, when),
    () => observation(rng, subject, when),
    () => ({
      resourceType: 'Encounter',
      status: rng.pick(['finished', 'finished', 'in-progress', 'planned', 'cancelled']),
      subject,
      period: { start: when },
      ...some(0.5, { participant: rng.pick(SEEN_BY).map((individual) => ({ individual })) }),
      ...some(0.15, { partOf: { reference: 'Encounter/r1' } }),
      ...some(0.3, { serviceProvider: { reference: 'Organization/o' } }),
      ...some(0.3, { location: [{ location: { reference: 'Location/l' } }] }),
    }),
    () => ({
      resourceType: rng.pick(['MedicationRequest', 'MedicationStatement']),
      status: rng.pick(['active', 'active', 'active', 'on-hold', 'completed']),
      intent: rng.pick(['order', 'order', 'order', 'order', 'proposal', 'plan']),
      subject,
      authoredOn: `${rng.pick(['2026-06-20', '2026-06-21'])}T00:30:00+08:00`,
      ...medicine(rng),
      ...some(0.8, { dosageInstruction: dosages(rng) }),
      ...some(0.3, { dispenseRequest: { numberOfRepeatsAllowed: rng.int(0, 2) } }),
      ...some(0.3, { effectivePeriod: { end: rng.pick([...DAYS, ...INSTANTS]) } }),
    }),
    () => ({
      resourceType: 'AllergyIntolerance',
      patient: subject,
      clinicalStatus: coded(rng.pick(['active', 'active', 'resolved'])),
      code: rng.chance(0.2)
        ? { coding: [{ code: 'no-known-allergies' }], text: 'no penicillin' }
        : concept(rng, ['peni', 'latex'], 'urn:substance', ['Penicillin', '青霉素']),
    }),
    () => ({
      resourceType: 'Immunization',
      status: rng.pick(['completed', 'completed', 'not-done']),
      patient: subject,
      vaccineCode: concept(rng, ['140', '33'], 'http://hl7.org/fhir/sid/cvx', ['Influenza']),
      occurrenceDateTime: when,
    }),
    () => ({
      resourceType: 'Task',
      status: rng.pick(['requested', 'in-progress', 'completed', 'cancelled']),
      for: subject,
      ...some(0.6, { restriction: { period: { end: rng.pick(DAYS.filter((day) => day.length === 10)) } } }),
    }),
    () => ({
      resourceType: 'Flag',
      status: rng.pick(['active', 'inactive']),
      subject,
      code: { text: rng.pick(['Risk of falling', 'Interpreter']) },
      ...some(0.4, { period: { end: rng.pick([...DAYS.filter((day) => day.length === 10), ...INSTANTS]) } }),
    }),
    () => ({
      resourceType: 'Appointment',
      status: rng.pick(['noshow', 'fulfilled', 'booked']),
      start: rng.pick(INSTANTS),
      ...some(0.15, { appointmentType: coded('WALKIN') }),
      participant: [{ actor: subject }],
    }),
  ];
  return rng.pick(kinds)();
}

const PRACTITIONER = { reference: 'Practitioner/x' };
const USER = { display: 'Dr Li', identifier: { system: 'urn:xinglin:user', value: 'u1' } };

const OTHER = { reference: 'Practitioner/y' };
const SEEN_BY: readonly (readonly JsonObject[])[] = [
  [PRACTITIONER],
  [USER],
  [OTHER, PRACTITIONER],
  [USER, OTHER],
  [{}, USER],
];

function concept(rng: Rng, codes: readonly string[], system: string, words: readonly string[]): JsonObject {
  const coding = (): JsonObject => ({
    ...(rng.chance(0.8) ? { system: rng.pick([system, system, system, 'urn:other']) } : {}),
    code: rng.pick(codes),
    ...(rng.chance(0.3) ? { display: rng.pick(words) } : {}),
  });
  const several = Array.from({ length: rng.int(0, 2) }, coding);
  return {
    ...(several.length > 0 ? { coding: several } : {}),
    ...(rng.chance(0.4) ? { text: `${rng.pick(words)} 1` } : {}),
  };
}

function medicine(rng: Rng): JsonObject {
  const drug = (): JsonObject => concept(rng, ['metformin', 'amlodipine'], DRUG, ['Metformin', '二甲双胍']);
  return rng.pick<() => JsonObject>([
    () => ({ medicationCodeableConcept: drug() }),
    () => ({ medicationCodeableConcept: drug() }),
    () => ({ medicationReference: { reference: rng.pick(['Medication/m0', 'Medication/m1', 'Medication/gone']) } }),
    () => ({
      contained: [{ resourceType: 'Medication', id: 'c', ...rng.pick([{ code: drug() }, madeOf(drug())]) }],
      medicationReference: { reference: '#c', display: rng.pick(['Metformin 500', 'aspirin']) },
    }),
  ])();
}

function madeOf(...substances: JsonObject[]): JsonObject {
  return { ingredient: substances.map((itemCodeableConcept) => ({ itemCodeableConcept })) };
}

function dosages(rng: Rng): JsonObject[] {
  return Array.from({ length: rng.int(0, 2) }, () => ({
    timing: {
      repeat: rng.pick<() => JsonObject>([
        () => ({
          boundsDuration: { value: rng.pick([10, 10, 10.5, 11]), code: rng.pick(['d', 'd', 'd', 'd', 'wk', 'h']) },
        }),
        () => ({ boundsPeriod: { end: rng.pick(INSTANTS) } }),
        () => ({ frequency: 2 }),
      ])(),
    },
  }));
}

function observation(rng: Rng, subject: JsonObject, when: string): JsonObject {
  const code = (one: string): JsonObject => ({ coding: [{ system: rng.pick([LOINC, LOINC, 'urn:own']), code: one }] });
  const value = (units: readonly string[], values: readonly number[]): JsonObject =>
    rng.pick<() => JsonObject>([
      () => ({ valueQuantity: quantity(rng, rng.pick(units), rng.pick(values)) }),
      () => ({ valueQuantity: quantity(rng, rng.pick(units), rng.pick(values)) }),
      () => ({ valueQuantity: { unit: rng.pick(units) } }),
      () => ({ valueString: 'high' }),
    ])();
  const pressure = (): JsonObject =>
    value(['mm[Hg]', 'mmHg', 'kPa', 'hPa', 'cm[Hg]', 'bottles'], [139, 140, 140, 141, 18.6, 18.7, 14, 186.5]);
  return {
    resourceType: 'Observation',
    status: rng.pick(['final', 'final', 'amended', 'cancelled', 'entered-in-error']),
    subject,
    effectiveDateTime: when,
    ...rng.pick<() => JsonObject>([
      () => ({ code: code('8480-6'), ...pressure() }),
      () => ({
        code: code('85354-9'),
        component: [
          { code: code('8480-6'), ...pressure() },
          { code: code('8462-4'), ...pressure() },
        ],
      }),
      () => ({
        code: code('15074-8'),
        ...value(['mmol/L', 'mg/dL', 'mg/dl', 'umol/mL', 'g/L'], [6.9, 7, 7.1, 125, 126, 127]),
      }),
      () => ({ code: code('4548-4'), ...value(['%', 'mmol/mol'], [6.9, 7, 52, 53]) }),
    ])(),
  };
}

function quantity(rng: Rng, unit: string, value: number): JsonObject {
  return {
    value,
    ...(rng.chance(0.9) ? { unit } : {}),
    ...(rng.chance(0.35) ? { comparator: rng.pick(['<', '<=', '>=', '>']) } : {}),
    ...(rng.chance(0.2) && !unit.includes('bott') ? { system: 'http://unitsofmeasure.org', code: 'mm[Hg]' } : {}),
  };
}

const DEATHS: JsonObject[] = [
  { deceasedBoolean: true },
  { deceasedDateTime: '2025' },
  { deceasedDateTime: '2026-06-30T20:00:00Z' },
  { deceasedDateTime: '2026-06-30' },
];

export interface RandomClinic {
  readonly patients: JsonObject[];
  readonly records: JsonObject[];
  /** Records that were deleted, patients among them. */
  readonly deleted: JsonObject[];
  /** Whoever was merged, and into whom. */
  readonly merged: readonly (readonly [string, string])[];
}

export function randomClinic(rng: Rng): RandomClinic {
  const patients = PATIENTS.map(
    (id): JsonObject => ({
      resourceType: 'Patient',
      id,
      ...(rng.chance(0.8) ? { gender: rng.pick(['female', 'male', 'other']) } : {}),
      ...(rng.chance(0.9) ? { birthDate: rng.pick(BIRTHS) } : {}),
      ...(rng.chance(0.2) ? rng.pick<JsonObject>(DEATHS) : {}),
      ...(rng.chance(0.2) ? { active: rng.chance(0.2) } : {}),
    }),
  );
  const made = Array.from(
    { length: 70 },
    (_, i): JsonObject => ({ ...recordOf(rng, rng.pick(PATIENTS)), id: `r${i}` }),
  );
  const medications = [0, 1].map(
    (i): JsonObject => ({
      resourceType: 'Medication',
      id: `m${i}`,
      code: concept(rng, ['metformin'], DRUG, ['Metformin']),
      ...(rng.chance(0.5) ? madeOf(concept(rng, ['amlodipine'], DRUG, ['二甲双胍'])) : {}),
    }),
  );
  const isDeleted = new Set(made.filter(() => rng.chance(0.1)));
  return {
    patients: patients.slice(0, 9),
    records: [...medications, ...made.filter((one) => !isDeleted.has(one))],
    deleted: [...patients.slice(9), ...isDeleted],
    merged: rng.chance(0.5) ? [['p1', 'p0']] : [],
  };
}

/** A definition with up to three levels; `kept`: ids of cohorts that it may name. */
export function randomCohort(rng: Rng, kept: readonly string[]): Cohort {
  return { v: 1, people: rng.pick(['living', 'living', 'inactive', 'deceased', 'all']), where: tree(rng, kept, 3) };
}

/** One criterion alone, of everybody: what is wrong with it is hidden by no other. */
export function randomLeaf(rng: Rng): Cohort {
  return { v: 1, people: 'all', where: leaf(rng, []) };
}

function tree(rng: Rng, kept: readonly string[], levels: number): Criterion {
  if (levels > 0 && rng.chance(0.6)) {
    const inner = (): Criterion => tree(rng, kept, levels - 1);
    const several = (): Criterion[] => Array.from({ length: rng.int(0, 3) }, inner);
    return rng.pick<() => Criterion>([
      () => ({ kind: 'all', of: several() }),
      () => ({ kind: 'any', of: several() }),
      () => ({ kind: 'not', of: inner() }),
    ])();
  }
  return leaf(rng, kept);
}

function leaf(rng: Rng, kept: readonly string[]): Criterion {
  const days = rng.pick([10, 90, 365]);
  const maybeDays = rng.chance(0.5) ? { within: days } : {};
  const leaves: (() => Criterion)[] = [
    () => ({ kind: 'sex', sex: rng.pick(['female', 'male', 'other']) }),
    () => ({ kind: 'age', from: rng.pick([0, 22, 40]), ...(rng.chance(0.5) ? { to: rng.pick([40, 76]) } : {}) }),
    () => ({
      kind: 'diagnosis',
      of: matches(rng, [
        { code: 'I10' },
        { from: 'I10', to: 'I15' },
        { system: 'urn:other', code: 'I16' },
        { text: 'hyper' },
      ]),
      ...(rng.chance(0.3) ? { ever: true } : {}),
      ...(rng.chance(0.3) ? { suspected: true } : {}),
      ...maybeDays,
    }),
    () => ({
      kind: 'medication',
      of: matches(rng, [{ system: DRUG, code: 'metformin' }, { code: 'amlodipine' }, { text: '二甲' }]),
    }),
    () => ({ kind: 'allergy', of: matches(rng, [{ text: 'penicillin' }, { system: 'urn:substance', code: 'peni' }]) }),
    () => value(rng, maybeDays),
    () => value(rng, maybeDays),
    () => ({
      kind: 'visit',
      ...maybeDays,
      ...(rng.chance(0.3) ? { by: rng.pick([{ user: 'u1' }, { practitioner: 'x' }]) } : {}),
      ...(rng.chance(0.3) ? { place: { reference: rng.pick(['Organization/o', 'Location/l']) } } : {}),
    }),
    () => ({ kind: 'vaccine', of: matches(rng, [{ code: '140' }, { text: 'influenza' }]), ...maybeDays }),
    () => ({ kind: 'task', due: rng.pick(['open', 'overdue']) }),
    () => ({ kind: 'flag', ...(rng.chance(0.5) ? { text: 'falling' } : {}) }),
    () => ({ kind: 'no-show', within: days }),
  ];
  const named = kept.map((id) => (): Criterion => ({ kind: 'cohort', id }));
  return rng.pick([...leaves, ...named])();
}

function matches(rng: Rng, all: readonly ConceptMatch[]): ConceptMatch[] {
  const chosen = all.filter(() => rng.chance(0.5));
  return chosen.length > 0 ? chosen : [rng.pick(all)];
}

function value(rng: Rng, maybeDays: { within?: number }): Criterion {
  const [codes, unit, limits] = rng.pick([
    [['8480-6'], 'mm[Hg]', [140]],
    [['8480-6', '8462-4'], 'kPa', [18.6]],
    [['15074-8'], 'mmol/L', [7]],
    [['15074-8'], 'mg/dL', [126]],
    [['4548-4'], '%', [7]],
  ] as const);
  const limit = limits[0];
  const bounds: Bounds[] = [{ above: limit }, { atLeast: limit }, { below: limit }, { atMost: limit }];
  return {
    kind: 'value',
    of: codes.map((code) => ({ code })),
    unit,
    ...(rng.chance(0.9) ? { is: rng.pick(bounds) } : {}),
    ...maybeDays,
  };
}
