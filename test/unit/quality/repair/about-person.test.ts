/** Which texts are about a person, by their words. */
import { describe, expect, it } from 'vitest';
import { aboutPerson, folded } from '../../../../electron/vault/quality/repair/about-person.ts';

const person = {
  names: [
    { text: '张三', family: '张', given: ['三'] },
    { family: 'Zhang', given: ['San', 'Wu'] },
  ],
  births: ['1980-02-03'],
  identifiers: [
    { system: 'urn:oid:2.16.156.10011.1.3', value: '11010119800203101X' },
    { system: 'urn:mrn', value: 'A01' },
    { system: 'urn:room', value: '1' },
    { system: 'urn:old', value: '100020' },
  ],
};
const isAbout = aboutPerson({ ...person, original: 'p-9' });
const told = (text: string, sameSender = true): boolean => isAbout(folded(text), { sameSender });

it.each([
  ['病历号,姓名,出生日期\r\nX9,张三,1980/2/3', true],
  ['X9,张三,1980年02月03日', true],
  ['X9,张三,03/02/1980', true],
  ['X9,张三,19800203', true],
  ['{"name":[{"family":"\\u5f20","given":["\\u4e09"]}],"birthDate":"1980-02-03"', true],
  ['{"birthDate":"1980-02-03","name":[{"given":["San"],"use":"official","family":"Zhang"}]', true],
  ['ZHANG,San,2/3/1980', true],
  ['Zhang, San; born 3 Feb 1980', true],
  ['Zhang San, Feb. 3rd, 1980', true],
  ['患者张三于1980年2月3日出生', true],
  ['A01,张三,not a day', true],
  ['身份证：１１０１０１１９８００２０３１０１ｘ', true],
  ['{"subject":{"reference":"Patient/p-9"}', true],
  ['{"subject":{"reference":"Patient\\/p-9"}', true],
  ['{"subject":{"reference":"Patient/p‑9"}', true],
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
  // a short number is in every row, a postal code in many
  ['X9,张三,1975/1/3', false],
  ['1,张三,not a day', false],
  ['100020,张三,not a day', true],
  ['X9,张三,Beijing 100020', false],
  ['X9,李四,Beijing 100020', false],
  // a name here, another's birth date far below
  [`张三\n${'x,y\n'.repeat(2000)}李四,1980-02-03`, false],
])('%s: %s', (text, about) => {
  expect(told(text)).toBe(about);
});

describe('an id of the sender', () => {
  it('means somebody else where another sender says it', () => {
    expect(told('{"subject":{"reference":"Patient/p-9"}', false)).toBe(false);
  });

  it('may be a condition, with a number that is theirs alone', () => {
    const met = aboutPerson({ names: [], births: [], identifiers: [], original: '?identifier=urn:card|K-778201' });
    expect(met(folded('K-778201,,'), { sameSender: false })).toBe(true);
  });
});

describe('a name', () => {
  it('of one word has to be all that stands there', () => {
    const one = aboutPerson({ names: [{ family: 'Li' }], births: ['1980-02-03'], identifiers: [] });
    expect(one(folded('7,Li,1980-02-03'), { sameSender: true })).toBe(true);
    expect(one(folded('7,Li Na,1980-02-03'), { sameSender: true })).toBe(false);
  });

  it('as one text is found in its parts', () => {
    const one = aboutPerson({ names: [{ text: 'Nora May Quill' }], births: ['1980-02'], identifiers: [] });
    expect(one(folded('{"family":"Quill","given":["Nora"]},"birthDate":"1980-02"'), { sameSender: true })).toBe(true);
    expect(one(folded('{"family":"Quill","given":["Ada"]},"birthDate":"1980-02"'), { sameSender: true })).toBe(false);
    expect(one(folded('{"family":"Quill","given":["Nora"]},"birthDate":"1980-02-14"'), { sameSender: true })).toBe(
      false,
    );
  });

  it('may hold any character', () => {
    const odd = aboutPerson({
      names: [{ text: 'No\\ra (Q' }],
      births: ['1980-02-03'],
      identifiers: [{ value: 'a\\b[c(d*1234' }],
    });
    expect(odd(folded('"a\\\\b[c(d*1234"'), { sameSender: true })).toBe(true);
    expect(odd(folded('ab'), { sameSender: true })).toBe(false);
  });
});
