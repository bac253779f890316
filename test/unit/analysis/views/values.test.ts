import { describe, expect, it } from 'vitest';
import { decimalBoundary, timeBoundary } from '../../../../shared/views/boundary.ts';
import { referencedId } from '../../../../shared/views/reference.ts';
import { orderOfTimes } from '../../../../shared/views/times.ts';

describe('the order of times', () => {
  it.each([
    ['2020-01-01', '2020-01-02', -1],
    ['2020-02', '2020-01-31', 1],
    ['2020-01', '2020-01-31', null],
    ['2020', '2020', 0],
    ['2020-01-01T00:00:00+08:00', '2019-12-31T16:00:00Z', 0],
    ['2020-01-01T00:00:00.500Z', '2020-01-01T00:00:00Z', 1],
    ['2020-01-01T10:00Z', '2020-01-01T10:00:30Z', null],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00+01:00', 1],
    ['2020-12-31T23:30:00-02:00', '2021-01-01T01:29:00Z', 1],
    ['10:00:00', '10:00:01', -1],
    ['10:00', '2020', null],
    ['soon', '2020', null],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(orderOfTimes(a, b)).toBe(expected);
    if (expected !== null) expect(orderOfTimes(b, a)).toBe(-expected + 0);
  });
});

describe('boundaries', () => {
  it.each([
    ['1.0', undefined, 0.95, 1.05],
    ['1', undefined, 0.5, 1.5],
    ['-1.0', undefined, -1.05, -0.95],
    ['0.00', undefined, -0.005, 0.005],
    ['1.587', 2, 1.58, 1.59],
    ['-1.587', 2, -1.59, -1.58],
    ['1.587', 0, 1, 2],
    ['1.5e2', undefined, 145, 155],
    ['123456789012345678.5', 0, 123456789012345680, 123456789012345680],
    ['x', undefined, null, null],
    ['1', 99, null, null],
  ])('of %s with %s digits are %s and %s', (text, digits, low, high) => {
    expect([decimalBoundary(text, 'low', digits), decimalBoundary(text, 'high', digits)]).toEqual([low, high]);
  });

  it.each([
    ['2020', 'date', undefined, '2020-01-01', '2020-12-31'],
    ['2019-02', 'date', undefined, '2019-02-01', '2019-02-28'],
    ['1900-02', 'date', undefined, '1900-02-01', '1900-02-28'],
    ['2000-02', 'date', undefined, '2000-02-01', '2000-02-29'],
    ['2020', 'date', 6, '2020-01', '2020-12'],
    ['2020-05-01', 'dateTime', undefined, '2020-05-01T00:00:00.000+14:00', '2020-05-01T23:59:59.999-12:00'],
    ['2020-05-01T10:00:00.5Z', 'dateTime', undefined, '2020-05-01T10:00:00.500Z', '2020-05-01T10:00:00.599Z'],
    ['2020-05-01', 'dateTime', 8, '2020-05-01', '2020-05-01'],
    ['2020-05-01', 'dateTime', 5, null, null],
    ['10', 'time', undefined, '10:00:00.000', '10:59:59.999'],
    ['x', 'date', undefined, null, null],
  ])('of %s, a %s, with %s digits', (text, kind, digits, low, high) => {
    expect([timeBoundary(text, kind, 'low', digits), timeBoundary(text, kind, 'high', digits)]).toEqual([low, high]);
  });
});

describe('what a reference names', () => {
  it.each([
    ['Patient/1', 'Patient', '1'],
    ['Patient/1', null, '1'],
    ['Patient/1', 'Group', null],
    ['http://a.example/fhir/Patient/1/_history/2', 'Patient', '1'],
    ['#1', null, null],
    ['urn:uuid:0198f3c2-0000-7000-8000-000000000000', null, null],
    ['Patient/1/2', null, null],
    ['Patient/', null, null],
    [`Patient/${'1'.repeat(65)}`, null, null],
    [`http://${'/'.repeat(5000)}`, null, null],
  ])('%s as %s: %s', (text, type, expected) => {
    expect(referencedId(text, type)).toBe(expected);
  });
});
