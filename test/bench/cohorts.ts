/** How many are in a cohort while it is built, on a connection that was just opened and again, against judging patient by patient. */
import { join } from 'node:path';
import { countCohort } from '../../electron/vault/analysis/cohorts/answer.ts';
import { loadUnits } from '../../electron/vault/quality/units/index.ts';
import { dayIn } from '../../electron/vault/records/dates.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { openStore, type Reader } from '../../electron/vault/storage/database.ts';
import type { Cohort, Criterion } from '../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type NaiveClinic, naiveMembers } from '../unit/analysis/cohorts/naive.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { median, rounded, timed, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { databaseKey } from './workspace.ts';

/** The last day of generated clinics. */
const TODAY = '2026-06-30';
const WARM = 4;

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
  run: async (options) => {
    const { home, made } = await prepared(options);
    const open = { file: join(home, 'xinglin.db'), key: await databaseKey(home), readonly: true };
    const scale = `${whole(made.patients)} patients, ${whole(made.records)} records`;
    const reader = openStore(open);
    const cohorts = Object.entries(COHORTS(doctorOf(reader)));
    // above, reading every chart takes minutes, and grows with them
    const clinic = made.patients > PATIENTS.S ? undefined : await everyChart(reader);
    reader.close();
    const figures: Figure[] = [];
    for (const [what, where] of cohorts) {
      const definition: Cohort = { v: 1, people: 'living', where };
      const store = openStore(open);
      const first = await timed(() => count(store, definition));
      const again: number[] = [];
      for (let round = 0; round < WARM; round++) again.push(await timed(() => count(store, definition)));
      store.close();
      const ours = rounded(median(again));
      const theirs = clinic && rounded(await timed(() => naiveMembers(clinic, definition).length));
      figures.push(
        { what: `${what}, first`, scale, ours: rounded(first), unit: 'ms' },
        {
          what,
          scale,
          ours,
          unit: 'ms',
          ...(theirs === undefined
            ? {}
            : {
                yardstick: { what: 'patient by patient, all records in memory', value: theirs },
                ratio: rounded(ours / theirs),
              }),
          target: { of: 'ours', most: 200 },
        },
      );
    }
    return { figures };
  },
};

function doctorOf(store: Reader): string {
  return store.get<{ id: string }>("SELECT min(id) AS id FROM record WHERE type = 'Practitioner'")?.id ?? '';
}

function count(store: Reader, definition: Cohort): Promise<{ n: number | null }> {
  const { signal } = new AbortController();
  return countCohort(store, { definition, nested: new Map(), today: TODAY, timeZone: SAMPLE_TIME_ZONE }, { signal });
}

/** What the yardstick reads: everything, parsed. */
async function everyChart(store: Reader): Promise<NaiveClinic> {
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
  return {
    today: TODAY,
    dayOf: dayIn(SAMPLE_TIME_ZONE),
    units: await loadUnits(),
    kept: new Map(),
    charts,
    patients,
    medications: new Map(),
  };
}
