/** A medicine: a preparation or a package of it. http://hl7.org/fhir/R4/medication.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';

export const medication: RecordType<'Medication'> = {
  type: 'Medication',
  groups: {
    // form, strength and ingredients say which medicine the code means
    code: 'code',
    form: 'code',
    amount: 'code',
    ingredient: 'code',
  },
  times: [],
  texts: ['code'],
  final: enteredInError,
  sample: {
    resourceType: 'Medication',
    status: 'active',
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
  },
};
