/** A medicine handed out. http://hl7.org/fhir/R4/medicationdispense.html */
import type { RecordType } from '../contract.ts';
import { doubtDoses } from '../dosage.ts';
import { finalOnce } from '../finality.ts';
import { doubtAmount, doubtFuture } from '../plausible.ts';

export const medicationDispense: RecordType<'MedicationDispense'> = {
  type: 'MedicationDispense',
  groups: {
    // a dose belongs to its medicine, so do the amount, how long it lasts and what was given in its place
    medication: 'medication',
    quantity: 'medication',
    daysSupply: 'medication',
    dosageInstruction: 'medication',
    substitution: 'medication',
    // mdd-1: handed over no earlier than prepared
    whenPrepared: 'when',
    whenHandedOver: 'when',
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['whenHandedOver', 'whenPrepared'],
  texts: ['medicationCodeableConcept', 'note', 'dosageInstruction'],
  final: finalOnce(['completed']),
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['whenPrepared', 'whenHandedOver']),
    ...doubtAmount('MedicationDispense.quantity', resource.quantity),
    ...doubtDoses(resource, 'dosageInstruction'),
  ],
  sample: {
    resourceType: 'MedicationDispense',
    status: 'completed',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    whenHandedOver: '2024-03-01T09:30:00+08:00',
  },
};
