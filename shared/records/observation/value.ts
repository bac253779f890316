/** Values of observations for people and charts. http://hl7.org/fhir/R4/observation.html */
import { conceptText, firstCode } from '../concept.ts';
import { isObject, type Json, type JsonObject, numberText, toNumber } from '../json.ts';
import { choiceIn, memberOf, objectsIn, textIn } from '../members.ts';

export type Flag = 'low' | 'high' | 'abnormal';

/** A value as it is shown, and as a number where it is one. */
export interface ShownValue {
  readonly text: string;
  readonly value?: number;
  readonly unit?: string;
  /** `<`, `<=`, `>=`, `>`: the value itself is not known. */
  readonly comparator?: string;
}

/** The value of an Observation or of one of its components; why it is absent, if that is said; undefined for none. */
export function shownValue(holder: JsonObject, locale: string): ShownValue | undefined {
  const choice = choiceIn(holder, 'value');
  const shown = choice && shownChoice(choice.type, choice.value, locale);
  if (shown) return shown;
  const absent = conceptText(holder.dataAbsentReason, locale);
  return absent === '' ? undefined : { text: absent };
}

function shownChoice(type: string, value: Json, locale: string): ShownValue | undefined {
  switch (type) {
    case 'Quantity':
      return isObject(value) ? shownQuantity(value) : undefined;
    case 'CodeableConcept':
      return plain(conceptText(value, locale));
    case 'Integer':
      return numeric(value);
    case 'Boolean':
      return typeof value === 'boolean' ? { text: String(value) } : undefined;
    case 'Range':
    case 'Ratio':
      return isObject(value) ? shownPair(type, value) : undefined;
    case 'Period':
      return isObject(value) ? plain([textIn(value.start), textIn(value.end)].join(' – ').trim()) : undefined;
    default:
      // string, time, dateTime; of a SampledData nothing can be said in a line
      return plain(textIn(value));
  }
}

/** A Quantity: the number's own text, its comparator before it. */
export function shownQuantity(quantity: JsonObject): ShownValue | undefined {
  const number = numeric(quantity.value);
  if (!number) return undefined;
  const unit = unitOf(quantity);
  const comparator = textIn(quantity.comparator);
  return { ...number, text: comparator + number.text, ...(unit && { unit }), ...(comparator && { comparator }) };
}

function numeric(value: Json | undefined): ShownValue | undefined {
  const number = toNumber(value);
  const text = numberText(value);
  return number === undefined || text === undefined ? undefined : { text, value: number };
}

function shownPair(type: 'Range' | 'Ratio', value: JsonObject): ShownValue | undefined {
  const [one, two] = type === 'Range' ? [value.low, value.high] : [value.numerator, value.denominator];
  const shown = [one, two].map((part) => (isObject(part) ? shownQuantity(part) : undefined));
  if (!shown.some(Boolean)) return undefined;
  const unit = shown[0]?.unit ?? shown[1]?.unit;
  return { text: shown.map((part) => part?.text ?? '').join(type === 'Range' ? '–' : ':'), ...(unit && { unit }) };
}

function plain(text: string): ShownValue | undefined {
  return text === '' ? undefined : { text };
}

/** UCUM codes that people write otherwise, and annotations, which are no units. */
const WRITTEN: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '[degF]': '°F',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  '1': '',
};

/** The unit to show: as the sender writes it, else from its UCUM code. '' for none. */
function unitOf(quantity: JsonObject): string {
  const unit = textIn(quantity.unit) || textIn(quantity.code);
  return WRITTEN[unit] ?? unit.replace(/\{([^}]*)\}/g, (_all, inside: string) => (unit.startsWith('{') ? inside : ''));
}

/** A normal range; each end may be open. */
export interface NormalRange {
  readonly low?: number;
  readonly high?: number;
}

/**
 * The range to judge a value by: of the normal ranges the one that holds for everybody, or the only one. Several that each
 * hold for some people only, or another unit than the value's, are no basis for a verdict.
 */
export function normalRange(holder: JsonObject, unit: string | undefined): NormalRange | undefined {
  const normal = objectsIn(holder.referenceRange).filter(
    (range) =>
      (range.type === undefined || firstCode(range.type) === 'normal') && (isObject(range.low) || isObject(range.high)),
  );
  const general = normal.filter((range) => range.age === undefined && range.appliesTo === undefined);
  const chosen = general[0] ?? (normal.length === 1 ? normal[0] : undefined);
  if (!chosen) return undefined;
  const end = (value: Json | undefined): number | undefined => {
    if (!isObject(value)) return undefined;
    const other = unitOf(value);
    return other === '' || unit === undefined || other === unit ? toNumber(value.value) : undefined;
  };
  const low = end(chosen.low);
  const high = end(chosen.high);
  return low === undefined && high === undefined
    ? undefined
    : { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation */
const FLAGS: Readonly<Record<string, Flag>> = {
  L: 'low',
  LL: 'low',
  LU: 'low',
  '<': 'low',
  H: 'high',
  HH: 'high',
  HU: 'high',
  '>': 'high',
  A: 'abnormal',
  AA: 'abnormal',
  POS: 'abnormal',
  DET: 'abnormal',
  R: 'abnormal',
};
const UNREMARKABLE = ['N', 'NEG', 'ND', 'S'];

/** Whether a value stands out: by the sender's interpretation, else by the range. */
export function flagOf(holder: JsonObject, shown: ShownValue, range: NormalRange | undefined): Flag | undefined {
  const code = firstCode(memberOf(holder, 'interpretation'));
  const said = FLAGS[code];
  if (said !== undefined || UNREMARKABLE.includes(code)) return said;
  if (shown.value === undefined || shown.comparator !== undefined || !range) return undefined;
  if (range.low !== undefined && shown.value < range.low) return 'low';
  return range.high !== undefined && shown.value > range.high ? 'high' : undefined;
}
