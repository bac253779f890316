import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runSuite, scoreOf } from '../../../conformance/sql-on-fhir/suite.ts';

const FOLDER = join(resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data'), 'sql-on-fhir');

it.skipIf(!existsSync(FOLDER))('passes every official test of SQL on FHIR', () => {
  const report = runSuite(FOLDER);
  const failed = Object.entries(report).flatMap(([file, { tests }]) =>
    tests.filter(({ result }) => !result.passed).map(({ name, result }) => `${file}: ${name}: ${result.reason}`),
  );
  expect(failed).toEqual([]);
  expect(scoreOf(report).all).toBeGreaterThanOrEqual(134);
});
