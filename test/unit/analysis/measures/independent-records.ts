/** Records beside those of a generated clinic, for which measures are computed twice. */
import type { JsonObject } from '../../../../shared/records/json.ts';

/** Medicines that prescriptions refer to; they stand behind those in the file. */
export const MEDICINES: readonly JsonObject[] = [
  { resourceType: 'Medication', id: 'med-0', code: { text: 'Cefixime 100 mg' } },
  { resourceType: 'Medication', id: 'med-1', code: { text: 'Ibuprofen 200 mg' } },
];

const SNOMED = { system: 'http://snomed.info/sct', code: '44054006' };
const ICD10 = { system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' };

/** What a generated clinic lacks: medicines in records of their own, referrals, bills, times of waiting, units of other countries. */
export function more(patients: readonly string[]): JsonObject[] {
  return patients.flatMap((patient, n): JsonObject[] => {
    const subject = { reference: `Patient/${patient}` };
    const at = (minutes: number) => new Date(Date.UTC(2025, 6, 1 + n * 2, 15, 30 + minutes)).toISOString();
    const part = (code: string, value: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      // what is in centimetres of water was measured, and no register reads it
      valueQuantity: { value, code: n % 6 === 3 ? 'cm[H2O]' : 'kPa', system: 'http://unitsofmeasure.org' },
    });
    const line = (id: string, minutes: number, text: string, told: JsonObject): JsonObject => ({
      resourceType: 'MedicationRequest',
      id,
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text },
      subject,
      encounter: { reference: `Encounter/wait-${n}` },
      requester: { display: `Dr ${n % 3}` },
      authoredOn: at(minutes),
      ...told,
    });
    return [
      {
        resourceType: 'Encounter',
        id: `wait-${n}`,
        status: n % 9 === 8 ? 'entered-in-error' : 'finished',
        class: { code: 'AMB' },
        subject,
        participant: [{ individual: { display: `Dr ${n % 3}` } }],
        location: [{ location: { display: `Room ${n % 2}` } }],
        period: { start: at(n % 60) },
        statusHistory: [
          { status: 'arrived', period: { start: at(0), end: at(n % 60) } },
          { status: 'in-progress', period: { start: at(n % 60) } },
        ],
      },
      {
        resourceType: 'MedicationRequest',
        id: `rx-${n}`,
        status: 'completed',
        intent: 'order',
        subject,
        authoredOn: at(n),
        ...(n % 3 === 0
          ? {
              contained: [
                { resourceType: 'Medication', id: 'm', code: { text: n % 2 === 0 ? '罗红霉素' : 'Loratadine' } },
              ],
              medicationReference: { reference: '#m' },
            }
          : { medicationReference: { reference: `Medication/med-${n % 2}` } }),
      },
      // of one visit, on one day or on two; some in a group, some corrected, some not to be given
      line(`one-${n}`, 5, n % 5 === 0 ? 'Amoxicillin, ours' : 'Paracetamol, ours', {}),
      line(`two-${n}`, n % 2 === 0 ? 6 : 60, 'Ibuprofen, ours', {
        ...(n % 4 === 0 ? { priorPrescription: { reference: `MedicationRequest/one-${n}` } } : {}),
        ...(n % 3 === 0 ? { groupIdentifier: { value: `group ${n}` } } : {}),
      }),
      line(`three-${n}`, 60, n % 7 === 0 ? 'Amoxicillin, ours' : 'Loratadine, ours', {
        ...(n % 3 === 0 ? { groupIdentifier: { value: `group ${n}` } } : {}),
        ...(n % 14 === 0 ? { doNotPerform: true } : {}),
      }),
      {
        resourceType: 'ServiceRequest',
        id: `ref-${n}`,
        status: n % 4 === 0 ? 'completed' : n % 7 === 0 ? 'revoked' : 'active',
        intent: 'order',
        category: [{ coding: [{ system: 'http://snomed.info/sct', code: n % 5 === 0 ? '108252007' : '3457005' }] }],
        code: { text: 'x' },
        performerType: { coding: [{ system: 'urn:specialty', code: `s${n % 3}` }] },
        subject,
        ...(n % 8 === 7 ? {} : { requester: { display: `Dr ${n % 3}` } }),
        authoredOn: at(n),
        ...(n % 2 === 0 ? { occurrenceDateTime: '2027-01-01' } : {}),
      },
      {
        resourceType: 'Invoice',
        id: `bill-${n}`,
        status: (['issued', 'balanced', 'draft'] as const)[n % 3] ?? 'issued',
        subject,
        date: at(n),
        participant: [{ actor: { display: `Dr ${n % 3}` } }],
        totalGross: { value: Math.round(n * 37.1) / 100, currency: n % 4 === 0 ? 'USD' : 'CNY' },
      },
      {
        resourceType: 'ChargeItem',
        id: `charge-${n}`,
        status: (['billable', 'billed'] as const)[n % 2] ?? 'billed',
        code: { text: 'dressing' },
        subject,
        occurrenceDateTime: at(n),
        performer: [{ actor: { display: `Dr ${n % 3}` } }],
        priceOverride: { value: Math.round(n * 12.3) / 100, currency: n % 4 === 0 ? 'USD' : 'CNY' },
      },
      {
        resourceType: 'Observation',
        id: `kpa-${n}`,
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
        subject,
        effectiveDateTime: new Date(Date.UTC(n % 2 === 0 ? 2024 : 2026, 5, 1, n % 24)).toISOString(),
        component: [part('8480-6', 16 + (n % 6)), part('8462-4', 10 + (n % 4))],
      },
      {
        resourceType: 'Encounter',
        id: `part-${n}`,
        status: 'finished',
        class: { code: 'AMB' },
        subject,
        period: { start: at(n % 60) },
        partOf: { reference: `Encounter/wait-${n}` },
      },
      ...(n % 6 === 0
        ? [
            {
              resourceType: 'Condition',
              id: `maybe-${n}`,
              verificationStatus: {
                coding: [
                  {
                    system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
                    code: ['provisional', 'confirmed', 'differential'][(n / 6) % 3] ?? '',
                  },
                ],
              },
              code: {
                coding: n % 4 === 0 ? [SNOMED, ICD10] : [ICD10, SNOMED],
              },
              subject,
              recordedDate: '2026-01-05',
            },
          ]
        : []),
      ...(n % 7 === 3
        ? [
            {
              resourceType: 'Condition',
              id: `said-${n}`,
              code: {
                coding: [{ system: 'urn:local', code: '17' }],
                text: ['2型糖尿病', '否认糖尿病', '糖尿病？', 'Type 2 diabetes, no complications'][n % 4] ?? '',
              },
              subject,
              recordedDate: '2024-01-05',
            },
          ]
        : []),
      ...(n % 10 === 1
        ? [
            {
              resourceType: 'Condition',
              id: `dm-${n}`,
              clinicalStatus: {
                coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
              },
              code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' }] },
              subject,
              recordedDate: '2024-01-01',
            },
          ]
        : []),
      {
        resourceType: 'Observation',
        id: `ifcc-${n}`,
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '59261-8' }] },
        subject,
        effectiveDateTime: new Date(Date.UTC(2026, n % 3 === 0 ? -6 : 5, 20, n % 24)).toISOString(),
        valueQuantity: {
          value: n % 4 < 2 ? 48 : 60,
          code: n % 11 === 1 ? 'g/L' : 'mmol/mol',
          system: 'http://unitsofmeasure.org',
        },
      },
    ];
  });
}
