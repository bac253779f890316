/** A movement of stock. http://hl7.org/fhir/R4/supplydelivery.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { memberOf } from '../members.ts';
import { doubtAmount, doubtFuture } from '../plausible.ts';

export const supplyDelivery: RecordType<'SupplyDelivery'> = {
  type: 'SupplyDelivery',
  groups: {
    // so much of what, from where, to where: another of the four makes it another movement
    type: 'movement',
    suppliedItem: 'movement',
    supplier: 'movement',
    destination: 'movement',
  },
  times: ['occurrenceDateTime', 'occurrencePeriod'],
  texts: [],
  final: finalOnce(['completed']),
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['occurrenceDateTime']),
    ...doubtAmount('SupplyDelivery.suppliedItem.quantity', memberOf(resource.suppliedItem, 'quantity')),
  ],
  sample: {
    resourceType: 'SupplyDelivery',
    status: 'completed',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/supply-item-type', code: 'medication' }] },
    suppliedItem: {
      quantity: { value: 100 },
      itemCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    },
    occurrenceDateTime: '2024-03-01',
  },
};
