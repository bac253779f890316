import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const appointments: ShippedView = {
  name: 'appointments',
  title: { en: 'Appointments', 'zh-CN': '预约' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/appointments',
    name: 'appointments',
    title: 'Appointments',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Appointment',
    where: [{ path: "status.empty() or status != 'entered-in-error'" }],
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'patient_id', path: 'participant.actor.getReferenceKey(Patient).first()', type: 'id' },
          { name: 'practitioner_id', path: 'participant.actor.getReferenceKey(Practitioner).first()', type: 'id' },
          { name: 'day', path: '%clinicDay', description: "Day of the clinic's calendar", type: 'date' },
          { name: 'status', path: 'status', type: 'code' },
          { name: 'starts_at', path: 'start', type: 'instant' },
          { name: 'minutes', path: 'minutesDuration', type: 'positiveInt' },
          { name: 'reason_text', path: 'reasonCode.first().text', type: 'string' },
        ],
      },
    ],
  },
};
