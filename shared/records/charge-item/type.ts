/** A fee. http://hl7.org/fhir/R4/chargeitem.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtAmount, doubtFuture } from '../plausible.ts';

export const chargeItem: RecordType<'ChargeItem'> = {
  type: 'ChargeItem',
  groups: {
    // an amount is what this much of this service costs
    code: 'code',
    product: 'code',
    quantity: 'code',
    factorOverride: 'code',
    priceOverride: 'code',
    overrideReason: 'code',
  },
  times: ['occurrenceDateTime', 'occurrencePeriod', 'enteredDate'],
  texts: ['code', 'overrideReason', 'note'],
  final: enteredInError,
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['occurrenceDateTime', 'enteredDate']),
    ...doubtAmount('ChargeItem.quantity', resource.quantity),
  ],
  sample: {
    resourceType: 'ChargeItem',
    status: 'billable',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '11429006' }] },
    subject: { reference: 'Patient/example' },
    occurrenceDateTime: '2024-03-01',
  },
};
