import { expect, it } from 'vitest';
import { countCohort } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { Cohort, type Criterion } from '../../../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, person } from '../clinic.ts';
import { membersOf, TODAY } from './ask.ts';

const UCUM = 'http://unitsofmeasure.org';
const WEIGHT = '29463-7';
const PH = '2744-1';

/** One patient for each value, by its letter, and what was measured. */
function measured(values: readonly JsonObject[], code = WEIGHT): Reader {
  return clinicOf(
    values.flatMap((valueQuantity, i) => {
      const id = String.fromCharCode('a'.charCodeAt(0) + i);
      return [
        person('1970-01-01', 'female', { id }),
        {
          resourceType: 'Observation',
          status: 'final',
          subject: { reference: `Patient/${id}` },
          effectiveDateTime: '2026-06-01',
          code: { coding: [{ system: 'http://loinc.org', code }] },
          valueQuantity,
        },
      ];
    }),
  );
}

const weighs = (is: Extract<Criterion, { kind: 'value' }>['is'], code = WEIGHT, unit = 'kg'): Criterion => ({
  kind: 'value',
  of: [{ code }],
  unit,
  ...(is ? { is } : {}),
});

async function untold(reader: Reader, where: Criterion, people: Cohort['people'] = 'living') {
  const definition = Cohort.parse({ v: 1, people, where });
  const { signal } = new AbortController();
  const question = { definition, nested: new Map(), today: TODAY, timeZone: 'Asia/Shanghai' };
  return (await countCohort(reader, question, { signal })).untold;
}

it('tells values by whatever unit UCUM has a way from', async () => {
  const reader = measured([
    { value: 60_001, unit: 'gram', system: UCUM, code: 'g' },
    { value: 0.06, unit: 'Mg' },
    { value: 133, unit: 'pounds', system: UCUM, code: '[lb_tr]' },
    { value: 10, unit: 'stone', system: UCUM, code: '[stone_av]' },
    { value: 121, unit: '斤' },
    { value: 1.2, unit: 'dekagrams', system: UCUM, code: 'dag' },
  ]);
  // 133 troy pounds are 49.6 kg, 10 stone are 63.5 kg
  expect(await membersOf(reader, weighs({ above: 60 }))).toEqual(['a', 'd']);
  expect(await membersOf(reader, weighs({ atMost: 60 }))).toEqual(['b', 'c', 'f']);
});

it('says how many last values no unit tells, and in which they stand', async () => {
  const reader = measured([
    { value: 61, unit: 'kg' },
    { value: 61, unit: 'bottles' },
    { value: 61, unit: 'cm' },
    { value: 61 },
    { value: 61, unit: 'bottles' },
  ]);
  expect(await membersOf(reader, weighs({ above: 60 }))).toEqual(['a']);
  expect(await untold(reader, weighs({ above: 60 }))).toEqual({ values: 4, units: ['bottles', 'cm'] });
  expect(await untold(reader, { kind: 'not', of: weighs({ above: 60 }) })).toMatchObject({ values: 4 });
  // who has one at all needs no unit, and of nobody it is the last
  expect(await untold(reader, weighs(undefined))).toEqual({ values: 0, units: [] });
  expect(await untold(reader, weighs({ above: 60 }), 'deceased')).toEqual({ values: 0, units: [] });
});

it('asked twice counts once', async () => {
  const reader = measured([{ value: 61, unit: 'bottles' }]);
  const between: Criterion = { kind: 'all', of: [weighs({ above: 60 }), weighs({ below: 90 })] };
  expect(await untold(reader, between)).toEqual({ values: 1, units: ['bottles'] });
});

it('on no straight line is not told by two points of it', async () => {
  const reader = measured([{ value: 7.4, unit: '[pH]', system: UCUM, code: '[pH]' }], PH);
  expect(await membersOf(reader, weighs({ above: 7 }, PH, '[pH]'))).toEqual(['a']);
  expect(await membersOf(reader, weighs({ above: 0 }, PH, 'mol/L'))).toEqual([]);
  expect(await untold(reader, weighs({ above: 0 }, PH, 'mol/L'))).toMatchObject({ values: 1 });
});
