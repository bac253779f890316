/** What measures tell, by SQL of DuckDB over exported records that shares nothing with ours: rows of keys and values. */
import type { MeasureName, Split } from '../../../../shared/bridge/measures.ts';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly by?: Split | undefined;
  /** How days are taken together. */
  readonly step: 'month' | 'week' | 'all';
}

/** Whoever lives on a day, in a record that is in use. */
const alive = (
  day: string,
): string => `(SELECT 'Patient/' || id AS who, (j->>'birthDate') AS birth, (j->>'gender') AS sex FROM r
  WHERE type = 'Patient' AND coalesce(day_of(j->>'deceasedDateTime') > '${day}', true) AND coalesce(j->>'deceasedBoolean', 'false') <> 'true'
    AND coalesce(j->>'active', 'true') <> 'false')`;

const STEPS = {
  month: "substr(day, 1, 7) || '-01'",
  week: "strftime(date_trunc('week', day::DATE), '%Y-%m-%d')",
  all: "'total'",
} as const;

/** Who, the step, and what is counted, of a table whose rows have a day. */
function series(values: string, table: string, { from, to, by, step }: Asked, keys = ''): string {
  return `SELECT ${by ? `${by}, ` : ''}${STEPS[step]} AS step, ${keys}${values} FROM ${table} WHERE day BETWEEN '${from}' AND '${to}' GROUP BY ALL`;
}

const share = (part: string, whole: string): string => `${part} / nullif(${whole}, 0)`;

/** Who has a diagnosis that stands on the day, their last value, and the state of it; the state of all is `total`. */
function register(
  { to, step }: Asked,
  of: { code: string; words: string; values: string; reached: string; days: number },
): string {
  const state = step === 'all' ? "'total'" : 'state';
  return `WITH m AS (SELECT DISTINCT (j->>'$.subject.reference') AS who FROM r WHERE type = 'Condition'
      AND (regexp_matches((j->'$.code.coding')::VARCHAR, '"code": ?"${of.code}') OR (j->>'$.code.text') IN (${of.words}))
      AND coalesce(j->>'$.verificationStatus.coding[0].code', 'confirmed') = 'confirmed'
      AND coalesce(day_of(j->>'abatementDateTime') > '${to}', coalesce(j->>'$.clinicalStatus.coding[0].code', 'active') IN ('active', 'recurrence', 'relapse'))
      AND day_of(coalesce(j->>'onsetDateTime', j->>'recordedDate')) <= '${to}'),
  v AS (${of.values}),
  l AS (SELECT DISTINCT ON (who) * FROM v WHERE day <= '${to}' ORDER BY who, day DESC, ms DESC, id DESC),
  s AS (SELECT m.who, CASE WHEN l.day IS NULL OR l.day::DATE < '${to}'::DATE - ${of.days} THEN 'overdue' WHEN ${of.reached} THEN 'reached' WHEN NOT (${of.reached})
      THEN 'above' ELSE 'unreadable' END AS state
    FROM m JOIN ${alive(to)} a USING (who) LEFT JOIN l USING (who))
  SELECT ${state}, count(s.who), (SELECT count(*) FROM s), ${step === 'all' ? 'NULL' : 'count(s.who) / (SELECT count(*) FROM s)'}
  FROM (SELECT unnest(['reached', 'above', 'unreadable', 'overdue']) AS state) LEFT JOIN s USING (state) GROUP BY 1`;
}

const component = (code: string): string => `(SELECT (c->>'$.valueQuantity.value')::DOUBLE
    * CASE c->>'$.valueQuantity.code' WHEN 'kPa' THEN 7.50062 WHEN 'mm[Hg]' THEN 1 END
  FROM (SELECT unnest(j->'$.component[*]') AS c) WHERE (c->>'$.code.coding[0].code') = '${code}')`;
const OBSERVED = `id, (j->>'$.subject.reference') AS who, day_of(j->>'effectiveDateTime') AS day,
  epoch_ms((j->>'effectiveDateTime')::TIMESTAMPTZ) AS ms`;

/** Antibiotics of the generator's list, by hand. */
const ANTIBIOTICS = [
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

/** Prescriptions of lines, and visits; each with an antibiotic or without. */
function antibiotics(asked: Asked): string {
  const counted = (table: string): string => series('count(*) AS n, count(*) FILTER (WHERE ab) AS a', table, asked);
  const keys = asked.by ? `${asked.by}, step` : 'step';
  const [n, a] = [(of: string) => `coalesce(${of}.n, 0)`, (of: string) => `coalesce(${of}.a, 0)`];
  const same = asked.by ? `p.${asked.by} IS NOT DISTINCT FROM v.${asked.by} AND p.step = v.step` : 'p.step = v.step';
  const both = keys
    .split(', ')
    .map((key) => `coalesce(p.${key}, v.${key})`)
    .join();
  return `WITH l AS (SELECT id, day_of(j->>'authoredOn') AS day, (j->>'$.subject.reference') AS who, (j->>'$.encounter.reference') AS enc,
      named(j->'$.requester') AS practitioner, (j->>'$.groupIdentifier.value') AS grp, (j->>'$.priorPrescription.reference') AS prior,
      coalesce((j->>'$.medicationCodeableConcept.coding[0].code') IN (${ANTIBIOTICS.map((one) => `'${one}'`).join()}), false)
        OR coalesce((j->>'$.medicationCodeableConcept.text') = 'Amoxicillin, ours', false)
        OR coalesce((j->>'$.contained[0].code.text') = '罗红霉素', false) OR coalesce((j->>'$.medicationReference.reference') IN
          (SELECT 'Medication/' || id FROM r WHERE type = 'Medication' AND (j->>'$.code.text') LIKE 'Cefixime%'), false) AS ab
      FROM r WHERE type = 'MedicationRequest' AND (j->>'status') NOT IN ('cancelled', 'entered-in-error', 'draft')
        AND coalesce(j->>'doNotPerform', 'false') <> 'true'),
    live AS (SELECT * FROM l WHERE NOT EXISTS (SELECT 1 FROM l AS n WHERE n.day = l.day AND n.prior = 'MedicationRequest/' || l.id)),
    sheet AS (SELECT min(day) AS day, bool_or(ab) AS ab, any_value(practitioner) AS practitioner FROM live
      GROUP BY who, coalesce('group ' || grp, 'visit ' || enc || coalesce(practitioner, '') || day, 'day ' || coalesce(practitioner, '') || day)),
    seen AS (SELECT day, practitioner, EXISTS (SELECT 1 FROM live WHERE ab AND live.who = visit.who
        AND CASE WHEN enc IS NULL THEN live.day = visit.day ELSE enc = 'Encounter/' || visit.id END) AS ab FROM visit),
    p AS (${counted('sheet')}), v AS (${counted('seen')})
   SELECT ${both}, ${n('p')}, ${a('p')}, ${share(a('p'), n('p'))}, ${n('v')}, ${a('v')}, ${share(a('v'), n('v'))} FROM p FULL JOIN v ON ${same}`;
}

const AGE = (day: string): string => `date_sub('year', birth::DATE, '${day}'::DATE)`;

export const SQL: Readonly<Record<MeasureName, (asked: Asked) => string>> = {
  visits: (asked) => series('count(*)', 'visit', asked),
  'new-returning': (asked) =>
    series(
      'count(*), count(*) FILTER (WHERE nth = 1), count(*) FILTER (WHERE nth > 1), count(*) FILTER (WHERE nth = 1) / count(*)',
      '(SELECT *, row_number() OVER (PARTITION BY who ORDER BY day, ms, id) AS nth FROM visit)',
      asked,
    ),
  'age-sex': ({
    to,
    step,
  }) => `WITH a AS (SELECT sex, least(85, 5 * (${AGE(to)} // 5)) AS band FROM ${alive(to)} WHERE length(birth) = 10 AND birth <= '${to}')
     SELECT ${step === 'all' ? "'total'" : "CASE band WHEN 85 THEN '85+' ELSE band || '-' || (band + 4) END"}, count(*) FILTER (WHERE sex = 'male'),
       count(*) FILTER (WHERE sex = 'female'), count(*) FILTER (WHERE sex NOT IN ('male', 'female')) FROM a GROUP BY 1`,
  diagnoses: ({
    from,
    to,
  }) => `WITH c AS (SELECT CASE WHEN (j->>'$.code.coding[1].system') LIKE '%icd-10' THEN (j->>'$.code.coding[1].system') || '|' || (j->>'$.code.coding[1].code')
          ELSE (j->>'$.code.coding[0].system') || '|' || (j->>'$.code.coding[0].code') END AS code,
        (j->>'$.subject.reference') AS who, day_of(coalesce(j->>'onsetDateTime', j->>'recordedDate')) AS day FROM r
        WHERE type = 'Condition' AND coalesce(j->>'$.verificationStatus.coding[0].code', 'confirmed') = 'confirmed')
     SELECT code, count(DISTINCT who) FROM c WHERE day BETWEEN '${from}' AND '${to}' GROUP BY 1 ORDER BY 2 DESC, 1`,
  waiting: (asked) =>
    series(
      'count(*), median(minutes), quantile_disc(minutes, 0.9)',
      `(SELECT *, (epoch_ms((j->>'$.statusHistory[1].period.start')::TIMESTAMPTZ) - epoch_ms((j->>'$.statusHistory[0].period.start')::TIMESTAMPTZ)) // 60000 AS minutes
        FROM visit WHERE (j->>'$.statusHistory[0].status') = 'arrived')`,
      asked,
    ),
  'no-shows': (asked) =>
    series(
      "count(*), count(*) FILTER (WHERE status = 'noshow'), count(*) FILTER (WHERE status = 'noshow') / count(*)",
      "(SELECT * FROM appointment WHERE status IN ('noshow', 'fulfilled', 'arrived', 'checked-in'))",
      asked,
    ),
  hypertension: (asked) =>
    register(asked, {
      code: 'I1[01235]',
      words: "''",
      values: `SELECT ${OBSERVED}, ${component('8480-6')} AS s, ${component('8462-4')} AS d FROM r
        WHERE type = 'Observation' AND (j->>'$.code.coding[0].code') = '85354-9'`,
      reached: 'l.s < 140 AND l.d < 90',
      days: 90,
    }),
  diabetes: (asked) =>
    register(asked, {
      code: 'E1[0-4]',
      words: "'2型糖尿病', 'Type 2 diabetes, no complications'",
      values: `SELECT ${OBSERVED}, (j->>'$.valueQuantity.value')::DOUBLE AS v, (j->>'$.valueQuantity.code') AS unit FROM r
        WHERE type = 'Observation' AND (j->>'$.code.coding[0].code') IN ('4548-4', '59261-8')`,
      reached: "CASE l.unit WHEN 'mmol/mol' THEN 0.09148 * l.v + 2.152 WHEN '%' THEN l.v END < 7",
      days: 183,
    }),
  immunisation: ({
    to,
  }) => `WITH a AS (SELECT who, ${AGE(to)} AS age FROM ${alive(to)} WHERE length(birth) = 10 AND birth <= '${to}'),
      b AS (SELECT who, CASE WHEN age < 1 THEN '0' WHEN age < 5 THEN '1-4' WHEN age < 18 THEN '5-17' WHEN age < 60 THEN '18-59' ELSE '60+' END AS band FROM a),
      p AS (SELECT band, count(*) AS n FROM b GROUP BY 1),
      d AS (SELECT DISTINCT (j->>'$.patient.reference') AS who, 'http://hl7.org/fhir/sid/cvx|' || (j->>'$.vaccineCode.coding[0].code') AS code
        FROM r WHERE type = 'Immunization' AND (j->>'status') = 'completed' AND day_of(j->>'occurrenceDateTime') <= '${to}'),
      f AS (SELECT DISTINCT code FROM d JOIN b USING (who))
    SELECT f.code, band, count(b.who) FILTER (WHERE d.who IS NOT NULL), any_value(n), count(b.who) FILTER (WHERE d.who IS NOT NULL) / any_value(n)
    FROM f CROSS JOIN p JOIN b USING (band) LEFT JOIN d ON d.who = b.who AND d.code = f.code GROUP BY 1, 2`,
  antibiotics,
  referrals: ({
    from,
    to,
    by,
    step,
  }) => `WITH s AS (SELECT day_of(j->>'authoredOn') AS day, (j->>'status') AS status, named(j->'$.requester') AS practitioner,
       (j->>'$.performerType.coding[0].system') || '|' || (j->>'$.performerType.coding[0].code') AS code
       FROM r WHERE type = 'ServiceRequest' AND (j->>'$.category[0].coding[0].code') = '3457005' AND (j->>'status') <> 'revoked')
     SELECT ${by ? `${by}, ` : ''}${step === 'all' ? "'total'" : 'code'}, count(*), count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'completed') / count(*)
     FROM s WHERE day BETWEEN '${from}' AND '${to}' GROUP BY ALL`,
  income: (asked) =>
    series(
      `count(*) FILTER (WHERE status <> 'billable'), coalesce(sum(amount) FILTER (WHERE status <> 'billable'), 0),
       coalesce(sum(amount) FILTER (WHERE status = 'balanced'), 0), count(*) FILTER (WHERE status = 'billable'),
       coalesce(sum(amount) FILTER (WHERE status = 'billable'), 0)`,
      `(SELECT day_of(j->>'date') AS day, (j->>'$.totalGross.currency') AS currency, (j->>'status') AS status,
         (j->>'$.totalGross.value')::DECIMAL(18, 4) AS amount, named(j->'$.participant[0].actor') AS practitioner
       FROM r WHERE type = 'Invoice' AND (j->>'status') IN ('issued', 'balanced')
       UNION ALL SELECT day_of(j->>'occurrenceDateTime'), (j->>'$.priceOverride.currency'), (j->>'status'),
         (j->>'$.priceOverride.value')::DECIMAL(18, 4), named(j->'$.performer[0].actor')
       FROM r WHERE type = 'ChargeItem' AND (j->>'status') = 'billable')`,
      asked,
      asked.step === 'all' ? '' : 'currency, ',
    ),
};
