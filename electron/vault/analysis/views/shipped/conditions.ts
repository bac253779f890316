import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const conditions: ShippedView = {
  name: 'conditions',
  title: { en: 'Diagnoses', 'zh-CN': '诊断' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/conditions',
    name: 'conditions',
    title: 'Diagnoses',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Condition',
    where: [{ path: "verificationStatus.coding.exists(code = 'entered-in-error' or code = 'refuted').not()" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'visit_id', path: 'encounter.getReferenceKey(Encounter)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'clinical_status', path: 'clinicalStatus.coding.first().code', type: 'code' },
          { name: 'verification_status', path: 'verificationStatus.coding.first().code', type: 'code' },
          { name: 'category', path: 'category.first().coding.first().code', type: 'code' },
          { name: 'code_system', path: 'code.coding.first().system', type: 'uri' },
          { name: 'code', path: 'code.coding.first().code', type: 'code' },
          {
            name: 'code_text',
            path: 'iif(code.text.exists(), code.text, code.coding.first().display)',
            type: 'string',
          },
          { name: 'onset', path: 'onset.ofType(dateTime)', type: 'dateTime' },
          { name: 'abatement', path: 'abatement.ofType(dateTime)', type: 'dateTime' },
          { name: 'recorded_at', path: 'recordedDate', type: 'dateTime' },
        ],
      },
    ],
  },
};
