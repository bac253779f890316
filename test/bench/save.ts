/** Saving a visit of 12 records, durably, in a clinic of any size; a bare better-sqlite3 transaction of the same rows. */
import { join } from 'node:path';
import { createRecords, newId } from '../../electron/vault/records/commands.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type Bench, type BenchOptions, type Figure, PATIENTS } from './contract.ts';
import { alternate, median, medianRatio, percentile, rounded, timed, whole } from './measure.ts';
import { insertAll, openPlain } from './plain-sqlite.ts';
import { prepared, scratch } from './prepared.ts';
import { sampleResources, sampleRows } from './sample.ts';
import { removeDatabase } from './workspace.ts';

const RECORDS = 12;
/** Visits saved in one round. */
const VISITS = 25;

export const saveBench: Bench = {
  about: `a visit of ${RECORDS} records saved durably, against a bare better-sqlite3 transaction of the same rows`,
  run: async (options) => {
    const { home, made } = await prepared(options);
    const times = await measure(home, options);
    const scale = `${whole(made.patients)} patients`;
    const line = (what: string, yardstick: string, against: number[]): Figure => ({
      what,
      scale,
      ours: rounded(median(times.vault)),
      unit: 'ms',
      yardstick: { what: yardstick, value: rounded(median(against)) },
      ratio: rounded(medianRatio(times.vault, against)),
      records: made.records,
    });
    const figures: Figure[] = [
      { ...line('visit saved', 'better-sqlite3, same rows', times.plain), target: { of: 'ours', most: 15 } },
      {
        ...line('visit saved, encryption at rest', 'the same vault, plain file', times.plainFile),
        target: { of: 'ratio', most: 1.25 },
      },
      { what: 'visit saved, p95', scale, ours: rounded(median(times.p95)), unit: 'ms', records: made.records },
    ];
    return { figures, detail: { made, times } };
  },
};

async function measure(home: string, { repeat, folder }: BenchOptions) {
  const file = join(folder, 'plain.db');
  const vault = await scratch(home, join(folder, 'vault.db'), true);
  const plainFile = await scratch(home, join(folder, 'plain-file.db'), false);
  const plain = openPlain(file);
  try {
    // more rows would only make the yardstick slower
    insertAll(plain, sampleRows(PATIENTS.S));
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
    const bare = (records: JsonObject[]): void =>
      plain.insert(records.map((one) => ({ id: String(one.id), json: JSON.stringify(one) })));
    // compiled before the clock runs
    await each((records) => createRecords(vault.workspace, records));
    await each((records) => createRecords(plainFile.workspace, records));
    const times = await alternate(repeat, {
      vault: async () => {
        const all = await each((records) => createRecords(vault.workspace, records));
        p95.push(percentile(all, 0.95));
        return median(all);
      },
      plainFile: async () => median(await each((records) => createRecords(plainFile.workspace, records))),
      plain: async () => median(await each(bare)),
    });
    return { ...times, p95 };
  } finally {
    for (const store of [vault, plainFile, plain]) store.close();
    removeDatabase(file);
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
