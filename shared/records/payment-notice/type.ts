/** A payment received. http://hl7.org/fhir/R4/paymentnotice.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const paymentNotice: RecordType<'PaymentNotice'> = {
  type: 'PaymentNotice',
  groups: {
    // how much of what was paid, and when
    payment: 'payment',
    paymentDate: 'payment',
    amount: 'payment',
    paymentStatus: 'payment',
  },
  times: ['paymentDate', 'created'],
  texts: [],
  final: finalOnce(['active', 'cancelled']),
  doubts: (resource, today) => doubtFuture(resource, today, ['paymentDate', 'created']),
  sample: {
    resourceType: 'PaymentNotice',
    status: 'active',
    created: '2024-03-01',
    payment: { reference: 'PaymentReconciliation/example' },
    recipient: { reference: 'Organization/example' },
    amount: { value: 20, currency: 'CNY' },
  },
};
