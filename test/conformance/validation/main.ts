/** Our verdicts beside those of a table, and the score: `npm run conformance:validation -- DIR [--part all|develop|held]`. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnown } from '../../../electron/vault/quality/validation/index.ts';
import { validateText } from '../../../electron/vault/quality/validation/text.ts';
import { type Finding, findingText } from '../../../shared/quality/finding.ts';
import { type Case, type Part, readCases } from './cases.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: 'all' } },
});
const [folder] = positionals;
if (folder === undefined || !['all', 'develop', 'held'].includes(values.part)) {
  console.error('Usage: npm run conformance:validation -- DIR [--part all|develop|held]');
  process.exit(2);
}

const context = { level: 'thorough', known: await loadKnown(), strict: true } as const;
const rows = readCases(resolve(folder), values.part as Part).map((one) => ({ ...one, ...judge(one) }));
const width = Math.max(4, ...rows.map(({ file }) => file.length));
console.log(`${'file'.padEnd(width)}  expected  ours      first finding`);
for (const { file, rejected, errors, first } of rows) {
  const ours = errors > 0 ? 'rejected' : 'accepted';
  const mark = rejected === errors > 0 ? ' ' : '!';
  console.log(`${file.padEnd(width)}  ${rejected ? 'rejected' : 'accepted'}  ${ours} ${mark}${first}`);
}
const bad = rows.filter(({ rejected }) => rejected);
const good = rows.filter(({ rejected }) => !rejected);
const right = (some: typeof rows): number => some.filter(({ rejected, errors }) => rejected === errors > 0).length;
console.log(`rejects ${right(bad)} of ${bad.length}, accepts ${right(good)} of ${good.length}`);

function judge({ file }: Case): { errors: number; first: string } {
  const path = join(resolve(folder ?? ''), file);
  if (!existsSync(path)) return { errors: 0, first: 'no such file' };
  const errors = validateText(readFileSync(path, 'utf8'), context).filter(({ severity }) => severity === 'error');
  return { errors: errors.length, first: errors[0] ? lineOf(errors[0]) : '' };
}

function lineOf(finding: Finding): string {
  return `${finding.expression}: ${findingText(finding, 'en')}`.replace(/\s+/g, ' ').slice(0, 160);
}
