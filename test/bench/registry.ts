/** The benches. A new one: a file with a `Bench`, and its line here. */
import { chartBench } from './chart.ts';
import type { Bench } from './contract.ts';
import { endpointBench } from './endpoint.ts';
import { importBench } from './import.ts';
import { saveBench } from './save.ts';
import { searchBench } from './search.ts';
import { syncBench } from './sync.ts';

export const BENCHES: Readonly<Record<string, Bench>> = {
  import: importBench,
  search: searchBench,
  save: saveBench,
  chart: chartBench,
  sync: syncBench,
  endpoint: endpointBench,
};
