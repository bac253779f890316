/** An instrument, an implant, a program. http://hl7.org/fhir/R4/device.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtOrder } from '../plausible.ts';

export const device: RecordType<'Device'> = {
  type: 'Device',
  groups: {
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
    // numbers and dates are those of one device
    lotNumber: 'number',
    serialNumber: 'number',
    manufactureDate: 'number',
    expirationDate: 'number',
    distinctIdentifier: 'number',
    udiCarrier: 'number',
  },
  times: [],
  texts: ['note'],
  final: enteredInError,
  doubts: (resource) => doubtOrder(resource, [['manufactureDate', 'expirationDate']]),
  sample: {
    resourceType: 'Device',
    status: 'active',
    type: { coding: [{ system: 'http://snomed.info/sct', code: '258057004' }] },
    serialNumber: '1',
  },
};
