/** How many are in a cohort while it is built, against reading every record and judging patient by patient. */
import { join } from 'node:path';
import { countCohort } from '../../electron/vault/analysis/cohorts/answer.ts';
import { codedIn } from '../../electron/vault/analysis/cohorts/coded.ts';
import { observedIn } from '../../electron/vault/analysis/cohorts/observed.ts';
import { loadUnits } from '../../electron/vault/quality/units/index.ts';
import { dayIn } from '../../electron/vault/records/dates.ts';
import { indexFacts } from '../../electron/vault/records/fact-index.ts';
import { markIndexed } from '../../electron/vault/records/reindex.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { addCoded } from '../../electron/vault/storage/coded.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { addObserved } from '../../electron/vault/storage/observed.ts';
import type { Cohort, Criterion } from '../../shared/cohorts/definition.ts';
import { KEY_BYTES } from '../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type NaiveClinic, naiveMembers } from '../unit/analysis/cohorts/naive.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { growthOf, median, rounded, timed, whole } from './measure.ts';
import { fillRows } from './rows.ts';

const TODAY = '2026-06-30';

const WOMEN: Criterion = { kind: 'sex', sex: 'female' };
const HYPERTENSION: Criterion = { kind: 'diagnosis', of: [{ from: 'I10', to: 'I15' }] };
const PRESSURE: Criterion = { kind: 'value', of: [{ code: '8480-6' }], unit: 'mm[Hg]', is: { above: 140 } };
const AWAY: Criterion = { kind: 'not', of: { kind: 'visit', within: 90 } };

const COHORTS = (doctor: string): Readonly<Record<string, Criterion>> => ({
  'women over 40, hypertension, last pressure above 140, no visit for 90 days': {
    kind: 'all',
    of: [WOMEN, { kind: 'age', from: 41 }, HYPERTENSION, PRESSURE, AWAY],
  },
  'women over 40': { kind: 'all', of: [WOMEN, { kind: 'age', from: 41 }] },
  'a diagnosis': HYPERTENSION,
  'no visit for 90 days': AWAY,
  'a last value, of everybody': PRESSURE,
  'a medicine in use by its words': { kind: 'medication', of: [{ text: 'amlodipine' }, { text: '氨氯地平' }] },
  'a diagnosis by its words': { kind: 'diagnosis', of: [{ text: 'hypertension' }, { text: '高血压' }] },
  'an allergy by its words': { kind: 'allergy', of: [{ text: 'penicillin' }, { text: '青霉素' }] },
  'whoever was ever here': { kind: 'visit' },
  'whom one doctor ever saw': { kind: 'visit', by: { practitioner: doctor } },
  'a medicine in use by its words, of those with a diagnosis': {
    kind: 'all',
    of: [HYPERTENSION, { kind: 'medication', of: [{ text: 'amlodipine' }, { text: '氨氯地平' }] }],
  },
  'no vaccine in a year, from 65': {
    kind: 'all',
    of: [
      { kind: 'age', from: 65 },
      { kind: 'not', of: { kind: 'vaccine', of: [{ code: '140' }], within: 365 } },
    ],
  },
});

export const cohortBench: Bench = {
  about: 'cohorts counted while they are built; judging patient by patient over every record',
  run: async ({ size, repeat, folder }) => {
    const sizes =
      size === 'small' ? [PATIENTS.small] : [PATIENTS.S, PATIENTS.M, PATIENTS.L].filter((one) => one <= PATIENTS[size]);
    const figures: Figure[] = [];
    const first: { scale: number; value: number }[] = [];
    for (const patients of sizes) {
      const { store, records } = fill(folder, patients);
      try {
        const scale = `${whole(patients)} patients, ${whole(records)} records`;
        for (const [what, where] of Object.entries(COHORTS(doctorOf(store)))) {
          const definition: Cohort = { v: 1, people: 'living', where };
          const times: number[] = [];
          for (let round = 0; round <= Math.max(2, repeat); round++)
            times.push(await timed(() => count(store, definition)));
          const ours = rounded(median(times.slice(1)));
          // reading a hundred thousand charts takes minutes, and grows with them
          const naive = patients > PATIENTS.M ? undefined : rounded(await timed(() => judgeEvery(store, definition)));
          if (first.length < sizes.length && what.startsWith('women over 40, '))
            first.push({ scale: patients, value: ours });
          figures.push({
            what: `cohort: ${what}`,
            scale,
            ours,
            unit: 'ms',
            ...(naive === undefined
              ? {}
              : {
                  yardstick: { what: 'every record, patient by patient', value: naive },
                  ratio: rounded(ours / naive),
                }),
            target: { of: 'ours', most: 200 },
          });
        }
      } finally {
        store.close();
      }
    }
    return { figures: [...figures, ...growthOf('cohort: women over 40, hypertension, ...', first)] };
  },
};

function doctorOf(store: Store): string {
  return store.get<{ id: string }>("SELECT min(id) AS id FROM record WHERE type = 'Practitioner'")?.id ?? '';
}

function count(store: Store, definition: Cohort): Promise<{ n: number | null }> {
  const { signal } = new AbortController();
  return countCohort(store, { definition, nested: new Map(), today: TODAY, timeZone: SAMPLE_TIME_ZONE }, { signal });
}

async function judgeEvery(store: Store, definition: Cohort): Promise<number> {
  const charts = new Map<string, JsonObject[]>();
  const patients: JsonObject[] = [];
  for (const { type, patient, json } of store.each<{ type: string; patient: string | null; json: string }>(
    'SELECT type, patient, json FROM record WHERE deleted = 0',
  )) {
    const resource = JSON.parse(json) as JsonObject;
    if (type === 'Patient') patients.push(resource);
    else if (patient !== null) {
      const chart = charts.get(patient);
      if (chart) chart.push(resource);
      else charts.set(patient, [resource]);
    }
  }
  const clinic: NaiveClinic = {
    today: TODAY,
    dayOf: dayIn(SAMPLE_TIME_ZONE),
    units: await loadUnits(),
    kept: new Map(),
    charts,
    patients,
    medications: new Map(),
  };
  return naiveMembers(clinic, definition).length;
}

/** Only what is read for a cohort: rows with their projections, and what follows from them for analysis. */
function fill(folder: string, patients: number): { store: Store; records: number } {
  const options = { file: join(folder, `cohorts-${patients}.db`), key: new Uint8Array(KEY_BYTES).fill(7) };
  const store = openStore(options);
  const records = fillRows(store, patients, (writer, { rid, resource, projection }) => {
    const { resourceType, id } = resource;
    indexFacts(writer, { rid, type: String(resourceType), id: String(id), resource, projection });
    addObserved(writer, { rid, ...projection }, observedIn(resource, projection));
    addCoded(writer, { rid, ...projection }, codedIn(resource, projection));
  });
  store.transaction(markIndexed);
  store.close();
  return { store: openStore(options), records };
}
