/** Making a clinic as NDJSON files, in memory that does not grow with it; reading, parsing and writing the same lines. */

import { once } from 'node:events';
import { createReadStream, createWriteStream, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateFiles } from '../../electron/cli/generate.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { alternate, median, medianRatio, rounded, timed, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { SEED } from './sample.ts';

export const generateBench: Bench = {
  about: 'a generated clinic written as NDJSON; parsing and writing the same lines',
  run: async (options) => {
    const { made } = await prepared(options);
    const patients = PATIENTS[options.size];
    const first = join(options.folder, 'first');
    const out = join(options.folder, 'out');
    const { resources } = await generate(first, patients);
    const rate = (ms: number): number => (resources / ms) * 1000;
    const times = await alternate(options.repeat, {
      ours: async () => {
        const ms = await timed(() => generate(out, patients));
        await rm(out, { recursive: true });
        return rate(ms);
      },
      copied: async () => {
        const ms = await timed(() => copyLines(first, out));
        await rm(out, { recursive: true });
        return rate(ms);
      },
    });
    const scale = `${whole(patients)} patients, ${whole(resources)} resources`;
    const figures: Figure[] = [
      {
        what: 'generate',
        scale,
        ours: rounded(median(times.ours)),
        unit: 'resources/s',
        yardstick: { what: 'lines read, parsed, written', value: rounded(median(times.copied)) },
        ratio: rounded(medianRatio(times.ours, times.copied)),
        records: resources,
      },
      { what: 'generate, peak memory', scale, ours: rounded(made.generatePeak / 1e6), unit: 'MB', records: resources },
    ];
    return { figures, detail: { times, made } };
  },
};

function generate(folder: string, patients: number): Promise<{ resources: number }> {
  return generateFiles(folder, { patients, seed: SEED, locale: 'mixed' }, () => {}, new AbortController().signal);
}

async function copyLines(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of readdirSync(from)) {
    const out = createWriteStream(join(to, name));
    for await (const line of createInterface({ input: createReadStream(join(from, name)) }))
      if (!out.write(`${JSON.stringify(JSON.parse(line))}\n`)) await once(out, 'drain');
    out.end();
    await once(out, 'finish');
  }
}
