/** Saving a visit of 12 records, durably; a bare better-sqlite3 transaction of the same rows. */
import { join } from 'node:path';
import { createRecords, newId } from '../../electron/vault/records/commands.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { alternate, growthOf, median, medianRatio, percentile, rounded, timed, whole } from './measure.ts';
import { insertAll, openPlain } from './plain-sqlite.ts';
import { sampleResources, sampleRows } from './sample.ts';
import { fillWorkspace, makeWorkspace, removeDatabase } from './workspace.ts';

const RECORDS = 12;
/** Visits saved in one round. */
const VISITS = 25;

export const saveBench: Bench = {
  about: `a visit of ${RECORDS} records saved durably, against a bare better-sqlite3 transaction of the same rows`,
  run: async ({ size, repeat, folder }) => {
    const figures: Figure[] = [];
    const points: { scale: number; value: number }[] = [];
    const detail: unknown[] = [];
    for (const patients of [Math.ceil(PATIENTS[size] / 10), PATIENTS[size]]) {
      const times = await measure(patients, repeat, folder);
      const scale = `${whole(patients)} patients`;
      const line = (what: string, ours: number[], value: number): Figure => ({
        what,
        scale,
        ours: rounded(median(ours)),
        unit: 'ms',
        yardstick: { what: 'better-sqlite3, same rows', value: rounded(value) },
        ratio: rounded(medianRatio(ours, times.plain)),
      });
      figures.push(
        { ...line('visit saved', times.vault, median(times.plain)), target: { of: 'ours', most: 15 } },
        {
          ...line('visit saved, plain file', times.plainFile, median(times.plain)),
          what: 'visit saved, encryption at rest',
          yardstick: { what: 'the same vault, plain file', value: rounded(median(times.plainFile)) },
          ours: rounded(median(times.vault)),
          ratio: rounded(medianRatio(times.vault, times.plainFile)),
          target: { of: 'ratio', most: 1.25 },
        },
        { what: 'visit saved, p95', scale, ours: rounded(median(times.p95)), unit: 'ms' },
      );
      points.push({ scale: patients, value: median(times.vault) });
      detail.push({ patients, times });
    }
    return { figures: [...figures, ...growthOf('visit saved', points)], detail };
  },
};

async function measure(patients: number, repeat: number, folder: string) {
  const files = {
    vault: join(folder, 'vault.db'),
    plainFile: join(folder, 'plain-file.db'),
    plain: join(folder, 'plain.db'),
  };
  const vault = await makeWorkspace(files.vault, true);
  const plainFile = await makeWorkspace(files.plainFile, false);
  const plain = openPlain(files.plain);
  try {
    fillWorkspace(vault.workspace, patients);
    fillWorkspace(plainFile.workspace, patients);
    insertAll(plain, sampleRows(patients));
    const visit = visitRecords();
    const fresh = (): JsonObject[] => visit.map((resource) => ({ ...resource, id: newId(vault.workspace) }));
    const p95: number[] = [];
    const each = async (save: (records: JsonObject[]) => void): Promise<number[]> => {
      const times: number[] = [];
      for (let i = 0; i < VISITS; i++) {
        const records = fresh();
        times.push(await timed(() => save(records)));
      }
      return times;
    };
    const times = await alternate(repeat, {
      vault: async () => {
        const all = await each((records) => createRecords(vault.workspace, records));
        p95.push(percentile(all, 0.95));
        return median(all);
      },
      plainFile: async () => median(await each((records) => createRecords(plainFile.workspace, records))),
      plain: async () =>
        median(
          await each((records) =>
            plain.insert(records.map((one) => ({ id: String(one.id), json: JSON.stringify(one) }))),
          ),
        ),
    });
    return { ...times, p95 };
  } finally {
    for (const store of [vault, plainFile, plain]) store.close();
    for (const file of Object.values(files)) removeDatabase(file);
  }
}

/** Twelve records of a generated patient, none of them the patient. */
function visitRecords(): JsonObject[] {
  const records: JsonObject[] = [];
  for (const resource of sampleResources(PATIENTS.small)) {
    if (resource.subject !== undefined && records.push(resource) === RECORDS) break;
  }
  return records;
}
