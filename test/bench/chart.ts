/** Opening a chart of 500 records in a clinic of any size, against reading and parsing the same rows and no more. */

import { join } from 'node:path';
import { readChart } from '../../electron/vault/records/chart.ts';
import { createRecords, newId } from '../../electron/vault/records/commands.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { sight } from '../support/sight.ts';
import type { Bench, Figure } from './contract.ts';
import { alternate, median, medianRatio, rounded, whole } from './measure.ts';
import { prepared, scratch } from './prepared.ts';
import { sampleResources } from './sample.ts';
import type { BenchWorkspace } from './workspace.ts';

const RECORDS = 500;
/** Charts opened in a round. */
const OPENED = 20;
const CLINIC = { timeZone: SAMPLE_TIME_ZONE, today: '2026-06-30', locale: 'zh-CN', sight };

export const chartBench: Bench = {
  about: `a chart of ${RECORDS} records; reading and parsing the same rows; the same vault on a plain file`,
  run: async (options) => {
    const { home, made } = await prepared(options);
    const vault = await scratch(home, join(options.folder, 'vault.db'), true);
    const plain = await scratch(home, join(options.folder, 'plain.db'), false);
    try {
      const [patient, inPlain] = [addPatient(vault), addPatient(plain)];
      const opened = (one: BenchWorkspace, id: string) => each(() => readChart(one.workspace.store, id, CLINIC));
      for (const [one, id] of [
        [vault, patient],
        [plain, inPlain],
      ] as const)
        opened(one, id)(); // compiled before the clock runs
      const times = await alternate(options.repeat, {
        chart: opened(vault, patient),
        plainFile: opened(plain, inPlain),
        rows: each(() =>
          vault.workspace.store
            .all<{ json: string }>('SELECT json FROM record WHERE patient = ?', patient)
            .map((row) => JSON.parse(row.json)),
        ),
      });
      const line = (what: string, yardstick: string, against: number[]): Figure => ({
        what,
        scale: `${RECORDS} records, clinic of ${whole(made.patients)} patients`,
        ours: rounded(median(times.chart)),
        unit: 'ms',
        yardstick: { what: yardstick, value: rounded(median(against)) },
        ratio: rounded(medianRatio(times.chart, against)),
        records: made.records,
      });
      const figures: Figure[] = [
        {
          ...line('open a chart, in the vault', 'the same rows, JSON.parse', times.rows),
          target: { of: 'ours', most: 20 },
        },
        {
          ...line('open a chart, encryption at rest', 'the same vault, plain file', times.plainFile),
          target: { of: 'ratio', most: 1.25 },
        },
      ];
      return { figures, detail: { times } };
    } finally {
      vault.close();
      plain.close();
    }
  },
};

function each(work: () => unknown): () => number {
  return () => {
    const start = performance.now();
    for (let turn = 0; turn < OPENED; turn += 1) work();
    return (performance.now() - start) / OPENED;
  };
}

/** Adds one patient with records of all types, as the vault adds them, but for appointments: several such patients would be there at one time. Returns the patient's id. */
export function addPatient({ workspace }: BenchWorkspace, name = 'Chart Bench'): string {
  const id = newId(workspace);
  const batch: JsonObject[] = [{ resourceType: 'Patient', id, name: [{ text: name }], birthDate: '1950-01-01' }];
  for (const resource of sampleResources(RECORDS)) {
    if (batch.length > RECORDS) break;
    const text = JSON.stringify({ ...resource, id: newId(workspace) });
    if (['Patient', 'Appointment'].includes(String(resource.resourceType)) || !text.includes('"Patient/')) continue;
    batch.push(JSON.parse(text.replaceAll(/"Patient\/[^"]+"/g, `"Patient/${id}"`)) as JsonObject);
  }
  createRecords(workspace, batch);
  return id;
}
