import { describe, expect, it } from 'vitest';
import { lineOfElement, spanOfElement } from '../../../shared/records/json-places.ts';

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

describe('the part of a text that an element is', () => {
  const text = `{
  "resource": "Patient",
  "constant": [],
  "select": [{ "column": [{ "name": "id", "path": "id" }, { "name": "", "path": "gender.(" }], "where": [1, "x"] }]
}`;
  const shown = (expression: string): string | undefined => {
    const span = spanOfElement(text, expression);
    return span && text.slice(span.from, span.to);
  };

  it('is a value without its quotes, or the name of what has several', () => {
    expect(shown('View.resource')).toBe('Patient');
    expect(shown('View.select[0].column[1].path')).toBe('gender.(');
    expect(spanOfElement(text, 'View.select[0].column[1].path')?.from).toBe(text.indexOf('gender.('));
    expect(shown('View.select[0].column[1].name')).toBe('""');
    expect(shown('View.select[0].where[0]')).toBe('1');
    expect(shown('View.select[0].where[1]')).toBe('x');
    expect(shown('View.constant')).toBe('"constant"');
    expect(shown('View.select[0].column[1]')).toBe('{');
  });

  it('is that of the nearest element around one that is not there', () => {
    expect(shown('View.select[0].column[0].type')).toBe('{');
    expect(shown('View.select[0].unionAll')).toBe('{');
    expect(shown('View.name')).toBe('{');
    expect(spanOfElement('', 'View.name')).toBeUndefined();
  });
});
