/** What is known of a patient: diagnoses, medication in use, allergies, vaccinations, flags. */
import type { LeafOf } from '../../../../shared/cohorts/definition.ts';
import { ICD10 } from '../../../../shared/terminology/diagnoses.ts';
import { ABSENT_ALLERGY_CODES } from '../../records/chart-allergies.ts';
import type { SqlValue } from '../../storage/database.ts';
import { addDays } from '../calendar.ts';
import { type CodeMatch, conceptIs, isCode, spansOf, wordIn } from './concept.ts';
import { COST, type Fragment } from './fragment.ts';
import { timeIs } from './moment.ts';
import type { Setting } from './setting.ts';

/** Diagnoses that stand. The words are those of the index `record_diagnosis`. */
const STANDS = `c.type = 'Condition' AND c.deleted = 0 AND (c.status IS NULL OR c.status NOT IN ('refuted', 'entered-in-error'))`;
/** http://hl7.org/fhir/R4/valueset-condition-clinical.html */
const OPEN = `(c.status IS NULL OR c.status NOT IN ('inactive', 'remission', 'resolved'))`;
/** When it abated; '' where it did nobody knows when. */
const ABATED = `coalesce(c.json ->> '$.abatementDateTime', c.json ->> '$.abatementPeriod.start', c.json ->> '$.abatementPeriod.end',
  CASE WHEN coalesce(c.json -> '$.abatementPeriod', c.json -> '$.abatementAge', c.json -> '$.abatementRange', c.json -> '$.abatementString')
    IS NOT NULL THEN '' END)`;
/** Whether or not a status says so, too. */
function notOver(setting: Setting): { sql: string; params: readonly SqlValue[] } {
  const later = timeIs(ABATED, 'after', setting);
  return { sql: `${OPEN} AND coalesce(${later.sql}, 1)`, params: later.params };
}

/** By the index of first codes, which most records have alone; those with more are read. Words are read in each chart. */
export function ofDiagnosis(leaf: LeafOf<'diagnosis'>, setting: Setting): Fragment {
  const { ever, within, of } = leaf;
  const { today } = setting;
  const stands = ever ? undefined : notOver(setting);
  const days: readonly SqlValue[] = [
    ...(stands?.params ?? []),
    ...(within === undefined ? [] : [addDays(today, -within), today]),
  ];
  const also = `${stands ? ` AND ${stands.sql}` : ''}${within === undefined ? '' : ' AND c.day BETWEEN ? AND ?'}`;
  const inConcept = conceptIs('c.json', '$.code', of, ICD10);
  const codes = of.filter(isCode);
  if (codes.length < of.length) {
    return {
      sql: `EXISTS (SELECT 1 FROM record c INDEXED BY record_chart WHERE c.patient = p.id AND ${STANDS}${also} AND ${inConcept.sql})`,
      params: [...days, ...inConcept.params],
      cost: COST.read,
    };
  }
  const spans = codes.flatMap(withSystem);
  const first = spans.map(
    () =>
      `SELECT c.patient FROM record c INDEXED BY record_diagnosis
       WHERE ${STANDS} AND c.patient IS NOT NULL AND c.code >= ? AND c.code < ?${also}`,
  );
  const others = `SELECT c.patient FROM record c INDEXED BY record_many_codes WHERE ${STANDS} AND c.patient IS NOT NULL
       AND json_array_length(c.json, '$.code.coding') > 1${also} AND ${inConcept.sql}`;
  return {
    sql: `p.id IN (${[...first, others].join(' UNION ALL ')})`,
    params: [...spans.flatMap(({ from, before }) => [from, before, ...days]), ...days, ...inConcept.params],
    cost: COST.set,
  };
}

/** As `record.code` has them. */
function withSystem(match: CodeMatch): { from: string; before: string }[] {
  const system = match.system ?? ICD10;
  return spansOf(match).map(({ from, before }) => ({ from: `${system}|${from}`, before: `${system}|${before}` }));
}

/** An allergy to something that is not over. */
export function ofAllergy({ of }: LeafOf<'allergy'>): Fragment {
  const substance = conceptIs('c.json', '$.code', of);
  const none = ABSENT_ALLERGY_CODES.map((code) => `'${code}'`).join(', ');
  return {
    sql: `EXISTS (SELECT 1 FROM record c INDEXED BY record_chart
       WHERE c.patient = p.id AND c.type = 'AllergyIntolerance' AND c.deleted = 0
         AND (c.status IS NULL OR c.status NOT IN ('refuted', 'entered-in-error', 'inactive', 'resolved'))
         AND ${substance.sql}
         AND NOT EXISTS (SELECT 1 FROM json_each(c.json, '$.code.coding') n
           WHERE CASE WHEN n.type = 'object' THEN n.value ->> '$.code' END IN (${none})))`,
    params: substance.params,
    cost: COST.read,
  };
}

/** A dose that was given on or before the day. */
export function ofVaccine({ of, within }: LeafOf<'vaccine'>, { today }: Setting): Fragment {
  const vaccine = conceptIs('c.json', '$.vaccineCode', of);
  const since = within === undefined ? [] : [addDays(today, -within)];
  return {
    sql: `EXISTS (SELECT 1 FROM record c INDEXED BY record_chart
       WHERE c.patient = p.id AND c.type = 'Immunization' AND c.deleted = 0 AND c.status = 'completed'
         AND c.day <= ?${within === undefined ? '' : ' AND c.day >= ?'} AND ${vaccine.sql})`,
    params: [today, ...since, ...vaccine.params],
    cost: COST.read,
  };
}

/** http://hl7.org/fhir/R4/flag.html: active, and not past its period. */
export function ofFlag({ text }: LeafOf<'flag'>, setting: Setting): Fragment {
  const up = timeIs(`c.json ->> '$.period.end'`, 'from', setting);
  const words = text === undefined ? { sql: '1', params: [] } : conceptIs('c.json', '$.code', [{ text }]);
  return {
    sql: `EXISTS (SELECT 1 FROM record c INDEXED BY record_chart
       WHERE c.patient = p.id AND c.type = 'Flag' AND c.deleted = 0 AND c.status = 'active'
         AND coalesce(${up.sql}, 1) AND ${words.sql})`,
    params: [...up.params, ...words.params],
    cost: COST.read,
  };
}

/** A day of FHIR at the beginning of a text. */
const DAY = `'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'`;
const BEGUN = `CASE WHEN c.json ->> '$.authoredOn' GLOB ${DAY} THEN substr(c.json ->> '$.authoredOn', 1, 10) END`;
const PERIOD_END = `d.value ->> '$.timing.repeat.boundsPeriod.end'`;
const DURATION = `d.value ->> '$.timing.repeat.boundsDuration.value'`;
const UNIT_DAYS = `CASE d.value ->> '$.timing.repeat.boundsDuration.code' WHEN 'd' THEN 1 WHEN 'wk' THEN 7 WHEN 'mo' THEN 31 END`;
const TIMES = `(1 + max(0, coalesce(c.json ->> '$.dispenseRequest.numberOfRepeatsAllowed', 0)))`;
/** The last day of a course as `courseEnd` tells it (shared/records/medication-request/course.ts); NULL where it goes on. */
const COURSE_END = `(SELECT CASE WHEN count(*) = count(e.day) THEN max(e.day) END FROM (
    SELECT CASE
      WHEN ${PERIOD_END} GLOB ${DAY} THEN substr(${PERIOD_END}, 1, 10)
      ELSE date(${BEGUN}, (cast(ceil(${DURATION} * ${UNIT_DAYS}) AS INTEGER) * ${TIMES} - 1) || ' days') END AS day
    FROM json_each(c.json, '$.dosageInstruction') d WHERE d.type = 'object') e)`;

/** As the prescriptions that run, and what is said to be taken (records/prescribing/running.ts). */
function inUse(setting: Setting): { sql: string; params: readonly SqlValue[] } {
  const going = timeIs(`nullif(c.json ->> '$.effectivePeriod.end', '')`, 'from', setting);
  return {
    sql: `CASE c.type
  WHEN 'MedicationRequest' THEN c.status IN ('active', 'on-hold', 'unknown')
    AND coalesce(c.json ->> '$.doNotPerform', 0) = 0
    AND coalesce(c.json ->> '$.intent', '') NOT IN ('proposal', 'option')
    AND coalesce(${COURSE_END} >= ?, 1)
  ELSE coalesce(c.status, '') IN ('', 'active', 'intended', 'on-hold', 'unknown')
    AND coalesce(${going.sql}, 1) END`,
    params: [setting.today, ...going.params],
  };
}

const REFERENCE = `c.json ->> '$.medicationReference.reference'`;

/** What may still be taken. The words are those of the index `record_taken`. */
const TAKEN = `c.type IN ('MedicationRequest', 'MedicationStatement') AND c.deleted = 0
  AND (c.status IS NULL OR c.status NOT IN ('completed', 'stopped', 'cancelled', 'draft', 'not-taken', 'entered-in-error'))`;

/** Named in the record itself, by a Medication of its own, or by one within it. */
export function ofMedication({ of }: LeafOf<'medication'>, setting: Setting): Fragment {
  const taken = inUse(setting);
  const own = conceptIs('c.json', '$.medicationCodeableConcept', of);
  const referred = conceptIs('m.json', '$.code', of);
  const within = conceptIs('w.value', '$.code', of);
  const words = of.flatMap((one) =>
    isCode(one) ? [] : [wordIn(`c.json ->> '$.medicationReference.display'`, one.text)],
  );
  const named = [
    own,
    {
      sql: `EXISTS (SELECT 1 FROM record m WHERE m.type = 'Medication' AND m.deleted = 0
          AND m.id = replace(${REFERENCE}, 'Medication/', '') AND ${referred.sql})`,
      params: referred.params,
    },
    {
      sql: `EXISTS (SELECT 1 FROM json_each(c.json, '$.contained') w
          WHERE w.type = 'object' AND '#' || (w.value ->> '$.id') = ${REFERENCE} AND ${within.sql})`,
      params: within.params,
    },
    ...words,
  ];
  return {
    sql: `EXISTS (SELECT 1 FROM record c INDEXED BY record_taken
       WHERE c.patient = p.id AND ${TAKEN}
         AND (${named.map(({ sql }) => sql).join(' OR ')}) AND ${taken.sql})`,
    params: [...named.flatMap(({ params }) => params), ...taken.params],
    cost: COST.read,
  };
}
