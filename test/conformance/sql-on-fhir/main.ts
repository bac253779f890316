/** `npm run conformance:sql-on-fhir -- DIR [--report FILE]`: the official report, and the score as the last line. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runSuite, scoreOf } from './suite.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { report: { type: 'string' } } });
const [folder] = positionals;
if (folder === undefined) {
  console.error('Usage: npm run conformance:sql-on-fhir -- DIR [--report FILE]');
  process.exit(2);
}
const report = runSuite(resolve(folder));
const text = JSON.stringify(report, null, 2);
if (values.report === undefined) console.log(text);
else writeFileSync(resolve(values.report), `${text}\n`);
const { passed, all } = scoreOf(report);
console.log(`${passed} of ${all}`);
