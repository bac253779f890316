/** A time that can be booked. http://hl7.org/fhir/R4/slot.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtOrder } from '../plausible.ts';

export const slot: RecordType<'Slot'> = {
  type: 'Slot',
  groups: {
    // free or busy is said of this very time
    status: 'time',
    start: 'time',
    end: 'time',
    overbooked: 'time',
  },
  times: ['start'],
  texts: ['comment'],
  final: enteredInError,
  doubts: (resource) => doubtOrder(resource, [['start', 'end']]),
  sample: {
    resourceType: 'Slot',
    schedule: { reference: 'Schedule/example' },
    serviceType: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/service-type', code: '124' }] }],
    status: 'free',
    start: '2024-03-01T09:00:00+08:00',
    end: '2024-03-01T09:20:00+08:00',
  },
};
