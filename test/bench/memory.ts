/** Memory of the vault over a working day, in a process of its own: searches, charts, visits, the list of patients, every measure. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { VAULT_ENTRIES, vaultConfig } from '../../build/bundle/configs.ts';
import { CACHE } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
import { SEMI_SPACE_MB } from '../../shared/base/heap.ts';
import type { Bench, Figure } from './contract.ts';
import { median, rounded, whole } from './measure.ts';
import { prepared } from './prepared.ts';

const LIMIT_MS = 3_600_000;

export const memoryBench: Bench = {
  about: 'peak memory of the vault over a working day, and of its import; a process that does nothing',
  run: async (options) => {
    const { home, made } = await prepared(options);
    const day: number[] = [];
    const idle: number[] = [];
    const programs = await bundled();
    for (let round = 0; round < options.repeat; round++) {
      const copy = join(options.folder, `home-${round}`);
      cpSync(home, copy, { recursive: true });
      day.push(await peakOf([join(programs, 'working-day.js'), options.folder, `home-${round}`]));
      idle.push(await peakOf([join(programs, 'idle.js')]));
    }
    const scale = `${whole(made.patients)} patients, ${whole(made.records)} records`;
    const line = (what: string, bytes: number): Figure => ({
      what,
      scale,
      ours: rounded(bytes / 1e6),
      unit: 'MB',
      yardstick: { what: 'Node doing nothing', value: rounded(median(idle) / 1e6) },
      records: made.records,
    });
    return {
      figures: [
        { ...line('peak memory, working day', median(day)), target: { of: 'ours', most: 400 } },
        line('peak memory, import', made.importPeak),
      ],
      detail: { day, idle, made },
    };
  },
};

/** The vault as the product has it: modules that are compiled while they are read would take a hundred megabytes more. Their folder. */
async function bundled(): Promise<string> {
  const entries = { ...VAULT_ENTRIES, 'working-day': 'test/bench/working-day.ts', idle: 'test/bench/idle.ts' };
  const config = vaultConfig(entries, { release: false });
  const outDir = join(CACHE, 'bench-vault');
  await build({ ...config, build: { ...config.build, outDir } });
  return outDir;
}

/** What the process printed: its peak in bytes. */
async function peakOf(args: string[]): Promise<number> {
  const { code, stdout, stderr } = await capture(
    process.execPath,
    [`--max-semi-space-size=${SEMI_SPACE_MB}`, ...args],
    { limitMs: LIMIT_MS },
  );
  if (code !== 0) throw new Error(stderr.slice(-2000));
  return Number(stdout.trim().split('\n').at(-1));
}
