/** The benches. A new one: a file with a `Bench`, and its line here. */
import { chartBench } from './chart.ts';
import { cohortBench } from './cohorts.ts';
import type { Bench } from './contract.ts';
import { duplicatesBench } from './duplicates.ts';
import { endpointBench } from './endpoint.ts';
import { generateBench } from './generate.ts';
import { importBench } from './import.ts';
import { importMemoryBench } from './import-memory.ts';
import { measuresBench } from './measures.ts';
import { memoryBench } from './memory.ts';
import { queryBench } from './query.ts';
import { saveBench } from './save.ts';
import { searchBench } from './search.ts';
import { searchBesideAnalysisBench } from './search-beside-analysis.ts';
import { searchMemoryBench } from './search-memory.ts';
import { syncBench } from './sync.ts';
import { unlockBench } from './unlock.ts';
import { viewsBench } from './views.ts';
import { windowBench } from './window.ts';

export const BENCHES: Readonly<Record<string, Bench>> = {
  generate: generateBench,
  import: importBench,
  'import-memory': importMemoryBench,
  unlock: unlockBench,
  search: { ...searchBench, allSizes: true },
  'search-memory': searchMemoryBench,
  'search-beside-analysis': searchBesideAnalysisBench,
  duplicates: { ...duplicatesBench, allSizes: true },
  query: queryBench,
  measures: measuresBench,
  cohorts: cohortBench,
  views: viewsBench,
  save: saveBench,
  chart: chartBench,
  memory: memoryBench,
  sync: { ...syncBench, allSizes: true },
  endpoint: { ...endpointBench, allSizes: true },
  window: windowBench,
};
