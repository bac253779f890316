/** Vital signs while they are being written: what is wrong with them, what is odd, what is sent, and what was measured before. */
import type { ObservationSeries } from '../../../shared/bridge/records.ts';
import type { VitalsInput } from '../../../shared/bridge/vitals.ts';
import { LIMITS } from '../../../shared/records/observation/limits.ts';
import { bodyMassIndex, VITAL_SIGNS, type VitalSignName } from '../../../shared/records/observation/vital-signs.ts';
import { type MeasuredValue, measuredIn } from '../../../shared/records/observation/vital-units.ts';
import { unitWords } from './units.ts';

export type VitalName = 'systolic' | 'diastolic' | VitalSignName;
/** What stands in each field. */
export type VitalsForm = Readonly<Record<VitalName, string>>;

export const emptyVitals: VitalsForm = {
  systolic: '',
  diastolic: '',
  pulse: '',
  temperature: '',
  respiratoryRate: '',
  oxygen: '',
  weight: '',
  height: '',
  waist: '',
  glucose: '',
};
export const VITAL_NAMES = Object.keys(emptyVitals) as readonly VitalName[];

export type VitalProblem = 'systolicRange' | 'diastolicRange' | 'both' | 'swapped' | 'number' | 'foreignUnit';
export type VitalsProblems = Partial<Record<VitalName, VitalProblem>>;

/** What was typed as the vault takes it: digits of any width, a point however it was typed. */
function plain(text: string): string {
  return text
    .trim()
    .normalize('NFKC')
    .replace(/[,。､]/, '.');
}

/** A value with its unit, as it was typed. */
export function measuredOf(name: VitalSignName, text: string): MeasuredValue | undefined {
  return measuredIn(name, plain(text));
}

function whole(text: string): number | undefined {
  const clean = plain(text);
  return /^\d{1,3}$/.test(clean) ? Number(clean) : undefined;
}

function within(text: string, low: number, high: number): boolean {
  const value = whole(text);
  return value !== undefined && value >= low && value <= high;
}

/** Whether nothing was measured. */
export function isEmptyVitals(form: VitalsForm): boolean {
  return VITAL_NAMES.every((name) => form[name].trim() === '');
}

/** Problems by field; the bounds are those of `VitalsInput`. */
export function checkVitals(form: VitalsForm): VitalsProblems {
  const problems: VitalsProblems = {};
  const [systolic, diastolic] = [form.systolic.trim(), form.diastolic.trim()];
  if (systolic !== '' && !within(systolic, LEAST_SYSTOLIC, 350)) problems.systolic = 'systolicRange';
  if (diastolic !== '' && !within(diastolic, 10, 250)) problems.diastolic = 'diastolicRange';
  if ((systolic === '') !== (diastolic === '')) problems[systolic === '' ? 'systolic' : 'diastolic'] ??= 'both';
  const [high, low] = [whole(systolic), whole(diastolic)];
  if (high !== undefined && low !== undefined && low >= high) problems.diastolic ??= 'swapped';
  for (const name of MEASURED)
    if (form[name].trim() !== '' && measuredOf(name, form[name]) === undefined)
      problems[name] = startsAsNumber(form[name]) ? 'foreignUnit' : 'number';
  return problems;
}

/** A number that would do, with a unit behind it that will not. */
function startsAsNumber(text: string): boolean {
  return /^\d{1,3}(\.\d{1,2})?\s*[^\d.\s]/.test(plain(text));
}

const MEASURED = Object.keys(VITAL_SIGNS) as readonly VitalSignName[];

/** What the form takes at least, mmHg: less is half typed. */
const LEAST_SYSTOLIC = 30;
/** mmHg from which on an arterial hypertension is of grade 3: Williams et al., 2018 ESC/ESH Guidelines, Eur Heart J 2018;39:3021, table 3. */
const GRADE_3 = { systolic: 180, diastolic: 110 };
/** mmHg, systolic, up to which NEWS2 gives three points: Royal College of Physicians, National Early Warning Score 2, London 2017. */
const LOWEST_SCORE = 90;

/** A warning that does not keep anybody from saving: a pressure so far out asks for a second measurement. */
export function pressureHint({
  systolic,
  diastolic,
}: Pick<VitalsForm, 'systolic' | 'diastolic'>): 'high' | 'low' | undefined {
  const [high, low] = [whole(systolic), whole(diastolic)];
  if ((high !== undefined && high >= GRADE_3.systolic) || (low !== undefined && low >= GRADE_3.diastolic))
    return 'high';
  return high !== undefined && high >= LEAST_SYSTOLIC && high <= LOWEST_SCORE ? 'low' : undefined;
}

/** Whether no living person is known to have had this value (shared/records/observation/limits.ts): a slip of the pen. */
export function isImpossible(name: VitalSignName, text: string): boolean {
  const limit = LIMITS.get(VITAL_SIGNS[name].loinc[0][0]);
  const value = measuredOf(name, text)?.usual ?? Number.NaN;
  return limit?.units.includes(VITAL_SIGNS[name].ucum) === true && (value < limit.low || value > limit.high);
}

/** kg/m² of what was typed, with a height that was measured before where none was; undefined where it cannot be said. */
export function indexOf({ weight, height }: VitalsForm, before: number | undefined): string | undefined {
  const kg = measuredOf('weight', weight)?.usual;
  const cm = height.trim() === '' ? before : (measuredOf('height', height)?.usual ?? 0);
  return kg === undefined || cm === undefined ? undefined : bodyMassIndex(kg, cm);
}

/** As the vault takes it. Call only where `checkVitals` found nothing. */
export function toVitalsInput(form: VitalsForm): VitalsInput {
  const [systolic, diastolic] = [whole(form.systolic), whole(form.diastolic)];
  const measured = MEASURED.flatMap((name) => {
    const typed = measuredOf(name, form[name]);
    if (!typed) return [];
    const usual = typed.ucum === VITAL_SIGNS[name].ucum;
    return [[name, usual ? typed.text : `${typed.text} ${typed.ucum}`] as const];
  });
  return {
    ...(systolic === undefined ? {} : { systolic }),
    ...(diastolic === undefined ? {} : { diastolic }),
    ...Object.fromEntries(measured),
  };
}

const CODES: Readonly<Record<VitalName, readonly string[]>> = {
  systolic: ['8480-6'],
  diastolic: ['8462-4'],
  ...(Object.fromEntries(MEASURED.map((name) => [name, VITAL_SIGNS[name].loinc.map(([code]) => code)])) as Record<
    VitalSignName,
    string[]
  >),
};
const UNITS: Readonly<Record<VitalName, string>> = {
  systolic: 'mmHg',
  diastolic: 'mmHg',
  ...(Object.fromEntries(MEASURED.map((name) => [name, VITAL_SIGNS[name].unit])) as Record<VitalSignName, string>),
};

/** The unit of a field, as people write it. */
export function unitOf(name: VitalName): string {
  return UNITS[name];
}

/** The last value of what a field is for, in the field's unit; undefined where there is none. */
export function lastOf(
  series: readonly ObservationSeries[],
  name: VitalName,
): ObservationSeries['points'][number] | undefined {
  return series
    .filter(({ key }) => CODES[name].some((code) => `${key} `.startsWith(`http://loinc.org|${code} `)))
    .flatMap(({ points }) => points)
    .filter(({ value, unit }) => value !== undefined && unitWords(unit) === unitWords(UNITS[name]))
    .reduce<ObservationSeries['points'][number] | undefined>(
      (newest, point) => (newest && newest.date >= point.date ? newest : point),
      undefined,
    );
}
