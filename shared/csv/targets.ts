/**
 * What a column may stand for, by a short name, and what becomes of it in FHIR: the targets that the wizard offers and that a
 * mapping file names under `columns`.
 */
import type { Json } from '../records/json.ts';
import { BODY_MASS_INDEX, VITAL_SIGN_NAMES, VITAL_SIGNS, type VitalSign } from '../records/observation/vital-signs.ts';
import type { ColumnTarget, Field, ResourceMapping } from './mapping.ts';
import { BETWEEN, coded, MARITAL_WORDS, NONE_WORDS, SEX_WORDS, UNKNOWN_WORDS } from './words.ts';

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const LOINC = 'http://loinc.org';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const UCUM = 'http://unitsofmeasure.org';
const V2_0203 = `${HL7}/v2-0203`;
/** China's resident identity number, as WS/T 500 names it. */
const IDENTITY_SYSTEM = 'urn:oid:2.16.156.10011.1.3';
/** http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips */
const ABSENT = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

/** Names of the resources of a row that targets fill, in the order in which they come in. */
export const TARGET_RESOURCES = [
  'patient',
  'visit',
  'diagnosis',
  'allergies',
  'noAllergies',
  'unknownAllergies',
  'bloodPressure',
  ...VITAL_SIGN_NAMES,
  'bmi',
  'test',
  'medication',
  'vaccine',
] as const;
export type TargetResource = (typeof TARGET_RESOURCES)[number];

/** What a column's target adds to a resource. */
export interface Contribution {
  readonly resource: TargetResource;
  readonly fields: readonly Field[];
  /** The resource is there for each part of this column, or only for some values of it. */
  readonly each?: ResourceMapping['each'];
  readonly when?: ResourceMapping['when'];
}

export interface Target {
  /** Groups of the wizard's list. */
  readonly group: 'patient' | 'visit' | 'measured' | 'other';
  /** What a column may say beside: its cells are dates, or amounts with a unit, or words that stand for codes. */
  readonly takes?: 'dates' | 'unit' | 'values';
  contribute(column: string, options: ColumnTarget): readonly Contribution[];
}

const constant = (path: string, value: Json): Field => ({ path, constant: value });

/** A target that fills elements of the patient. */
const patient = (
  fields: (column: string, options: ColumnTarget) => readonly Field[],
  takes?: Target['takes'],
): Target => ({
  group: 'patient',
  ...(takes && { takes }),
  contribute: (column, options) => [{ resource: 'patient', fields: fields(column, options) }],
});

const ABOUT: readonly Field[] = [{ path: 'subject', reference: 'patient' }];

function observation(sign: VitalSign, column: string, options: ColumnTarget): readonly Field[] {
  return [
    constant('status', 'final'),
    category(sign.category),
    constant('code', {
      coding: sign.loinc.map(([code, display]) => ({ system: LOINC, code, display })),
      text: sign.zh,
    }),
    ...ABOUT,
    { path: 'valueQuantity', column, unit: options.unit ?? sign.unit },
  ];
}

function category(code: 'vital-signs' | 'laboratory'): Field {
  const display = code === 'laboratory' ? 'Laboratory' : 'Vital Signs';
  return constant('category[0]', coded(`${HL7}/observation-category`, code, display));
}

const measured = (resource: TargetResource, sign: VitalSign): Target => ({
  group: 'measured',
  takes: 'unit',
  contribute: (column, options) => [{ resource, fields: observation(sign, column, options) }],
});

const PRESSURE: readonly Field[] = [
  constant('status', 'final'),
  category('vital-signs'),
  constant('code', {
    coding: [{ system: LOINC, code: '85354-9', display: 'Blood pressure panel with all children optional' }],
    text: '血压',
  }),
  ...ABOUT,
];
const PARTS = [
  ['8480-6', 'Systolic blood pressure', '收缩压'],
  ['8462-4', 'Diastolic blood pressure', '舒张压'],
] as const;

/** Half of a blood pressure; `source`: where its number is. */
function pressurePart(part: 0 | 1, source: Omit<Field, 'path'>): Field[] {
  const [code, display, text] = PARTS[part];
  return [
    constant(`component[${part}].code`, { coding: [{ system: LOINC, code, display }], text }),
    { path: `component[${part}].valueQuantity`, unit: 'mm[Hg]', ...source } as Field,
    constant(`component[${part}].valueQuantity`, { unit: 'mmHg', system: UCUM, code: 'mm[Hg]' }),
  ];
}

const pressure = (fields: (column: string) => readonly Field[]): Target => ({
  group: 'measured',
  contribute: (column) => [{ resource: 'bloodPressure', fields: [...PRESSURE, ...fields(column)] }],
});

const visit = (fields: (column: string) => readonly Field[]): Target => ({
  group: 'visit',
  contribute: (column) => [
    {
      resource: 'visit',
      fields: [
        constant('status', 'finished'),
        constant('class', { system: `${HL7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' }),
        ...ABOUT,
        ...fields(column),
      ],
    },
  ],
});

const CONDITION: readonly Field[] = [
  constant('clinicalStatus', coded(`${HL7}/condition-clinical`, 'active', 'Active')),
  constant('category[0]', coded(`${HL7}/condition-category`, 'encounter-diagnosis', 'Encounter Diagnosis')),
  ...ABOUT,
];

const TEST: readonly Field[] = [constant('status', 'final'), category('laboratory'), ...ABOUT];

const other = (contribute: Target['contribute']): Target => ({ group: 'other', contribute });
/** What has no element of its own, and is part of others (expand.ts). */
const woven = (group: Target['group'], takes?: Target['takes']): Target => ({
  group,
  ...(takes && { takes }),
  contribute: () => [],
});

/** All targets by their names. `date` is the day of everything in the row that has no day of its own, `row` the number that tells rows apart. */
export const TARGETS = {
  'patient.number': patient((column) => [
    constant('identifier[0].use', 'usual'),
    constant('identifier[0].type', coded(V2_0203, 'MR', 'Medical record number')),
    { path: 'identifier[0].value', column },
  ]),
  'patient.name': patient((column) => [constant('name[0].use', 'official'), { path: 'name[0].text', column }]),
  'patient.family': patient((column) => [{ path: 'name[0].family', column }]),
  'patient.given': patient((column) => [{ path: 'name[0].given[0]', column }]),
  'patient.sex': patient((column, { values }) => [{ path: 'gender', column, values: values ?? SEX_WORDS }], 'values'),
  'patient.birthDate': patient(
    (column, { formats }) => [{ path: 'birthDate', column, ...(formats && { formats }) }],
    'dates',
  ),
  'patient.phone': patient((column) => [constant('telecom[0].system', 'phone'), { path: 'telecom[0].value', column }]),
  'patient.phone2': patient((column) => [constant('telecom[1].system', 'phone'), { path: 'telecom[1].value', column }]),
  'patient.email': patient((column) => [constant('telecom[2].system', 'email'), { path: 'telecom[2].value', column }]),
  'patient.identity': patient((column) => [
    constant('identifier[1].use', 'official'),
    constant('identifier[1].type', coded(V2_0203, 'NI', 'National unique individual identifier')),
    constant('identifier[1].system', IDENTITY_SYSTEM),
    { path: 'identifier[1].value', column },
  ]),
  'patient.address': patient((column) => [constant('address[0].use', 'home'), { path: 'address[0].text', column }]),
  'patient.city': patient((column) => [{ path: 'address[0].city', column }]),
  'patient.postalCode': patient((column) => [{ path: 'address[0].postalCode', column }]),
  'patient.maritalStatus': patient(
    (column, { values }) => [{ path: 'maritalStatus', column, values: values ?? MARITAL_WORDS }],
    'values',
  ),
  'patient.contactName': patient((column) => [{ path: 'contact[0].name.text', column }]),
  'patient.contactPhone': patient((column) => [
    constant('contact[0].telecom[0].system', 'phone'),
    { path: 'contact[0].telecom[0].value', column },
  ]),
  row: woven('visit'),
  date: woven('visit', 'dates'),
  'visit.reason': visit((column) => [{ path: 'reasonCode[0]', column }]),
  'visit.doctor': visit((column) => [{ path: 'participant[0].individual', column }]),
  'visit.department': visit((column) => [{ path: 'serviceType', column }]),
  diagnosis: {
    group: 'visit',
    contribute: (column) => [
      { resource: 'diagnosis', each: { column, by: BETWEEN }, fields: [...CONDITION, { path: 'code.text', column }] },
    ],
  },
  'diagnosis.code': {
    group: 'visit',
    contribute: (column) => [
      {
        resource: 'diagnosis',
        fields: [...CONDITION, constant('code.coding[0].system', ICD10), { path: 'code.coding[0].code', column }],
      },
    ],
  },
  allergies: other((column) => [
    {
      resource: 'allergies',
      each: { column, by: BETWEEN },
      when: [{ column, not: [...NONE_WORDS, ...UNKNOWN_WORDS] }],
      fields: [
        constant('clinicalStatus', coded(`${HL7}/allergyintolerance-clinical`, 'active', 'Active')),
        { path: 'patient', reference: 'patient' },
        { path: 'code', column },
      ],
    },
    statement('noAllergies', column, NONE_WORDS, 'no-known-allergies', 'No known allergies', '无已知过敏'),
    statement(
      'unknownAllergies',
      column,
      UNKNOWN_WORDS,
      'no-allergy-info',
      'No information about allergies',
      '过敏史不详',
    ),
  ]),
  bloodPressure: pressure((column) =>
    ([0, 1] as const).flatMap((part) => pressurePart(part, { column, split: { by: ['/', '／'], take: part + 1 } })),
  ),
  systolic: pressure((column) => pressurePart(0, { column })),
  diastolic: pressure((column) => pressurePart(1, { column })),
  pulse: measured('pulse', VITAL_SIGNS.pulse),
  temperature: measured('temperature', VITAL_SIGNS.temperature),
  respiratoryRate: measured('respiratoryRate', VITAL_SIGNS.respiratoryRate),
  oxygen: measured('oxygen', VITAL_SIGNS.oxygen),
  weight: measured('weight', VITAL_SIGNS.weight),
  height: measured('height', VITAL_SIGNS.height),
  waist: measured('waist', VITAL_SIGNS.waist),
  glucose: measured('glucose', VITAL_SIGNS.glucose),
  bmi: measured('bmi', BODY_MASS_INDEX),
  'test.name': other((column) => [{ resource: 'test', fields: [...TEST, { path: 'code.text', column }] }]),
  'test.value': other((column) => [
    {
      resource: 'test',
      when: [{ column, filled: true }],
      fields: [
        ...TEST,
        { path: 'valueQuantity', column, when: [{ column, amount: true }] },
        { path: 'valueString', column, when: [{ column, amount: false }] },
      ],
    },
  ]),
  'test.unit': woven('other'),
  'test.range': other((column) => [
    { resource: 'test', fields: [...TEST, { path: 'referenceRange[0].text', column }] },
  ]),
  medication: other((column) => [
    {
      resource: 'medication',
      fields: [constant('status', 'unknown'), ...ABOUT, { path: 'medicationCodeableConcept', column }],
    },
  ]),
  'medication.dosage': other((column) => [
    { resource: 'medication', fields: [constant('status', 'unknown'), ...ABOUT, { path: 'dosage[0].text', column }] },
  ]),
  vaccine: other((column) => [
    {
      resource: 'vaccine',
      fields: [
        constant('status', 'completed'),
        { path: 'patient', reference: 'patient' },
        { path: 'vaccineCode', column },
      ],
    },
  ]),
  'vaccine.lot': other((column) => [{ resource: 'vaccine', fields: [{ path: 'lotNumber', column }] }]),
} as const satisfies Record<string, Target>;
export type TargetName = keyof typeof TARGETS;
export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[];

/** What is said of allergies where none is listed. */
function statement(
  resource: TargetResource,
  column: string,
  words: readonly string[],
  code: string,
  display: string,
  text: string,
): Contribution {
  return {
    resource,
    when: [{ column, is: [...words] }],
    fields: [
      constant('clinicalStatus', coded(`${HL7}/allergyintolerance-clinical`, 'active', 'Active')),
      { path: 'patient', reference: 'patient' },
      {
        path: 'code',
        column,
        values: Object.fromEntries(words.map((word) => [word, { ...(coded(ABSENT, code, display) as object), text }])),
      },
    ],
  };
}

interface Kind {
  readonly type: string;
  /** Where its day stands, and its visit. */
  readonly day?: string;
  readonly visit?: string;
}

const measurement: Kind = { type: 'Observation', day: 'effectiveDateTime', visit: 'encounter' };
const allergy: Kind = { type: 'AllergyIntolerance', day: 'recordedDate', visit: 'encounter' };

/** The FHIR type of each resource. */
export const RESOURCE_KINDS: Readonly<Record<TargetResource, Kind>> = {
  patient: { type: 'Patient' },
  visit: { type: 'Encounter', day: 'period.start' },
  diagnosis: { type: 'Condition', day: 'recordedDate', visit: 'encounter' },
  allergies: allergy,
  noAllergies: allergy,
  unknownAllergies: allergy,
  bloodPressure: measurement,
  pulse: measurement,
  temperature: measurement,
  respiratoryRate: measurement,
  oxygen: measurement,
  weight: measurement,
  height: measurement,
  waist: measurement,
  glucose: measurement,
  bmi: measurement,
  test: measurement,
  medication: { type: 'MedicationStatement', day: 'effectiveDateTime', visit: 'context' },
  vaccine: { type: 'Immunization', day: 'occurrenceDateTime', visit: 'encounter' },
};
