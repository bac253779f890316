import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const bloodPressures: ShippedView = {
  name: 'blood_pressures',
  title: { en: 'Blood pressures', 'zh-CN': '血压' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/blood_pressures',
    name: 'blood_pressures',
    title: 'Blood pressures',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Observation',
    where: [
      { path: "status.empty() or status != 'entered-in-error'" },
      {
        path: "code.coding.exists(system = %loinc and code = '85354-9') or component.code.coding.exists(system = %loinc and code = '8480-6')",
      },
    ],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'visit_id', path: 'encounter.getReferenceKey(Encounter)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'effective_at', path: 'effective.ofType(dateTime)', type: 'dateTime' },
          {
            name: 'systolic',
            path: "component.where(code.coding.exists(system = %loinc and code = '8480-6')).first().value.ofType(Quantity).value",
            type: 'decimal',
          },
          {
            name: 'diastolic',
            path: "component.where(code.coding.exists(system = %loinc and code = '8462-4')).first().value.ofType(Quantity).value",
            type: 'decimal',
          },
        ],
      },
    ],
  },
};
