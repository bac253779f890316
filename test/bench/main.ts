/**
 * `npm run bench -- [NAME...] [--size small|S|M|L] [--repeat N] [--json FILE]`: figures, each beside its yardstick in the
 * same run, as a table and as JSON (into FILE, or behind the table). Not a test: whether targets are reached is said, and
 * changes nothing about the exit code.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { BenchReport } from './contract.ts';
import { tableOf } from './print.ts';
import { BENCHES } from './registry.ts';

const Size = z.enum(['small', 'S', 'M', 'L']);
const Arguments = z.strictObject({
  size: Size.default('small'),
  repeat: z.coerce.number().int().min(1).max(100).optional(),
  json: z.string().optional(),
});
const USAGE = `Usage: npm run bench -- [NAME...] [--size ${Size.options.join('|')}] [--repeat N] [--json FILE]

${Object.entries(BENCHES)
  .map(([name, { about }]) => `  ${name.padEnd(10)}${about}`)
  .join('\n')}
`;

/** What the figures were measured on. */
function machine() {
  const db = new Database(':memory:');
  const sqlite = db.prepare<[], string>('SELECT sqlite_version()').pluck().get();
  db.close();
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    sqlite,
  };
}

function readArguments() {
  const options = { size: { type: 'string' }, repeat: { type: 'string' }, json: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const parsed = Arguments.safeParse(values);
    const known = positionals.every((name) => Object.hasOwn(BENCHES, name));
    return parsed.success && known ? { ...parsed.data, names: positionals } : null;
  } catch {
    return null; // an option that does not exist
  }
}

const given = readArguments();
if (!given) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { size, json, names } = given;
const repeat = given.repeat ?? (size === 'small' ? 2 : 3);
const about = { machine: machine(), size, repeat, at: new Date().toISOString() };
console.log(
  `${about.machine.cpu}, ${about.machine.cores} cores, Node ${about.machine.node}, SQLite ${about.machine.sqlite}; size ${size}, medians of ${repeat}`,
);

const reports: Record<string, BenchReport & { seconds: number }> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-'));
  try {
    const begun = performance.now();
    const report = await bench.run({ size, repeat, folder });
    reports[name] = { ...report, seconds: Math.round((performance.now() - begun) / 100) / 10 };
    console.log(`\n${name}: ${bench.about}\n${tableOf(report.figures)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const text = `${JSON.stringify({ ...about, benches: reports }, null, 2)}\n`;
if (json === undefined) console.log(`\n${text}`);
else writeFileSync(json, text);
