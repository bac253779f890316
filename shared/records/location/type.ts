/** A room, a house, a store. http://hl7.org/fhir/R4/location.html */
import type { RecordType } from '../contract.ts';

export const location: RecordType<'Location'> = {
  type: 'Location',
  groups: {},
  times: [],
  texts: ['name', 'description'],
  sample: {
    resourceType: 'Location',
    status: 'active',
    name: 'Room 1',
    mode: 'instance',
  },
};
