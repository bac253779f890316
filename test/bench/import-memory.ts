/** Memory of an import over the size of its file, as lines and as one Bundle, each in a process of its own. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
import type { Bench, BenchOptions, Figure, Size } from './contract.ts';
import { type Layout, writeImport } from './import-files.ts';
import { rounded, whole } from './measure.ts';

const LIMIT_MS = 6 * 3_600_000;
const MB = 1e6;

/** What is imported at each size. */
const RUNS: Readonly<Record<Size, readonly (readonly [Layout, number])[]>> = {
  small: [['bundle', 1]],
  S: [
    ['lines', 10],
    ['bundle', 10],
    ['lines', 100],
    ['bundle', 100],
  ],
  M: [
    ['lines', 300],
    ['bundle', 300],
  ],
  L: [
    ['lines', 1000],
    ['bundle', 1000],
  ],
};

const Told = z.object({ created: z.number(), rejected: z.number(), ms: z.number(), peak: z.number() });

export const importMemoryBench: Bench = {
  about: 'peak memory of an import of 10 MB to 1 GB, as NDJSON and as one Bundle',
  run: async ({ size, folder }: BenchOptions) => {
    const figures: Figure[] = [];
    for (const [layout, megabytes] of RUNS[size]) figures.push(...(await importOne(folder, layout, megabytes)));
    return { figures };
  },
};

async function importOne(folder: string, layout: Layout, megabytes: number): Promise<Figure[]> {
  const file = join(folder, layout === 'lines' ? 'import.ndjson' : 'import.json');
  const written = await writeImport(file, layout, megabytes * MB);
  const args = [join(ROOT, 'test', 'bench', 'import-peak.ts'), folder, file];
  const { code, stdout, stderr } = await capture(process.execPath, args, { limitMs: LIMIT_MS });
  if (code !== 0) throw new Error(stderr.slice(-2000));
  const { created, rejected, ms, peak } = Told.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  if (created === 0 || rejected > 0) throw new Error('the import did not bring everything');
  const scale = `${whole(statSync(file).size / MB)} MB, ${whole(written)} records`;
  for (const path of [file, join(folder, 'home')]) rmSync(path, { recursive: true, force: true });
  const what = layout === 'lines' ? 'import of NDJSON' : 'import of one Bundle';
  return [
    { what: `${what}, peak memory`, scale, ours: rounded(peak / MB), unit: 'MB', records: written },
    { what, scale, ours: rounded(written / (ms / 1000)), unit: 'records/s', records: written },
  ];
}
