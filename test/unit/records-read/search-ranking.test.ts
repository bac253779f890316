import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchPatients } from '../../../electron/vault/records/patient-search.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { insertAll, openScratch } from './rows.ts';

const person = (id: string, family: string, given: string[], more: JsonObject = {}): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given }],
  ...more,
});
const visit = (patient: string, day: string): JsonObject => ({
  resourceType: 'Encounter',
  id: `visit-${patient}-${day}`,
  status: 'finished',
  subject: { reference: `Patient/${patient}` },
  period: { start: day },
});

/** In an order that is none of those expected. */
const PEOPLE = [
  person('liwei-old', '李', ['伟']),
  person('liweiguo', '李', ['伟国']),
  person('liwei-new', '李', ['伟']),
  person('liwei-never', '李', ['伟']),
  person('liwei-traditional', '李', ['偉']),
  person('lei', '黎', ['维']),
  person('johnson-never', 'Johnson', ['Amy']),
  person('johnson-old', 'Johnson', ['Zoe']),
  person('johnson-new', 'Johnson', ['Mia']),
  person('johnsonbaker', 'Johnson-Baker', ['Ann']),
  person('johnsons', 'Johnsons', ['Bea']),
  person('jonson', 'Jonson', ['Ben']),
  person('anna', 'Karenina', ['Anna']),
  person('annabel', 'Lee', ['Annabel']),
  person('phone', 'Doe', ['Jane'], { telecom: [{ system: 'phone', value: '13987654321' }] }),
  person('number', 'Doe', ['John'], { identifier: [{ value: '139' }] }),
  person('digits', 'Doe', ['Jim'], { identifier: [{ value: '1398' }] }),
];
const VISITS = [
  visit('liwei-old', '2020-01-01'),
  visit('liwei-new', '2024-05-01'),
  visit('liwei-traditional', '2022-05-01'),
  visit('liweiguo', '2025-01-01'),
  visit('johnson-old', '2019-03-03'),
  visit('johnson-new', '2024-03-03'),
  visit('johnson-new', '2018-03-03'),
  visit('jonson', '2025-03-03'),
  visit('johnsons', '2025-03-03'),
  visit('annabel', '2025-03-03'),
  visit('phone', '2025-03-03'),
];

describe('the order of patients found', () => {
  let store: Store;
  let close: () => void;
  beforeAll(() => {
    ({ store, close } = openScratch());
    insertAll(store, [...PEOPLE, ...VISITS]);
  });
  afterAll(() => close());

  it.each<[text: string, expected: string[]]>([
    // a whole name before its beginning, however lately seen; then the last visit; never seen comes last; then who sounds alike
    ['李伟', ['liwei-new', 'liwei-traditional', 'liwei-old', 'liwei-never', 'liweiguo', 'lei']],
    ['李偉', ['liwei-new', 'liwei-traditional', 'liwei-old', 'liwei-never', 'liweiguo', 'lei']],
    ['liwei', ['liwei-new', 'liwei-traditional', 'liwei-old', 'lei', 'liwei-never', 'liweiguo']],
    ['lw', ['liwei-new', 'liwei-traditional', 'liwei-old', 'lei', 'liwei-never', 'liweiguo']],
    ['李', ['liweiguo', 'liwei-new', 'liwei-traditional', 'liwei-old', 'liwei-never']],
    // whole word, beginning, one edit; a piece of a double name counts as half
    ['johnson', ['johnson-new', 'johnson-old', 'johnson-never', 'johnsons', 'johnsonbaker', 'jonson']],
    ['jonson', ['jonson', 'johnson-new', 'johnson-old', 'johnson-never', 'johnsons', 'johnsonbaker']],
    ['johnson mia', ['johnson-new']],
    ['anna', ['anna', 'annabel']],
    ['ann', ['johnsonbaker', 'annabel', 'anna']],
    // a whole number, then those that go on
    ['139', ['number', 'phone', 'digits']],
    ['1398', ['digits', 'phone']],
  ])('%s', (text, expected) => {
    expect(searchPatients(store, text, 50).hits.map((hit) => hit.id)).toEqual(expected);
  });
});
