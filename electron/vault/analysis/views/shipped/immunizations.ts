import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const immunizations: ShippedView = {
  name: 'immunizations',
  title: { en: 'Immunisations', 'zh-CN': '预防接种' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/immunizations',
    name: 'immunizations',
    title: 'Immunisations',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Immunization',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'patient.getReferenceKey(Patient)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'status', path: 'status', type: 'code' },
          { name: 'vaccine_system', path: 'vaccineCode.coding.first().system', type: 'uri' },
          { name: 'vaccine', path: 'vaccineCode.coding.first().code', type: 'code' },
          {
            name: 'vaccine_text',
            path: 'iif(vaccineCode.text.exists(), vaccineCode.text, vaccineCode.coding.first().display)',
            type: 'string',
          },
          { name: 'occurred_at', path: 'occurrence.ofType(dateTime)', type: 'dateTime' },
          { name: 'dose_number', path: 'protocolApplied.first().doseNumber.ofType(positiveInt)', type: 'positiveInt' },
          { name: 'lot_number', path: 'lotNumber', type: 'string' },
        ],
      },
    ],
  },
};
