/** Which rules of the clinic a prescription goes over, and which could not be checked, and why. */
import type { DoseRule } from '../../../../shared/bridge/dose-rules.ts';
import type { Checked, PrescribingWarning, Written } from '../../../../shared/bridge/prescriptions.ts';
import { isObject, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { UNITS } from '../../../../shared/records/medication-request/units.ts';
import { textIn } from '../../../../shared/records/members.ts';
import { usualValue } from '../../../../shared/records/observation/vital-units.ts';
import { findRecord } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { ageAt } from '../dates.ts';
import { matchOf } from '../prescribing/compare.ts';
import { type Substances, substancesOf } from '../prescribing/substances.ts';
import { doseIn, timesADay } from './amount.ts';
import { type Fraction, fraction, isAbove } from './fraction.ts';
import { rulesIn } from './rules.ts';

type Unchecked = Checked['unchecked'][number];
type Found = Pick<Checked, 'warnings' | 'unchecked'>;

/** Who it is for: years and kg, undefined where nobody knows. */
interface Person {
  readonly age: number | undefined;
  readonly weight: number | undefined;
}

/** A check of one prescription; the rules and the patient are read once. `today` YYYY-MM-DD, `locale` BCP 47. */
export function doseCheck(
  reader: Reader,
  patient: string,
  {
    today,
    locale,
    shows,
  }: { readonly today: string; readonly locale: string; readonly shows: (type: string, patient: string) => boolean },
): (written: Written, substances: Substances) => Found {
  const rules = rulesIn(reader).map((one) => ({
    ...one,
    substances: substancesOf({
      texts: [one.rule.medicine.text, one.rule.medicine.coding?.display ?? ''].filter(Boolean),
      codes: one.rule.medicine.coding ? [one.rule.medicine.coding] : [],
    }),
  }));
  const person = personOf(reader, patient, today, shows('Observation', patient));
  return (written, substances) => {
    const found = rules
      .filter(({ substances: of }) => {
        const match = matchOf(substances, of, 'duplicate');
        return match?.by === 'ingredient' || match?.by === 'name';
      })
      .map(({ id, rule, substances: of }) => judged(id, rule, written, isSame(substances, of), person, locale));
    const unchecked = found.flatMap((one) => one.unchecked);
    return {
      warnings: found.flatMap((one) => one.warnings),
      unchecked: unchecked.filter(
        ({ rule, why }, at) => unchecked.findIndex((one) => one.rule === rule && one.why === why) === at,
      ),
    };
  };
}

/** Whether the two are of the same substances: of a medicine of several nobody says here of which of them its dose is. */
function isSame({ ingredients: a }: Substances, { ingredients: b }: Substances): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

function judged(
  id: string,
  rule: DoseRule,
  { dose, frequency, product }: Written,
  same: boolean,
  person: Person,
  locale: string,
): Found {
  const cannot = (why: Unchecked['why']): Unchecked => ({
    rule: limitWords(rule, undefined, locale),
    source: rule.source,
    why,
  });
  const nothing = (why: Unchecked['why']): Found => ({ warnings: [], unchecked: [cannot(why)] });
  const years = isWithin(person.age, rule.ageFrom, rule.ageBelow);
  const kilograms = isWithin(person.weight, rule.weightFrom, rule.weightBelow);
  if (years === false || kilograms === false) return { warnings: [], unchecked: [] };
  if (years === undefined) return nothing('age');
  if (kilograms === undefined) return nothing('weight');
  if (!dose) return nothing('dose');
  const once = same ? doseIn(rule.unit, dose, product) : undefined;
  if (!once) return nothing('unit');
  const often = timesADay(frequency);
  const aDay = often === undefined ? undefined : { over: once.over * BigInt(often), under: once.under };
  const over = (by: 'single' | 'daily', limit: string | undefined, amount: Fraction | undefined) =>
    limit !== undefined && amount && isAbove(amount, fraction(limit)) ? [warningOf(id, rule, by, limit, locale)] : [];
  return {
    warnings: [...over('single', rule.single, once), ...over('daily', rule.daily, aDay)],
    unchecked: rule.daily !== undefined && aDay === undefined ? [cannot('frequency')] : [],
  };
}

function warningOf(
  id: string,
  rule: DoseRule,
  by: 'single' | 'daily',
  limit: string,
  locale: string,
): PrescribingWarning {
  return {
    key: `dose ${by} MedicationKnowledge/${id} ${limit} ${rule.unit}`,
    kind: 'dose',
    by,
    subject: limitWords(rule, by, locale),
    detail: rule.source,
    severe: false,
    conflict: false,
    record: { type: 'MedicationKnowledge', id },
  };
}

/** Undefined where a rule asks for what nobody knows. */
function isWithin(value: number | undefined, from: number | undefined, below: number | undefined): boolean | undefined {
  if (from === undefined && below === undefined) return true;
  if (value === undefined) return undefined;
  return value >= (from ?? 0) && (below === undefined || value < below);
}

/** `Paracetamol, at most 1000 mg at a time`. */
function limitWords(
  { medicine, single, daily, unit }: DoseRule,
  by: 'single' | 'daily' | undefined,
  locale: string,
): string {
  const zh = locale.startsWith('zh');
  const word = UNITS[unit][zh ? 'zh' : 'en'];
  const parts = [
    single !== undefined &&
      by !== 'daily' &&
      (zh ? `单次最多 ${single} ${word}` : `at most ${single} ${word} at a time`),
    daily !== undefined && by !== 'single' && (zh ? `每日最多 ${daily} ${word}` : `at most ${daily} ${word} a day`),
  ];
  return [medicine.text, ...parts].filter(Boolean).join(zh ? '，' : ', ');
}

const WEIGHT = 'http://loinc.org|29463-7';

function personOf(reader: Reader, patient: string, today: string, seesWeight: boolean): Person {
  const json = findRecord(reader, 'Patient', patient);
  const birth = json === undefined ? '' : textIn((parseJson(json) as JsonObject).birthDate);
  // a year alone does not tell on which side of a birthday somebody is
  const age = /^\d{4}-\d\d-\d\d$/.test(birth) ? ageAt(birth, today) : undefined;
  const row = seesWeight
    ? reader.get<{ json: string }>(
        `SELECT json FROM record INDEXED BY record_chart
         WHERE patient = ? AND type = 'Observation' AND code = ? AND deleted = 0
           AND coalesce(status, '') <> 'entered-in-error' ORDER BY at DESC LIMIT 1`,
        patient,
        WEIGHT,
      )
    : undefined;
  const quantity = row && (parseJson(row.json) as JsonObject).valueQuantity;
  const weight = isObject(quantity) ? usualValue('weight', quantity) : undefined;
  return { age: age?.years, weight };
}
