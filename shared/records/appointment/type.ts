/** An appointment, and its place in the queue. http://hl7.org/fhir/R4/appointment.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtOrder } from '../plausible.ts';

export const appointment: RecordType<'Appointment'> = {
  type: 'Appointment',
  groups: {
    // app-2, app-3: start and end come together, and only some states go without; app-4: a reason only for what was cancelled; the length is theirs
    status: 'time',
    cancelationReason: 'time',
    start: 'time',
    end: 'time',
    minutesDuration: 'time',
  },
  times: ['start', 'requestedPeriod', 'created'],
  texts: ['description', 'comment', 'patientInstruction', 'reasonCode'],
  final: enteredInError,
  doubts: (resource) => doubtOrder(resource, [['start', 'end']]),
  sample: {
    resourceType: 'Appointment',
    status: 'booked',
    start: '2024-03-08T09:00:00+08:00',
    end: '2024-03-08T09:20:00+08:00',
    participant: [{ actor: { reference: 'Patient/example' }, status: 'accepted' }],
  },
};
