import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const allergies: ShippedView = {
  name: 'allergies',
  title: { en: 'Allergies', 'zh-CN': '过敏' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/allergies',
    name: 'allergies',
    title: 'Allergies',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'AllergyIntolerance',
    where: [{ path: "verificationStatus.coding.exists(code = 'entered-in-error' or code = 'refuted').not()" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'patient.getReferenceKey(Patient)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'clinical_status', path: 'clinicalStatus.coding.first().code', type: 'code' },
          { name: 'type', path: 'type', type: 'code' },
          { name: 'category', path: 'category.first()', type: 'code' },
          { name: 'criticality', path: 'criticality', type: 'code' },
          { name: 'code_system', path: 'code.coding.first().system', type: 'uri' },
          { name: 'code', path: 'code.coding.first().code', type: 'code' },
          {
            name: 'code_text',
            path: 'iif(code.text.exists(), code.text, code.coding.first().display)',
            type: 'string',
          },
          { name: 'reaction_text', path: 'reaction.first().manifestation.first().text', type: 'string' },
        ],
      },
    ],
  },
};
