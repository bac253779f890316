import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cohortMembers } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import { keptFinder, nestedIn } from '../../../../electron/vault/analysis/cohorts/kept.ts';
import { loadUnits, type Units } from '../../../../electron/vault/quality/units/index.ts';
import { dayIn } from '../../../../electron/vault/records/dates.ts';
import { libraryContent, newLibrary } from '../../../../electron/vault/records/library.ts';
import { makeRng } from '../../../../electron/vault/sample/random.ts';
import type { Reader, Store } from '../../../../electron/vault/storage/database.ts';
import { removeFacts } from '../../../../electron/vault/storage/facts.ts';
import { moveChart } from '../../../../electron/vault/storage/merged.ts';
import type { Cohort } from '../../../../shared/cohorts/definition.ts';
import { FIRST_HLC } from '../../../../shared/merge/clock.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { runs } from '../../../support/runs.ts';
import { clinicOf } from '../clinic.ts';
import { TODAY } from './ask.ts';
import { type NaiveClinic, naiveMembers } from './naive.ts';
import { type RandomClinic, randomClinic, randomCohort, randomLeaf } from './random.ts';

const ZONE = 'Asia/Shanghai';
const TREES = 8;
const LEAVES = 25;

function filled(clinic: RandomClinic, kept: ReadonlyMap<string, Cohort>): Reader {
  const libraries = [...kept].map(
    ([id, cohort]): JsonObject => ({
      ...newLibrary('cohort', id, libraryContent('application/json', JSON.stringify(cohort))),
      id,
    }),
  );
  const rows = [...clinic.patients, ...clinic.records, ...libraries, ...clinic.deleted.map((deleted) => ({ deleted }))];
  const reader = clinicOf(rows);
  (reader as Store).transaction((writer) => {
    for (const [id, to] of clinic.merged) {
      moveChart(writer, id, to);
      removeFacts(writer, ridOf(writer, id));
    }
    // what is kept says by which writes it is what it is
    writer.run(
      `INSERT INTO envelope (eid, device, seq, hash, part, parts, state, hlc, user, bytes) VALUES (1, x'01', 1, x'02', 0, 1, 'applied', ?, 'u', x'')`,
      FIRST_HLC,
    );
  });
  return reader;
}

function ridOf(reader: Reader, id: string): number {
  return reader.get<{ rid: number }>("SELECT rid FROM record WHERE type = 'Patient' AND id = ?", id)?.rid ?? 0;
}

/** As lists show it: who was merged is not there, and their records stand in the chart of who stayed. */
function shown(clinic: RandomClinic, kept: ReadonlyMap<string, Cohort>, units: Units): NaiveClinic {
  const survivors = new Map(clinic.merged);
  const charts = new Map<string, JsonObject[]>();
  for (const record of clinic.records) {
    const text = JSON.stringify([record.subject, record.patient, record.for, record.participant]);
    const own = /Patient\/(p\d)/.exec(text)?.[1] ?? '';
    const patient = survivors.get(own) ?? own;
    charts.set(patient, [...(charts.get(patient) ?? []), record]);
  }
  return {
    today: TODAY,
    dayOf: dayIn(ZONE),
    units,
    kept,
    charts,
    patients: clinic.patients.filter(({ id }) => !survivors.has(String(id))),
    medications: new Map(
      clinic.records.filter(({ resourceType }) => resourceType === 'Medication').map((one) => [String(one.id), one]),
    ),
  };
}

it('answers as whoever reads every record', async () => {
  const units = await loadUnits();
  const { signal } = new AbortController();
  const found = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
      const rng = makeRng(seed, 0);
      const clinic = randomClinic(rng);
      const kept = new Map([['k0', randomCohort(rng, [])]]);
      kept.set('k1', randomCohort(rng, ['k0']));
      const reader = filled(clinic, kept);
      const naive = shown(clinic, kept, units);
      for (let i = 0; i < TREES + LEAVES; i++) {
        const definition = i < TREES ? randomCohort(rng, ['k0', 'k1']) : randomLeaf(rng);
        const nested = nestedIn(definition, keptFinder(reader));
        const { ids } = await cohortMembers(reader, { definition, nested, today: TODAY, timeZone: ZONE }, { signal });
        expect({ definition, ids }).toEqual({ definition, ids: naiveMembers(naive, definition) });
        found.add(ids.length);
      }
    }),
    { numRuns: runs(60) },
  );
  // it would prove nothing if nobody, or everybody, were always in them
  if (runs(60) >= 30) expect(found.size).toBeGreaterThan(5);
}, 120_000);
