/** What hardly anybody has, or ever was: only told, with the unit that may have been meant where just one makes it possible. */

import type { CleaningReason } from '../../../../../shared/bridge/cleaning-rules.ts';
import { codingsOf } from '../../../../../shared/records/concept.ts';
import type { RecordType } from '../../../../../shared/records/contract.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  numberText,
  parseJson,
  toNumber,
} from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import { LIMITS } from '../../../../../shared/records/observation/limits.ts';
import { recordTypes } from '../../../../../shared/records/registry.ts';
import type { CleaningContext, CleaningRule, Path, Proposal } from '../contract.ts';

const UCUM = 'http://unitsofmeasure.org';
/** The doubts of record types (shared/records, each limit with its source) that are told, and the reason of each. */
const DOUBTS: Readonly<Record<string, CleaningReason>> = {
  'impossible-value': 'outlier',
  'in-future': 'date-future',
  'too-old': 'date-too-old',
  'end-before-start': 'date-order',
};
/** Units that are mistaken for each other, and how people write them. */
const MISTAKEN: Readonly<Record<string, string>> = {
  Cel: '°C',
  '[degF]': '°F',
  kg: 'kg',
  g: 'g',
  '[lb_av]': 'lb',
  cm: 'cm',
  m: 'm',
  '[in_i]': 'in',
};

export const outliers: CleaningRule = (resource, context) => {
  const types: Readonly<Record<string, RecordType>> = recordTypes;
  const type = textIn(resource.resourceType);
  const doubts = Object.hasOwn(types, type) ? types[type]?.doubts?.(resource, context.today) : undefined;
  const told = (doubts ?? []).flatMap(({ element, code }): Proposal[] => {
    const reason = DOUBTS[code];
    const at = stepsOf(element);
    // a date in another form is a matter of the rule of dates
    const unread = reason !== 'outlier' && /^(?!\d{4}(-|$))/.test(textIn(valueAt(resource, at)) || '0000');
    return reason && !unread ? [tell(resource, at, reason, context)] : [];
  });
  if (type !== 'Observation') return told;
  // a limit is meant in one unit; the doubts know no other
  const places: Path[] = [[], ...objectsIn(resource.component).map((_one, i) => ['component', i])];
  const others = places
    .filter((at) => isBeyond(valueAt(resource, at), context))
    .map((at) => [...at, 'valueQuantity'])
    .filter((at) => !told.some((one) => one.at.join('.') === at.join('.')));
  return [...told, ...others.map((at) => tell(resource, at, 'outlier', context))];
};

function tell(resource: JsonObject, at: Path, reason: CleaningReason, context: CleaningContext): Proposal {
  const before = valueAt(resource, at);
  const holder = valueAt(resource, at.slice(0, -1));
  const after =
    reason === 'outlier' && isObject(before) && isObject(holder) ? meant(holder, before, context) : undefined;
  return { at, before, after, reason, told: true };
}

/** The same number in the one unit with which somebody can have it; undefined where none or several are. */
function meant(holder: JsonObject, quantity: JsonObject, { units }: CleaningContext): JsonObject | undefined {
  const limit = limitOf(holder);
  const value = toNumber(quantity.value);
  const [said, unit] = [codeOf(quantity, units), limit && units.parseUnit(limit.units[0] ?? '')];
  if (!limit || value === undefined || said === undefined || !unit?.ok) return undefined;
  const fitting = Object.keys(MISTAKEN).filter((other) => {
    const there = other === said ? undefined : units.exactly(value, other, unit.code);
    return there !== undefined && there >= limit.low && there <= limit.high;
  });
  const [code] = fitting;
  return fitting.length === 1 && code !== undefined
    ? { value: parseJson(numberText(quantity.value) ?? '0'), unit: MISTAKEN[code] ?? code, system: UCUM, code }
    : undefined;
}

/** Whether a value in any unit of its kind is beyond its limit. */
function isBeyond(holder: Json | undefined, { units }: CleaningContext): boolean {
  if (!isObject(holder)) return false;
  const { valueQuantity } = holder;
  const limit = limitOf(holder);
  if (!limit || !isObject(valueQuantity)) return false;
  const [value, code] = [toNumber(valueQuantity.value), codeOf(valueQuantity, units)];
  const unit = units.parseUnit(limit.units[0] ?? '');
  if (value === undefined || code === undefined || !unit.ok) return false;
  const there = units.exactly(value, code, unit.code);
  return there !== undefined && (there < limit.low || there > limit.high);
}

function limitOf(holder: JsonObject) {
  return codingsOf(holder.code)
    .filter(({ system }) => system === 'http://loinc.org')
    .map(({ code }) => LIMITS.get(textIn(code)))
    .find((limit) => limit !== undefined);
}

function codeOf({ code, unit }: JsonObject, units: CleaningContext['units']): string | undefined {
  const parsed = units.parseUnit(textIn(code) || textIn(unit));
  return parsed.ok ? parsed.code : undefined;
}

function valueAt(resource: JsonObject, at: Path): Json | undefined {
  return at.reduce<Json | undefined>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? (value as readonly Json[])[step] : undefined;
    return isObject(value) ? value[step] : undefined;
  }, resource);
}

/** `Observation.component[0].valueQuantity` as steps. */
function stepsOf(element: string): Path {
  return element
    .split('.')
    .slice(1)
    .flatMap((step) => {
      const [, name = step, index] = /^(.*)\[(\d+)\]$/.exec(step) ?? [];
      return index === undefined ? [name] : [name, Number(index)];
    });
}
