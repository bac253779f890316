/** Whom somebody may be while they are being registered, against reading all patients and comparing them; and the search through the clinic. */
import { likelyPatients } from '../../electron/vault/quality/duplicates/likely.ts';
import { searchDuplicates } from '../../electron/vault/quality/duplicates/search.ts';
import { cryptoReady, KEY_BYTES } from '../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { growthOf, median, percentile, rounded, whole } from './measure.ts';
import { patientsAndVisits } from './reading.ts';

const KEY = new Uint8Array(KEY_BYTES).fill(7);
const LIMIT = 5;
/** People who are registered a second time. */
const PEOPLE = 200;

export const duplicatesBench: Bench = {
  about: 'likely duplicates at registration, and in the whole clinic; reading every patient',
  run: async ({ size, folder }) => {
    await cryptoReady;
    const sizes =
      size === 'small'
        ? [PATIENTS.small, PATIENTS.S]
        : [PATIENTS.S, PATIENTS.M, PATIENTS.L].filter((one) => one <= PATIENTS[size]);
    const detail = [];
    for (const patients of sizes) detail.push(await measureOne(folder, patients));
    const figures = detail.flatMap(({ patients, asked, search, scan }): Figure[] => {
      const scale = `${whole(patients)} patients`;
      const yardstick = { what: 'reading every patient', value: scan };
      return [
        {
          what: 'likely duplicates, median',
          scale,
          ours: asked.median,
          unit: 'ms',
          yardstick,
          ratio: rounded(asked.median / scan),
        },
        {
          what: 'likely duplicates, p95',
          scale,
          ours: asked.p95,
          unit: 'ms',
          yardstick,
          ratio: rounded(asked.p95 / scan),
          target: { of: 'ours', most: 50 },
        },
        { what: 'search through the clinic', scale, ours: search, unit: 's' },
      ];
    });
    const points = detail.map(({ patients, asked }) => ({ scale: patients, value: asked.p95 }));
    return { figures: [...figures, ...growthOf('likely duplicates, p95', points)], detail };
  },
};

async function measureOne(folder: string, patients: number) {
  const { store, some } = patientsAndVisits(folder, patients, KEY);
  const times: number[] = [];
  let found = 0;
  for (const patient of some.slice(0, PEOPLE)) {
    const draft = drafted(patient);
    const begun = performance.now();
    const hits = likelyPatients(store, draft, LIMIT);
    times.push(performance.now() - begun);
    if (hits.some(({ hit }) => hit.id === patient.id)) found += 1;
  }
  const begun = performance.now();
  for (const { json } of store.all<{ json: string }>("SELECT json FROM record WHERE type = 'Patient'"))
    JSON.parse(json);
  const scan = rounded(performance.now() - begun);
  store.close();
  const database = `${folder}/reading-${patients}.db`;
  const task = { tell: () => undefined, cancelled: () => false };
  const start = performance.now();
  const trained = await searchDuplicates({ database, key: KEY }, task);
  const scored =
    trained.kind === 'trained'
      ? await searchDuplicates({ database, key: KEY, score: { model: trained.model, slice: 0, slices: 1 } }, task)
      : undefined;
  return {
    patients,
    asked: {
      median: rounded(median(times)),
      p95: rounded(percentile(times, 0.95)),
      worst: rounded(Math.max(...times)),
    },
    /** Of those who were registered before, how many were shown. */
    found: found / Math.max(1, times.length),
    scan,
    search: rounded((performance.now() - start) / 1000),
    compared: scored?.kind === 'scored' ? scored.compared : 0,
  };
}

/** Somebody at the desk a second time: without their number, and with another phone. */
function drafted(patient: JsonObject): JsonObject {
  const { identifier: _, telecom: __, id: ___, ...rest } = patient;
  return rest;
}
