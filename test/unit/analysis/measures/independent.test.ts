/**
 * Every figure of every measure beside an independent computation: DuckDB over the NDJSON that the clinic exports, by SQL that shares nothing
 * with ours.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFiles } from '../../../../electron/cli/generate.ts';
import type { MeasureAnswer, MeasureName } from '../../../../shared/bridge/measures.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';
import { MEDICINES, more } from './independent-records.ts';

const NOW = Date.UTC(2026, 5, 30, 4);
const [FROM, TO, TODAY] = ['2025-07-01', '2026-06-30', '2026-06-30'];

const SENDER = { source: 'urn:xinglin:sample' };

let vault: TestVault;
let query: (sql: string) => Promise<Record<string, string | number | boolean | null>[]>;

beforeAll(async () => {
  const folder = temporaryFolder();
  const source = join(folder, 'source');
  const options = { patients: 150, seed: 7, locale: 'mixed' as const };
  await generateFiles(source, options, () => undefined, new AbortController().signal);
  vault = await testClinic(undefined, { clock: { now: () => NOW } });
  await vault.ask('import.files', { job: 'j', paths: [source] });
  // references are those of the sender
  const patients = readFileSync(join(source, 'Patient.ndjson'), 'utf8').trim().split('\n');
  mkdirSync(join(folder, 'more'));
  const file = join(folder, 'more', 'more.ndjson');
  const ids = patients.map((line) => String((JSON.parse(line) as JsonObject).id));
  const left: JsonObject = {
    resourceType: 'Patient',
    id: 'left',
    active: false,
    birthDate: '1980-01-01',
    gender: 'male',
  };
  writeFileSync(
    file,
    [left, ...more([...ids, 'left']), ...MEDICINES].map((one) => JSON.stringify({ ...one, meta: SENDER })).join('\n'),
  );
  const { rejected } = await vault.ask('import.files', { job: 'j', paths: [file] });
  expect(rejected).toBe(0);
  const out = join(folder, 'out');
  await vault.ask('export.files', { job: 'j', format: 'ndjson', out, ids: 'own' });
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  query = async (sql) => (await duck.runAndReadAll(sql)).getRowObjectsJson();
  await duck.run(
    `CREATE TABLE r AS SELECT json AS j, json->>'resourceType' AS type, json->>'id' AS id FROM read_ndjson_objects('${out}/*.ndjson')`,
  );
  // days of Shanghai, which is eight hours east all year
  await duck.run(`CREATE MACRO day_of(x) AS CASE WHEN length(x) = 10 THEN x
    ELSE strftime(epoch_ms(epoch_ms(x::TIMESTAMPTZ) + 28800000), '%Y-%m-%d') END`);
  await duck.run(`CREATE VIEW visit AS SELECT j, id, day_of(j->>'$.period.start') AS day, (j->>'$.period.start') AS start,
      (j->>'$.subject.reference') AS who, epoch_ms((j->>'$.period.start')::TIMESTAMPTZ) AS ms,
      coalesce(j->>'$.participant[0].individual.reference', 'name:' || (j->>'$.participant[0].individual.display')) AS doctor
    FROM r WHERE type = 'Encounter' AND (j->>'status') NOT IN ('planned', 'cancelled', 'entered-in-error') AND (j->>'$.partOf.reference') IS NULL`);
  await duck.run(`CREATE VIEW alive AS SELECT 'Patient/' || id AS who, (j->>'birthDate') AS birth, (j->>'gender') AS sex FROM r
    WHERE type = 'Patient' AND (j->>'deceasedDateTime') IS NULL AND coalesce(j->>'deceasedBoolean', 'false') <> 'true'
      AND coalesce(j->>'active', 'true') <> 'false'`);
}, 120_000);
afterAll(cleanUp);

const IN_RANGE = `day BETWEEN '${FROM}' AND '${TO}'`;

async function ours(name: MeasureName, more: object = {}): Promise<MeasureAnswer> {
  return vault.ask('measures.ask', { name, from: FROM, to: TO, ...more });
}

/** Rows that say something, as text: keys, then values. */
function rowsOf({ rows }: Pick<MeasureAnswer, 'rows'>): string[] {
  return rows
    .filter(({ values }) => values.some((value) => value !== null && Number(value) !== 0))
    .map(({ keys, values }) => [...keys, ...values.map(text)].join(' '))
    .sort();
}

async function theirs(sql: string): Promise<string[]> {
  return (await query(sql)).map((row) => Object.values(row).map(text).join(' ')).sort();
}

/** Numbers to ten digits: a share is the same however it was divided. */
function text(value: string | number | boolean | null): string {
  const number = typeof value === 'boolean' ? Number.NaN : Number(value);
  return value === null
    ? '-'
    : Number.isNaN(number) || value === ''
      ? String(value)
      : String(Number(number.toPrecision(10)));
}

async function same(answer: MeasureAnswer, sql: string): Promise<void> {
  const found = rowsOf(answer);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(await theirs(sql));
}

const MONTH = "substr(day, 1, 7) || '-01'";

it('visits, by month and by practitioner', async () => {
  await same(
    await ours('visits', { grain: 'month' }),
    `SELECT ${MONTH}, count(*) FROM visit WHERE ${IN_RANGE} GROUP BY 1`,
  );
  await same(
    await ours('visits', { grain: 'month', by: 'practitioner' }),
    `SELECT doctor, ${MONTH}, count(*) FROM visit WHERE ${IN_RANGE} GROUP BY 1, 2`,
  );
  await same(
    await ours('visits', { grain: 'week' }),
    `SELECT strftime(date_trunc('week', day::DATE), '%Y-%m-%d'), count(*) FROM visit WHERE ${IN_RANGE} GROUP BY 1`,
  );
});

it('new and returning', async () => {
  await same(
    await ours('new-returning', { grain: 'month' }),
    `WITH n AS (SELECT *, row_number() OVER (PARTITION BY who ORDER BY day, ms, id) AS nth FROM visit)
     SELECT ${MONTH}, count(*), count(*) FILTER (WHERE nth = 1), count(*) FILTER (WHERE nth > 1), count(*) FILTER (WHERE nth = 1) / count(*)
     FROM n WHERE ${IN_RANGE} GROUP BY 1`,
  );
});

it('age and sex', async () => {
  await same(
    await ours('age-sex'),
    `WITH a AS (SELECT sex, least(85, 5 * (date_sub('year', birth::DATE, '${TODAY}'::DATE) // 5)) AS band FROM alive WHERE length(birth) = 10)
     SELECT CASE band WHEN 85 THEN '85+' ELSE band || '-' || (band + 4) END, count(*) FILTER (WHERE sex = 'male'),
       count(*) FILTER (WHERE sex = 'female'), count(*) FILTER (WHERE sex NOT IN ('male', 'female')) FROM a GROUP BY band`,
  );
});

it('diagnoses', async () => {
  await same(
    await ours('diagnoses'),
    `WITH c AS (SELECT CASE WHEN (j->>'$.code.coding[1].system') LIKE '%icd-10' THEN (j->>'$.code.coding[1].system') || '|' || (j->>'$.code.coding[1].code')
          ELSE (j->>'$.code.coding[0].system') || '|' || (j->>'$.code.coding[0].code') END AS code,
        (j->>'$.subject.reference') AS who, day_of(coalesce(j->>'onsetDateTime', j->>'recordedDate')) AS day FROM r
        WHERE type = 'Condition' AND coalesce(j->>'$.verificationStatus.coding[0].code', 'confirmed') = 'confirmed')
     SELECT code, count(DISTINCT who) FROM c WHERE ${IN_RANGE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
  );
});

it('waiting time', async () => {
  await same(
    await ours('waiting', { grain: 'month' }),
    `WITH w AS (SELECT day, (epoch_ms((j->>'$.statusHistory[1].period.start')::TIMESTAMPTZ)
          - epoch_ms((j->>'$.statusHistory[0].period.start')::TIMESTAMPTZ)) // 60000 AS minutes
        FROM visit WHERE (j->>'$.statusHistory[0].status') = 'arrived')
     SELECT ${MONTH}, count(*), median(minutes), quantile_disc(minutes, 0.9) FROM w WHERE ${IN_RANGE} GROUP BY 1`,
  );
});

it('missed appointments', async () => {
  await same(
    await ours('no-shows', { grain: 'month' }),
    `WITH a AS (SELECT day_of(j->>'start') AS day, (j->>'status') AS status FROM r WHERE type = 'Appointment')
     SELECT ${MONTH}, count(*), count(*) FILTER (WHERE status = 'noshow'), count(*) FILTER (WHERE status = 'noshow') / count(*)
     FROM a WHERE status IN ('noshow', 'fulfilled', 'arrived', 'checked-in') AND ${IN_RANGE} GROUP BY 1`,
  );
});

/** Who has a diagnosis that stands, their last value, and the state of it. */
const register = (code: string, words: string, values: string, reached: string, days: number): string => `
  WITH m AS (SELECT DISTINCT (j->>'$.subject.reference') AS who FROM r WHERE type = 'Condition'
      AND (regexp_matches((j->'$.code.coding')::VARCHAR, '"code": ?"${code}') OR (j->>'$.code.text') IN (${words}))
      AND coalesce(j->>'$.verificationStatus.coding[0].code', 'confirmed') = 'confirmed'
      AND coalesce(j->>'$.clinicalStatus.coding[0].code', 'active') IN ('active', 'recurrence', 'relapse')
      AND day_of(coalesce(j->>'onsetDateTime', j->>'recordedDate')) <= '${TODAY}'),
  v AS (${values}),
  l AS (SELECT DISTINCT ON (who) * FROM v WHERE day <= '${TODAY}' ORDER BY who, day DESC, ms DESC, id DESC),
  s AS (SELECT CASE WHEN l.day IS NULL OR l.day::DATE < '${TODAY}'::DATE - ${days} THEN 'overdue' WHEN ${reached} THEN 'reached' WHEN NOT (${reached})
      THEN 'above' ELSE 'unreadable' END AS state
    FROM m JOIN alive USING (who) LEFT JOIN l USING (who))
  SELECT state, count(*), (SELECT count(*) FROM s), count(*) / (SELECT count(*) FROM s) FROM s GROUP BY 1`;

const component = (code: string): string => `(SELECT (c->>'$.valueQuantity.value')::DOUBLE
    * CASE c->>'$.valueQuantity.code' WHEN 'kPa' THEN 7.50062 WHEN 'mm[Hg]' THEN 1 END
  FROM (SELECT unnest(j->'$.component[*]') AS c) WHERE (c->>'$.code.coding[0].code') = '${code}')`;
const OBSERVED = `id, (j->>'$.subject.reference') AS who, day_of(j->>'effectiveDateTime') AS day,
  epoch_ms((j->>'effectiveDateTime')::TIMESTAMPTZ) AS ms`;

it('registers of hypertension and diabetes', async () => {
  const pressures = `SELECT ${OBSERVED}, ${component('8480-6')} AS s, ${component('8462-4')} AS d FROM r
    WHERE type = 'Observation' AND (j->>'$.code.coding[0].code') = '85354-9'`;
  const found = await ours('hypertension');
  expect(found.rows.every(({ values }) => Number(values[0]) > 0)).toBe(true);
  await same(found, register('I1[01235]', "''", pressures, 'l.s < 140 AND l.d < 90', 90));
  const values = `SELECT ${OBSERVED}, (j->>'$.valueQuantity.value')::DOUBLE AS v, (j->>'$.valueQuantity.code') AS unit FROM r
    WHERE type = 'Observation' AND (j->>'$.code.coding[0].code') IN ('4548-4', '59261-8')`;
  const ngsp = "CASE l.unit WHEN 'mmol/mol' THEN 0.09148 * l.v + 2.152 WHEN '%' THEN l.v END";
  const diabetes = await ours('diabetes');
  expect(diabetes.rows.every(({ values }) => Number(values[0]) > 0)).toBe(true);
  await same(
    diabetes,
    register('E1[0-4]', "'2型糖尿病', 'Type 2 diabetes, no complications'", values, `${ngsp} < 7`, 183),
  );
});

it('immunisation coverage', async () => {
  const band = `CASE WHEN age < 1 THEN '0' WHEN age < 5 THEN '1-4' WHEN age < 18 THEN '5-17' WHEN age < 60 THEN '18-59' ELSE '60+' END`;
  const answer = await ours('immunisation');
  const given = { rows: answer.rows.filter(({ values }) => Number(values[0]) > 0) };
  expect(rowsOf(given).length).toBeGreaterThan(5);
  expect(rowsOf(given)).toEqual(
    await theirs(`WITH a AS (SELECT who, date_sub('year', birth::DATE, '${TODAY}'::DATE) AS age FROM alive WHERE length(birth) = 10),
        b AS (SELECT who, ${band} AS band FROM a), p AS (SELECT band, count(*) AS n FROM b GROUP BY 1),
        d AS (SELECT DISTINCT (j->>'$.patient.reference') AS who, 'http://hl7.org/fhir/sid/cvx|' || (j->>'$.vaccineCode.coding[0].code') AS code
          FROM r WHERE type = 'Immunization' AND (j->>'status') = 'completed' AND day_of(j->>'occurrenceDateTime') <= '${TODAY}')
      SELECT code, band, count(*), any_value(n), count(*) / any_value(n) FROM d JOIN b USING (who) JOIN p USING (band) GROUP BY 1, 2`),
  );
});

it('antibiotic use', async () => {
  // those of the generator's list, by hand
  const NAMES = [
    'azithromycin',
    'amoxicillin',
    'amoxicillinGranules',
    'mupirocin',
    'nitrofurantoin',
    'cefuroxime',
    'cefixime',
    'levofloxacin',
    'doxycycline',
  ];
  await same(
    await ours('antibiotics', { grain: 'month' }),
    `WITH l AS (SELECT id, day_of(j->>'authoredOn') AS day, (j->>'$.subject.reference') AS who, (j->>'$.encounter.reference') AS enc,
        coalesce(j->>'$.requester.reference', j->>'$.requester.display', '') AS doc, (j->>'$.groupIdentifier.value') AS grp,
        (j->>'$.priorPrescription.reference') AS prior,
        coalesce((j->>'$.medicationCodeableConcept.coding[0].code') IN (${NAMES.map((one) => `'${one}'`).join()}), false)
          OR coalesce((j->>'$.medicationCodeableConcept.text') = 'Amoxicillin, ours', false)
          OR coalesce((j->>'$.contained[0].code.text') = '罗红霉素', false) OR coalesce((j->>'$.medicationReference.reference') IN
            (SELECT 'Medication/' || id FROM r WHERE type = 'Medication' AND (j->>'$.code.text') LIKE 'Cefixime%'), false) AS ab
        FROM r WHERE type = 'MedicationRequest' AND (j->>'status') NOT IN ('cancelled', 'entered-in-error', 'draft')
          AND coalesce(j->>'doNotPerform', 'false') <> 'true'),
      live AS (SELECT * FROM l WHERE NOT EXISTS (SELECT 1 FROM l AS n WHERE n.day = l.day AND n.prior = 'MedicationRequest/' || l.id)),
      p AS (SELECT min(day) AS day, bool_or(ab) AS ab FROM live
        GROUP BY who, coalesce('group ' || grp, 'visit ' || enc || doc || day, 'day ' || doc || day)),
      pm AS (SELECT ${MONTH} AS m, count(*) AS n, count(*) FILTER (WHERE ab) AS a FROM p WHERE ${IN_RANGE} GROUP BY 1),
      vm AS (SELECT ${MONTH} AS m, count(*) AS n, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM live WHERE ab AND live.who = visit.who
          AND CASE WHEN enc IS NULL THEN live.day = visit.day ELSE enc = 'Encounter/' || visit.id END)) AS a
        FROM visit WHERE ${IN_RANGE} GROUP BY 1)
     SELECT m, pm.n, pm.a, pm.a / pm.n, vm.n, vm.a, vm.a / vm.n FROM vm JOIN pm USING (m)`,
  );
});

it('referrals', async () => {
  await same(
    await ours('referrals'),
    `WITH s AS (SELECT day_of(j->>'authoredOn') AS day, (j->>'status') AS status, (j->>'$.performerType.coding[0].system') || '|' || (j->>'$.performerType.coding[0].code') AS code
       FROM r WHERE type = 'ServiceRequest' AND (j->>'$.category[0].coding[0].code') = '3457005' AND (j->>'status') <> 'revoked')
     SELECT code, count(*), count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'completed') / count(*)
     FROM s WHERE ${IN_RANGE} GROUP BY 1`,
  );
});

it('income, exactly', async () => {
  await same(
    await ours('income', { grain: 'month' }),
    `WITH i AS (SELECT day_of(j->>'date') AS day, (j->>'$.totalGross.currency') AS currency, (j->>'status') AS status,
         (j->>'$.totalGross.value')::DECIMAL(18, 4) AS amount FROM r WHERE type = 'Invoice'
       UNION ALL SELECT day_of(j->>'occurrenceDateTime'), (j->>'$.priceOverride.currency'), (j->>'status'),
         (j->>'$.priceOverride.value')::DECIMAL(18, 4) FROM r WHERE type = 'ChargeItem')
     SELECT ${MONTH}, currency, count(*) FILTER (WHERE status <> 'billable'), coalesce(sum(amount) FILTER (WHERE status <> 'billable'), 0),
       coalesce(sum(amount) FILTER (WHERE status = 'balanced'), 0), count(*) FILTER (WHERE status = 'billable'),
       coalesce(sum(amount) FILTER (WHERE status = 'billable'), 0)
     FROM i WHERE status IN ('issued', 'balanced', 'billable') AND ${IN_RANGE} GROUP BY 1, 2`,
  );
});
