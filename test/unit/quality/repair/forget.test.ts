/** Which texts are about a person. */
import { expect, it } from 'vitest';
import { aboutPerson } from '../../../../electron/vault/quality/repair/forget.ts';

const isAbout = aboutPerson({
  patient: {
    resourceType: 'Patient',
    name: [
      { text: '张三', family: '张', given: ['三'] },
      { family: 'Zhang', given: ['San', 'Wu'] },
    ],
    birthDate: '1980-02-03',
    identifier: [
      { system: 'urn:oid:2.16.156.10011.1.3', value: '11010119800203101X' },
      { system: 'urn:mrn', value: 'A01' },
    ],
  },
  originals: ['p-9'],
});

it.each([
  ['病历号,姓名,出生日期\r\nX9,张三,1980/2/3', true],
  ['X9,张三,1980年02月03日', true],
  ['X9,张三,03/02/1980', true],
  ['X9,张三,19800203', true],
  ['{"name":[{"family":"\\u5f20","given":["\\u4e09"]}],"birthDate":"1980-02-03"', true],
  ['ZHANG,San,2/3/1980', true],
  ['A01,张三,not a day', true],
  ['身份证：１１０１０１１９８００２０３１０１ｘ', true],
  ['{"subject":{"reference":"Patient/p-9"}', true],
  // namesakes, relatives, numbers within others
  ['X9,张三,1980/2/13', false],
  ['X9,张三丰,1980/2/3', false],
  ['X9,李四,1980/2/3', false],
  ['X9,张三,', false],
  ['A01,,', false],
  ['A011,张三,', false],
  ['911010119800203101X', false],
  ['{"subject":{"reference":"Patient/p-90"}', false],
  ['X9,张三,21980/2/34', false],
])('%s: %s', (text, about) => {
  expect(isAbout(text)).toBe(about);
});
