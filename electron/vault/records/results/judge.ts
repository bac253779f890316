/** What the clinic's ranges say of values that are typed, and the Observations that come of it. */
import type { ReferenceRange } from '../../../../shared/bridge/ranges.ts';
import type { Judged, ResultValue } from '../../../../shared/bridge/results.ts';
import type { RecordType } from '../../../../shared/records/contract.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { interpretationOf, type Measured, rangesFor, unitCode } from '../../../../shared/records/reference-range.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { LOINC, listedTest } from '../../../../shared/terminology/tests.ts';
import { type Substance, substanceOf } from '../../../../shared/units/substances.ts';
import type { Units } from '../../quality/units/index.ts';
import { testConcept } from './order.ts';
import { laboratoryKey, quantityOf, testKey } from './ranges.ts';

/** What values are judged by. */
export interface Yardstick {
  readonly ranges: readonly ReferenceRange[];
  readonly measured: Measured;
  readonly laboratory: string;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
  readonly units: Pick<Units, 'convert' | 'exactly'>;
}

/** Judges one value. */
export function judge(value: ResultValue, yardstick: Yardstick): Judged {
  const { ranges, measured, laboratory } = yardstick;
  const own = ranges.filter((range) => testKey(range.test) === testKey(value.test));
  const theirs = own.filter((range) => laboratoryKey(range.laboratory) === laboratoryKey(laboratory));
  const units = unitsFor(value, theirs.length > 0 ? theirs : own, theirs.length > 0);
  const doubts = doubtsOf(value, yardstick);
  if ('words' in value.value) return { units, doubts, ...(value.value.abnormal ? { flag: 'abnormal' } : {}) };
  const { number, comparator } = value.value;
  const unit = unitCode(value.value.unit);
  const substance = substanceOf(value.test.code?.system, value.test.code?.code ?? '');
  const as = (to: string) => yardstick.units.exactly(Number(number), unit, to, { substance });
  // what is measured in another unit of the same kind is kept as it was typed, and shown in the usual one too
  const usual = units.includes(unit) ? undefined : units.find((one) => as(one) !== undefined);
  if (units.length > 0 && !units.includes(unit) && usual === undefined) return { units, doubts, problem: 'unit' };
  const said = { units, doubts, ...alsoIn(yardstick, { number, unit, usual, comparator, substance }) };
  const same = theirs.filter((range) => unitCode(range.unit) === unit);
  const fit = rangesFor(
    same.length > 0 ? same : theirs.filter((range) => as(unitCode(range.unit)) !== undefined),
    measured,
  );
  const [range, ...others] = fit;
  if (!range) return said;
  const unlike = others.some(({ low, high, unit }) => low !== range.low || high !== range.high || unit !== range.unit);
  if (unlike || fit.some(({ conflicts }) => conflicts > 0)) return { ...said, problem: 'several' };
  const ranged = unitCode(range.unit);
  const flag = interpretationOf(as(ranged) ?? Number(number), comparator, range);
  return {
    ...said,
    ...(range.low === undefined ? {} : { low: range.low }),
    ...(range.high === undefined ? {} : { high: range.high }),
    ...(ranged === unit ? {} : { rangeUnit: ranged }),
    ...(flag === undefined ? {} : { flag: FLAGS[flag] }),
  };
}

interface Typed {
  readonly number: string;
  readonly unit: string;
  readonly usual: string | undefined;
  readonly comparator: string | undefined;
  readonly substance: Substance | undefined;
}

/** The same value in the usual unit. */
function alsoIn(
  { units }: Yardstick,
  { number, unit, usual, comparator = '', substance }: Typed,
): Pick<Judged, 'also'> {
  const converted = usual === undefined ? undefined : units.convert(number, unit, usual, { substance });
  return usual !== undefined && converted?.ok ? { also: { value: comparator + converted.value, unit: usual } } : {};
}

const FLAGS = { L: 'low', H: 'high', N: 'normal' } as const;
/** http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation */
const CODES = {
  low: { code: 'L', display: 'Low' },
  high: { code: 'H', display: 'High' },
  normal: { code: 'N', display: 'Normal' },
  abnormal: { code: 'A', display: 'Abnormal' },
} as const;

/** The units of the laboratory's ranges; where it has none, those that fit the code, and those of other laboratories. */
function unitsFor({ test }: ResultValue, ranges: readonly ReferenceRange[], theirs: boolean): string[] {
  const ranged = ranges.map(({ unit }) => unitCode(unit));
  const listed = test.code?.system === LOINC ? (listedTest(test.code.code)?.units ?? []) : [];
  return [...new Set(theirs ? ranged : [...listed, ...ranged])];
}

function doubtsOf(value: ResultValue, { measured, today }: Yardstick): string[] {
  const types: Readonly<Record<string, RecordType>> = recordTypes;
  const resource = {
    resourceType: 'Observation',
    code: testConcept(value.test.text, value.test.code),
    ...foundValue(value),
    effectiveDateTime: measured.day,
  };
  return (types.Observation?.doubts?.(resource, today) ?? []).map(({ code }) => code);
}

/** What every Observation of a report has. */
export interface Common {
  readonly id: string;
  readonly subject: JsonObject;
  readonly effectiveDateTime: string;
  readonly issued: string;
  readonly performer: readonly JsonObject[];
  readonly encounter?: JsonObject | undefined;
  readonly basedOn?: readonly JsonObject[] | undefined;
  /** Whose range it was, in words. */
  readonly laboratory: string;
}

/** The Observation of a value, with the range that it was judged by inside. */
export function observationOf(value: ResultValue, judged: Judged, common: Common): JsonObject {
  const { laboratory, encounter, basedOn, performer, ...rest } = common;
  const { low, high, flag } = judged;
  const unit = judged.rangeUnit ?? ('unit' in value.value ? value.value.unit : '');
  const interpretation = flag && {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', ...CODES[flag] }],
  };
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
            display: 'Laboratory',
          },
        ],
      },
    ],
    ...rest,
    ...(encounter ? { encounter } : {}),
    ...(basedOn ? { basedOn } : {}),
    ...(performer.length > 0 ? { performer } : {}),
    code: testConcept(value.test.text, value.test.code),
    ...foundValue(value),
    ...(interpretation ? { interpretation: [interpretation] } : {}),
    ...(low === undefined && high === undefined
      ? {}
      : {
          referenceRange: [
            {
              ...(low === undefined ? {} : { low: quantityOf(low, unit) }),
              ...(high === undefined ? {} : { high: quantityOf(high, unit) }),
              text: laboratory,
            },
          ],
        }),
  };
}

function foundValue({ value }: ResultValue): JsonObject {
  if ('words' in value) return { valueString: value.words };
  const quantity = quantityOf(value.number, value.unit);
  return {
    valueQuantity: value.comparator === undefined ? quantity : { ...quantity, comparator: value.comparator },
  };
}
