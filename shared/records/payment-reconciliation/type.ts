/** What payments were for. http://hl7.org/fhir/R4/paymentreconciliation.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const paymentReconciliation: RecordType<'PaymentReconciliation'> = {
  type: 'PaymentReconciliation',
  groups: {
    // the details add up to the amount
    paymentAmount: 'payment',
    paymentDate: 'payment',
    paymentIdentifier: 'payment',
    detail: 'payment',
  },
  times: ['paymentDate', 'created'],
  texts: ['disposition', 'processNote'],
  final: finalOnce(['active', 'cancelled']),
  doubts: (resource, today) => doubtFuture(resource, today, ['paymentDate', 'created']),
  sample: {
    resourceType: 'PaymentReconciliation',
    status: 'active',
    created: '2024-03-01',
    paymentDate: '2024-03-01',
    paymentAmount: { value: 20, currency: 'CNY' },
  },
};
