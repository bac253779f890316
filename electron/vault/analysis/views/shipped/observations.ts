import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const observations: ShippedView = {
  name: 'observations',
  title: { en: 'Observations and results', 'zh-CN': '检查检验结果' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/observations',
    name: 'observations',
    title: 'Observations and results',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Observation',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'visit_id', path: 'encounter.getReferenceKey(Encounter)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'status', path: 'status', type: 'code' },
          { name: 'category', path: 'category.first().coding.first().code', type: 'code' },
          { name: 'code_system', path: 'code.coding.first().system', type: 'uri' },
          { name: 'code', path: 'code.coding.first().code', type: 'code' },
          {
            name: 'code_text',
            path: 'iif(code.text.exists(), code.text, code.coding.first().display)',
            type: 'string',
          },
          { name: 'effective_at', path: 'effective.ofType(dateTime)', type: 'dateTime' },
          { name: 'value', path: 'value.ofType(Quantity).value', type: 'decimal' },
          {
            name: 'unit',
            path: 'iif(value.ofType(Quantity).code.exists(), value.ofType(Quantity).code, value.ofType(Quantity).unit)',
            type: 'string',
          },
          { name: 'value_code', path: 'value.ofType(CodeableConcept).coding.first().code', type: 'code' },
          {
            name: 'value_text',
            path: 'iif(value.ofType(string).exists(), value.ofType(string), value.ofType(CodeableConcept).text)',
            type: 'string',
          },
          { name: 'interpretation', path: 'interpretation.first().coding.first().code', type: 'code' },
        ],
      },
    ],
  },
};
