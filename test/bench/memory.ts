/** Memory of the vault over a working day, in a process of its own: searches, charts, visits, a report. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
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
    const peak = JSON.stringify(join(ROOT, 'test', 'bench', 'peak.ts'));
    const idling = `const { peakMemory } = await import(${peak}); console.log(peakMemory());`;
    for (let round = 0; round < options.repeat; round++) {
      const copy = join(options.folder, `home-${round}`);
      cpSync(home, copy, { recursive: true });
      day.push(await peakOf([join(ROOT, 'test', 'bench', 'working-day.ts'), options.folder, `home-${round}`]));
      idle.push(await peakOf(['--input-type=module', '-e', idling]));
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

/** What the process printed: its peak in bytes. */
async function peakOf(args: string[]): Promise<number> {
  const { code, stdout, stderr } = await capture(process.execPath, args, { limitMs: LIMIT_MS });
  if (code !== 0) throw new Error(stderr.slice(-2000));
  return Number(stdout.trim().split('\n').at(-1));
}
