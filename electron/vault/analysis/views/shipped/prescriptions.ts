import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const prescriptions: ShippedView = {
  name: 'prescriptions',
  title: { en: 'Prescriptions', 'zh-CN': '处方' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/prescriptions',
    name: 'prescriptions',
    title: 'Prescriptions',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'MedicationRequest',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'visit_id', path: 'encounter.getReferenceKey(Encounter)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'status', path: 'status', type: 'code' },
          { name: 'intent', path: 'intent', type: 'code' },
          { name: 'medicine_system', path: 'medication.ofType(CodeableConcept).coding.first().system', type: 'uri' },
          { name: 'medicine', path: 'medication.ofType(CodeableConcept).coding.first().code', type: 'code' },
          {
            name: 'medicine_text',
            path: 'iif(medication.ofType(CodeableConcept).text.exists(), medication.ofType(CodeableConcept).text, medication.ofType(CodeableConcept).coding.first().display)',
            type: 'string',
          },
          { name: 'authored_on', path: 'authoredOn', type: 'dateTime' },
          { name: 'practitioner_id', path: 'requester.getReferenceKey(Practitioner)', type: 'id' },
          { name: 'dosage', path: 'dosageInstruction.first().text', type: 'string' },
          {
            name: 'dose',
            path: 'dosageInstruction.first().doseAndRate.first().dose.ofType(Quantity).value',
            type: 'decimal',
          },
          {
            name: 'dose_unit',
            path: 'dosageInstruction.first().doseAndRate.first().dose.ofType(Quantity).unit',
            type: 'string',
          },
          { name: 'route', path: 'dosageInstruction.first().route.text', type: 'string' },
        ],
      },
    ],
  },
};
