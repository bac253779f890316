/** Opening a chart of 500 records in a clinic of any size, against reading and parsing the same rows and no more. */
import { readChart } from '../../electron/vault/records/chart.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { KEY_BYTES } from '../../shared/crypto/sodium.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { alternate, median, medianRatio, rounded, whole } from './measure.ts';
import { patientsAndVisits, patientWithRecords } from './reading.ts';

const RECORDS = 500;
/** Charts opened in a round. */
const OPENED = 20;

export const chartBench: Bench = {
  about: 'a chart of 500 records; reading and parsing the same rows',
  run: async ({ size, repeat, folder }) => {
    const sizes = size === 'small' ? [PATIENTS.small, PATIENTS.S] : [PATIENTS.S, PATIENTS[size]];
    const figures: Figure[] = [];
    for (const patients of new Set(sizes)) {
      const { store } = patientsAndVisits(folder, patients, new Uint8Array(KEY_BYTES).fill(7));
      try {
        const id = patientWithRecords(store, RECORDS);
        const clinic = { timeZone: SAMPLE_TIME_ZONE, today: '2026-06-30', locale: 'zh-CN' };
        const each = (work: () => unknown) => () => {
          const start = performance.now();
          for (let turn = 0; turn < OPENED; turn += 1) work();
          return (performance.now() - start) / OPENED;
        };
        const times = await alternate(repeat, {
          chart: each(() => readChart(store, id, clinic)),
          rows: each(() =>
            store
              .all<{ json: string }>('SELECT json FROM record WHERE patient = ?', id)
              .map((row) => JSON.parse(row.json)),
          ),
        });
        figures.push({
          what: 'open a chart, in the vault',
          scale: `${RECORDS} records, clinic of ${whole(patients)} patients`,
          ours: rounded(median(times.chart)),
          unit: 'ms',
          yardstick: { what: 'the same rows, JSON.parse', value: rounded(median(times.rows)) },
          ratio: rounded(medianRatio(times.chart, times.rows)),
          target: { of: 'ours', most: 20 },
        });
      } finally {
        store.close();
      }
    }
    return { figures };
  },
};
