/** A bill or a receipt. http://hl7.org/fhir/R4/invoice.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const invoice: RecordType<'Invoice'> = {
  type: 'Invoice',
  groups: {
    // totals are the sums of these lines
    lineItem: 'amount',
    totalPriceComponent: 'amount',
    totalNet: 'amount',
    totalGross: 'amount',
    // the reason is that of "cancelled"
    status: 'status',
    cancelledReason: 'status',
  },
  times: ['date'],
  texts: ['cancelledReason', 'note'],
  final: finalOnce(['balanced', 'cancelled']),
  doubts: (resource, today) => doubtFuture(resource, today, ['date']),
  sample: {
    resourceType: 'Invoice',
    status: 'issued',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'FFSTOP' }] },
    subject: { reference: 'Patient/example' },
    date: '2024-03-01',
    totalGross: { value: 20, currency: 'CNY' },
  },
};
