import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const observationComponents: ShippedView = {
  name: 'observation_components',
  title: { en: 'Parts of observations', 'zh-CN': '检查结果的各组成项' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/observation_components',
    name: 'observation_components',
    title: 'Parts of observations',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Observation',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'observation_id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
        ],
      },
      {
        forEach: 'component',
        column: [
          { name: 'number', path: '%rowIndex', type: 'integer' },
          { name: 'code_system', path: 'code.coding.first().system', type: 'uri' },
          { name: 'code', path: 'code.coding.first().code', type: 'code' },
          {
            name: 'code_text',
            path: 'iif(code.text.exists(), code.text, code.coding.first().display)',
            type: 'string',
          },
          { name: 'value', path: 'value.ofType(Quantity).value', type: 'decimal' },
          { name: 'unit', path: 'value.ofType(Quantity).unit', type: 'string' },
          { name: 'value_code', path: 'value.ofType(CodeableConcept).coding.first().code', type: 'code' },
        ],
      },
    ],
  },
};
