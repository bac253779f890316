/** Patient search in a whole vault while its reader computes a dashboard of all measures again and again, beside the same search alone. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { CallOutput } from '../../shared/bridge/index.ts';
import type { Bench, Figure } from './contract.ts';
import { median, medianRatio, percentile, rounded, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { type BenchVault, openHome, unlock } from './vaults.ts';

/** People who are looked for, letter by letter. */
const PEOPLE = 40;
const MOST_LETTERS = 8;

export const searchBesideAnalysisBench: Bench = {
  about: 'patient search while a dashboard is computed again and again; the same search alone',
  run: async (options) => {
    const { home, made } = await prepared(options);
    cpSync(home, join(options.folder, 'home'), { recursive: true });
    const vault = await openHome(options.folder, 'home', false);
    try {
      await unlock(vault);
      const { measures } = await vault.ask('measures.list', {});
      const texts = await keystrokes(vault);
      await searched(vault, texts); // compiled before the clock runs
      await untilIndexed(vault, measures);
      const alone: number[] = [];
      const beside: number[] = [];
      const dashboards: number[] = [];
      for (let round = 0; round < options.repeat; round++) {
        alone.push(percentile(await searched(vault, texts), 0.95));
        const analysis = analyse(vault, measures);
        beside.push(percentile(await searched(vault, texts), 0.95));
        dashboards.push(...(await analysis.stop()));
      }
      const scale = `${whole(made.patients)} patients, ${whole(texts.length)} keystrokes`;
      const figures: Figure[] = [
        {
          what: 'search beside analysis, a keystroke, p95',
          scale,
          ours: rounded(median(beside)),
          unit: 'ms',
          yardstick: { what: 'search alone', value: rounded(median(alone)) },
          ratio: rounded(medianRatio(beside, alone)),
          target: { of: 'ratio', most: 1.25 },
          records: made.records,
        },
        {
          what: `a dashboard of ${measures.length} measures, beside search`,
          scale,
          ours: rounded(median(dashboards)),
          unit: 'ms',
          records: made.records,
        },
      ];
      return { figures, detail: { alone, beside, dashboards } };
    } finally {
      await vault.vault.close();
    }
  },
};

type Measures = CallOutput<'measures.list'>['measures'];

/** Milliseconds of each keystroke, from the question to the answer, as the window asks. */
async function searched(vault: BenchVault, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    await vault.ask('patient.search', { text });
    times.push(performance.now() - start);
  }
  return times;
}

/** Every measure, one after the other, compared with the time before, until it is stopped; milliseconds of each whole dashboard. */
function analyse(vault: BenchVault, measures: Measures): { stop(): Promise<number[]> } {
  let goesOn = true;
  const run = async (): Promise<number[]> => {
    const times: number[] = [];
    while (goesOn) {
      const start = performance.now();
      for (const { name, compares } of measures)
        await vault.ask('measures.ask', { name, ...(compares.includes('period') ? { compare: 'previous' } : {}) });
      times.push(performance.now() - start);
    }
    return times;
  };
  const running = run();
  return {
    stop: () => {
      goesOn = false;
      return running;
    },
  };
}

/** What the vault does in the background after an import has come to its end. */
async function untilIndexed(vault: BenchVault, measures: Measures): Promise<void> {
  const [first] = measures;
  if (!first) throw new Error('there are no measures');
  while ((await vault.ask('measures.ask', { name: first.name })).incomplete > 0)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Every letter of names that are there. */
async function keystrokes(vault: BenchVault): Promise<string[]> {
  const { hits } = await vault.ask('patient.search', { text: '', limit: PEOPLE });
  return hits.flatMap(({ name, latin }) => {
    const text = (latin ?? name).slice(0, MOST_LETTERS);
    return Array.from(text, (_, at) => text.slice(0, at + 1));
  });
}
