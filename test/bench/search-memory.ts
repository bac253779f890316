/** Patient search in an encrypted vault against libraries that hold all patients in memory, over the same keystrokes. */
import { join } from 'node:path';
import { searchPatients } from '../../electron/vault/records/patient-search.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { objectsIn, textIn } from '../../shared/records/members.ts';
import type { Bench, Figure } from './contract.ts';
import { percentile, rounded, whole } from './measure.ts';
import { flexSearch, type MemorySearch, miniSearch } from './memory-search.ts';
import { prepared, scratch } from './prepared.ts';
import { sampleResources } from './sample.ts';

const LIMIT = 50;
/** People who are looked for, spread over the clinic. */
const PEOPLE = 60;

export const searchMemoryBench: Bench = {
  about: 'patient search in the vault; MiniSearch and FlexSearch with all patients in memory',
  run: async (options) => {
    const { home, made } = await prepared(options);
    const texts = keystrokes(made.patients);
    const vault = await scratch(home, join(options.folder, 'vault.db'), true);
    try {
      const ours = timesOf(texts, (text) => searchPatients(vault.workspace.store, text, LIMIT));
      const rivals = [
        { what: 'MiniSearch, in memory', ...built(() => miniSearch(patientsOf(made.patients)), texts) },
        { what: 'FlexSearch, in memory', ...built(() => flexSearch(patientsOf(made.patients)), texts) },
      ];
      const figures = rivals.map(
        ({ what, times }): Figure => ({
          what: 'search, a keystroke, p95',
          scale: `${whole(made.patients)} patients, ${whole(texts.length)} keystrokes`,
          ours: rounded(percentile(ours, 0.95)),
          unit: 'ms',
          yardstick: { what, value: rounded(percentile(times, 0.95)) },
          ratio: rounded(percentile(ours, 0.95) / percentile(times, 0.95)),
          target: { of: 'ours', most: 10 },
          records: made.records,
        }),
      );
      const detail = rivals.map(({ what, buildMs, heapBytes }) => ({ what, buildMs, heapBytes }));
      return { figures, detail };
    } finally {
      vault.close();
    }
  },
};

function* patientsOf(patients: number): Generator<JsonObject> {
  for (const resource of sampleResources(patients)) if (resource.resourceType === 'Patient') yield resource;
}

/** What it takes to be ready, and how fast it is then; the index is forgotten. */
function built(make: () => MemorySearch, texts: readonly string[]) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const index = make();
  const buildMs = performance.now() - begun;
  globalThis.gc?.();
  const heapBytes = process.memoryUsage().heapUsed - before;
  return { buildMs, heapBytes, times: timesOf(texts, (text) => index.search(text, LIMIT)) };
}

/** Every keystroke of the names in characters and in pinyin, and of birth dates. */
function keystrokes(patients: number): string[] {
  const every = Math.max(1, Math.floor(patients / PEOPLE));
  const texts: string[] = [];
  let count = 0;
  for (const patient of patientsOf(patients)) {
    if (count++ % every !== 0) continue;
    const names = objectsIn(patient.name).map(({ text }) => textIn(text).toLowerCase());
    const text = [...names, textIn(patient.birthDate)][count % (names.length + 1)] ?? '';
    for (let length = 1; length <= text.length; length += 1) texts.push(text.slice(0, length));
  }
  return texts;
}

function timesOf(texts: readonly string[], search: (text: string) => unknown): number[] {
  for (const text of texts.slice(0, 20)) search(text);
  return texts.map((text) => {
    // the best of three: what else the machine did meanwhile is nobody's keystroke
    const tries = Array.from({ length: 3 }, () => {
      const start = performance.now();
      search(text);
      return performance.now() - start;
    });
    return Math.min(...tries);
  });
}
