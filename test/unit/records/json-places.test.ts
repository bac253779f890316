import { expect, it } from 'vitest';
import { lineOfElement } from '../../../shared/records/json-places.ts';

const patient = { resourceType: 'Patient', name: [{ family: 'a' }, { given: ['b', 'c:{["'] }], birthDate: 'x' };

it('finds the line of an element, alone and in a Bundle of one entry', () => {
  const text = JSON.stringify(patient, null, 2);
  const at = (expression: string) => lineOfElement(text, expression);
  const line = (part: string) => text.split('\n').findIndex((one) => one.includes(part)) + 1;
  expect(at('Patient.birthDate')).toBe(line('birthDate'));
  expect(at('Patient.name[1].given[1]')).toBe(line('c:{'));
  expect(at('Patient.name[0].family')).toBe(line('family'));
  expect(at('Patient.name[0].period')).toBe(line('"name"') + 1);
  expect(at('Patient')).toBe(1);
  const bundle = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: patient }] }, null, 2);
  expect(lineOfElement(bundle, 'Patient.birthDate')).toBe(
    bundle.split('\n').findIndex((one) => one.includes('birthDate')) + 1,
  );
  expect(lineOfElement('{"a":', 'Patient.b')).toBe(1);
  expect(lineOfElement('', 'Patient.b')).toBeUndefined();
});
