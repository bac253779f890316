import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const visits: ShippedView = {
  name: 'visits',
  title: { en: 'Visits', 'zh-CN': '就诊' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/visits',
    name: 'visits',
    title: 'Visits',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Encounter',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'subject.getReferenceKey(Patient)', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'status', path: 'status', type: 'code' },
          { name: 'class', path: 'class.code', type: 'code' },
          { name: 'started_at', path: 'period.start', type: 'dateTime' },
          { name: 'ended_at', path: 'period.end', type: 'dateTime' },
          { name: 'practitioner_id', path: 'participant.individual.getReferenceKey(Practitioner).first()', type: 'id' },
          { name: 'type_text', path: 'type.first().text', type: 'string' },
          { name: 'reason_text', path: 'reasonCode.first().text', type: 'string' },
        ],
      },
    ],
  },
};
