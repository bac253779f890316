/** Whose time is booked in slots. http://hl7.org/fhir/R4/schedule.html */
import type { RecordType } from '../contract.ts';

export const schedule: RecordType<'Schedule'> = {
  type: 'Schedule',
  groups: {},
  times: ['planningHorizon'],
  texts: ['comment'],
  sample: {
    resourceType: 'Schedule',
    active: true,
    serviceType: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/service-type', code: '124' }] }],
    actor: [{ reference: 'Practitioner/example' }],
    planningHorizon: { start: '2024-03-01', end: '2024-03-08' },
  },
};
