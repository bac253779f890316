/**
 * `npm run bench -- [NAME...] [--size small,S,M,L] [--repeat N] [--cache DIR] [--multiplied] [--json FILE]`: figures, each beside its
 * yardstick in the same run, and over several sizes how each grew; as a table and as JSON (into FILE, or behind the table). Not
 * a test: whether targets are reached is said, and changes nothing about the exit code.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Bench, type BenchOptions, type BenchReport, PATIENTS, type Size } from './contract.ts';
import { type Growth, growths, growthTable } from './growth.ts';
import { tableOf } from './print.ts';
import { BENCHES } from './registry.ts';

const SIZES = ['small', 'S', 'M', 'L'] as const satisfies readonly Size[];
/** Rounds where nothing was asked: at the largest sizes one takes long enough. */
const ROUNDS: Readonly<Record<Size, number>> = { small: 2, S: 3, M: 1, L: 1 };
const Arguments = z.strictObject({
  size: z
    .string()
    .default('small')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(SIZES)).min(1)),
  repeat: z.coerce.number().int().min(1).max(100).optional(),
  cache: z.string().min(1).optional(),
  multiplied: z.boolean().default(false),
  json: z.string().optional(),
});
const USAGE = `Usage: npm run bench -- [NAME...] [--size ${SIZES.join(',')}] [--repeat N] [--cache DIR] [--multiplied] [--json FILE]

${Object.entries(BENCHES)
  .map(([name, { about }]) => `  ${name.padEnd(15)}${about}`)
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
  const text = { type: 'string' } as const;
  const options = { size: text, repeat: text, cache: text, json: text, multiplied: { type: 'boolean' } } as const;
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
const { json, names, cache, multiplied } = given;
const sizes = [...new Set(given.size)].sort((a, b) => PATIENTS[a] - PATIENTS[b]);
const repeatAt = (size: Size): number => given.repeat ?? ROUNDS[size];
const about = {
  machine: machine(),
  size: sizes.join(','),
  repeat: repeatAt(sizes[0] ?? 'small'),
  at: new Date().toISOString(),
};
console.log(
  `${about.machine.cpu}, ${about.machine.cores} cores, Node ${about.machine.node}, SQLite ${about.machine.sqlite}; size ${about.size}, medians of ${[...new Set(sizes.map(repeatAt))].join(' or ')}`,
);

/** In an empty folder that is removed afterwards. */
async function runOne(bench: Bench, size: Size): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-'));
  const options: BenchOptions = {
    size,
    repeat: repeatAt(size),
    folder,
    multiplied,
    ...(cache === undefined ? {} : { cache: resolve(cache) }),
  };
  try {
    return await bench.run(options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Outcome extends BenchReport {
  readonly growth: readonly Growth[];
  readonly seconds: number;
}

const reports: Record<string, Outcome> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const begun = performance.now();
  const runs: BenchReport[] = [];
  for (const size of bench.allSizes ? sizes.slice(-1) : sizes) runs.push(await runOne(bench, size));
  const figures = runs.flatMap((run) => run.figures);
  const growth = growths(figures);
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  reports[name] = { figures, detail: runs.map(({ detail }) => detail), growth, seconds };
  console.log(`\n${name}: ${bench.about}\n${tableOf(figures)}`);
  if (growth.length > 0) console.log(`  How it grew:\n${growthTable(growth)}`);
}
const text = `${JSON.stringify({ ...about, benches: reports }, null, 2)}\n`;
if (json === undefined) console.log(`\n${text}`);
else writeFileSync(json, text);
