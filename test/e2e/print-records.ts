/** An invented patient with much to print, as FHIR has it, and one of whom nothing is known. */
import type { RecordView } from '../../shared/bridge/records.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import type { Person } from './person.ts';

export const DRUGS = 20;
export const NUMBER = 'ZY-2026-000123';
const UCUM = 'http://unitsofmeasure.org';
const HL7 = 'http://terminology.hl7.org/CodeSystem';
const ICD = 'http://hl7.org/fhir/sid/icd-10';
const DAY = '2026-03-02';

export const WORDS = {
  en: {
    name: 'Maximiliana Wilhelmina von und zu Hohenstein-Brandenburg',
    allergy: 'Penicillin',
    reaction: 'Hives',
    problem: 'Essential hypertension',
    complaint: 'Cough for three weeks',
    note: 'Breathing is quiet. Come back if fever comes. ',
    dosage: 'one tablet three times a day, after meals, then less each week',
    empty: 'Otto Blank',
    drug: 'Medicine',
  },
  'zh-CN': {
    name: '欧阳阿依古丽·买买提江',
    allergy: '青霉素',
    reaction: '荨麻疹',
    problem: '原发性高血压',
    complaint: '咳嗽三周',
    note: '双肺呼吸音清。如有发热请复诊。',
    dosage: '每次 1 片，每日 3 次，饭后，以后每周递减',
    empty: '白无记',
    drug: '药品',
  },
} as const satisfies Record<Locale, unknown>;

/** Fills the chart of one patient; ids of both. */
export async function twoPatients(person: Person): Promise<{ full: string; empty: string }> {
  const words = WORDS[person.locale];
  const create = async (resource: Record<string, unknown>): Promise<string> =>
    (await person.asks<RecordView>('record.create', { resource })).resource.id ?? '';
  const full = await create({
    resourceType: 'Patient',
    name: [{ text: words.name }],
    gender: 'female',
    birthDate: '1957-03-18',
    identifier: [{ type: { coding: [{ system: `${HL7}/v2-0203`, code: 'MR' }] }, value: NUMBER }],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'zh-CN' }] }, preferred: true }],
  });
  const empty = await create({ resourceType: 'Patient', name: [{ text: words.empty }] });
  const subject = { reference: `Patient/${full}` };
  const individual = { display: 'Dr Lin 林杏' };
  const encounter = await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: `${HL7}/v3-ActCode`, code: 'AMB' },
    subject,
    participant: [{ individual }],
    period: { start: `${DAY}T09:30:00+08:00`, end: `${DAY}T09:45:00+08:00` },
    reasonCode: [{ text: words.complaint }],
  });
  const visit = { subject, encounter: { reference: `Encounter/${encounter}` } };
  await create({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ system: `${HL7}/allergyintolerance-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${HL7}/allergyintolerance-verification`, code: 'confirmed' }] },
    code: { text: words.allergy },
    patient: subject,
    reaction: [{ manifestation: [{ text: words.reaction }] }],
  });
  await create({
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: 'active' }] },
    code: { coding: [{ system: ICD, code: 'I10' }], text: words.problem },
    recordedDate: DAY,
    ...visit,
  });
  const part = (code: string, value: number) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
  });
  await create({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/observation-category`, code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    effectiveDateTime: `${DAY}T09:35:00+08:00`,
    component: [part('8480-6', 168), part('8462-4', 94)],
    ...visit,
  });
  await create({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/observation-category`, code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }], text: 'HbA1c' },
    effectiveDateTime: `${DAY}T09:35:00+08:00`,
    valueQuantity: { value: 7.1, unit: '%', system: UCUM, code: '%' },
    referenceRange: [{ low: { value: 4, unit: '%' }, high: { value: 6, unit: '%' } }],
    interpretation: [{ coding: [{ system: `${HL7}/v3-ObservationInterpretation`, code: 'H' }] }],
    ...visit,
  });
  for (let n = 1; n <= DRUGS; n += 1)
    await create({
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: `${words.drug} ${n} 5 mg` },
      authoredOn: `${DAY}T09:40:00+08:00`,
      requester: individual,
      dosageInstruction: [
        // coded by the program, or in somebody's own words
        n === 1
          ? { text: words.dosage }
          : {
              timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet', system: UCUM, code: '{tablet}' } }],
            },
      ],
      dispenseRequest: { quantity: { value: 28, unit: 'tablet', system: UCUM, code: '{tablet}' } },
      ...visit,
    });
  await create({
    resourceType: 'DocumentReference',
    status: 'current',
    date: `${DAY}T09:44:00+08:00`,
    type: { text: 'Note' },
    subject,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: Buffer.from(words.note.repeat(60), 'utf8').toString('base64'),
        },
      },
    ],
    context: { encounter: [{ reference: `Encounter/${encounter}` }] },
  });
  return { full, empty };
}
