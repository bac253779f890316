/** What was measured, as FHIR R4 Observations of the profile of vital signs (http://hl7.org/fhir/R4/observation-vitalsigns.html). */
import type { VitalsInput } from '../../../shared/bridge/vitals.ts';
import { isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import {
  ADULT_YEARS,
  BODY_MASS_INDEX,
  bodyMassIndex,
  VITAL_SIGN_NAMES,
  VITAL_SIGNS,
  type VitalSign,
} from '../../../shared/records/observation/vital-signs.ts';
import { type MeasuredValue, measuredIn, usualValue } from '../../../shared/records/observation/vital-units.ts';
import type { Reader } from '../storage/database.ts';
import { createOp, newId } from './commands.ts';
import { ageAt, zonedIso } from './dates.ts';
import { userReference } from './staff.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import { activeUser, type Workspace } from './workspace.ts';

/** What all records of one occasion have in common. */
export interface Frame {
  /** A fresh record id. */
  id(): string;
  readonly subject: JsonObject;
  /** Absent where it was measured without a visit. */
  readonly encounter?: JsonObject | undefined;
  /** A Reference to who does it. */
  readonly by: JsonObject;
  /** ISO 8601 to the second with the clinic's offset (`zonedIso`). */
  readonly now: string;
  /** Language of the texts that are not typed, BCP 47. */
  readonly locale?: string | undefined;
}

/** A height that was measured before. */
export interface KnownHeight {
  readonly id: string;
  readonly cm: number;
}

/** Writes what was measured without a visit; returns the ids of the Observations. Raises not-found. */
export function recordVitals(workspace: Workspace, patient: string, vitals: VitalsInput): string[] {
  const { profile } = workspace.members();
  const frame: Frame = {
    id: () => newId(workspace),
    subject: { reference: `Patient/${patient}` },
    by: userReference(activeUser(workspace)),
    now: zonedIso(profile.timeZone, workspace.clock.now()),
    locale: profile.locale,
  };
  return transact(workspace, (reader) => {
    const resources = vitalsResources(vitals, frame, heightOf(workspace, reader, patient));
    const ops = resources.map((resource) => createOp(resource, String(resource.id)));
    return { ops, result: ops.map(({ i }) => i) };
  });
}

/** The last height of a grown-up, which need not be measured again; undefined for a child. Raises not-found. */
export function heightOf(workspace: Workspace, reader: Reader, patient: string): KnownHeight | undefined {
  const { birthDate } = parseJson(existingRow(reader, 'Patient', patient).json) as JsonObject;
  const age = ageAt(textIn(birthDate), workspace.dayOf(workspace.clock.now()));
  if (!age || age.years < ADULT_YEARS) return undefined;
  const row = reader.get<{ id: string; json: string }>(
    `SELECT id, json FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'Observation' AND code = ? AND deleted = 0
       AND coalesce(status, '') <> 'entered-in-error' ORDER BY at DESC LIMIT 1`,
    patient,
    `${LOINC}|${VITAL_SIGNS.height.loinc[0][0]}`,
  );
  const quantity = row && (parseJson(row.json) as JsonObject).valueQuantity;
  const cm = isObject(quantity) ? usualValue('height', quantity) : undefined;
  return row && cm !== undefined ? { id: row.id, cm } : undefined;
}

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

/** The words of blood pressure beside its codes. */
const WORDS = {
  en: { pressure: 'Blood pressure', systolic: 'Systolic blood pressure', diastolic: 'Diastolic blood pressure' },
  zh: { pressure: '血压', systolic: '收缩压', diastolic: '舒张压' },
};

/** The Observations of what was given: blood pressure first, then the rest; the body mass index where weight and height are known. */
export function vitalsResources(vitals: VitalsInput, frame: Frame, known?: KnownHeight): JsonObject[] {
  const resources: JsonObject[] = [];
  if (vitals.systolic !== undefined || vitals.diastolic !== undefined) resources.push(pressureRecord(vitals, frame));
  const ids = new Map<string, string>();
  let [kg, cm] = [Number.NaN, known?.cm ?? Number.NaN];
  for (const name of VITAL_SIGN_NAMES) {
    const measured = measuredIn(name, vitals[name] ?? '');
    if (!measured) continue;
    if (name === 'weight') kg = measured.usual;
    if (name === 'height') cm = measured.usual;
    const record = measuredRecord(VITAL_SIGNS[name], measured, frame);
    ids.set(name, String(record.id));
    resources.push(record);
  }
  const [weight, height] = [ids.get('weight'), ids.get('height') ?? known?.id];
  if (weight === undefined || height === undefined) return resources;
  const index = bodyMassIndex(kg, cm);
  if (index === undefined) return resources;
  const derivedFrom = [weight, height].map((id) => ({ reference: `Observation/${id}` }));
  return [
    ...resources,
    { ...measuredRecord(BODY_MASS_INDEX, { text: index, ...BODY_MASS_INDEX }, frame), derivedFrom },
  ];
}

function observation(category: VitalSign['category'], code: JsonObject, frame: Frame): JsonObject {
  const display = category === 'laboratory' ? 'Laboratory' : 'Vital Signs';
  return {
    resourceType: 'Observation',
    id: frame.id(),
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/observation-category`, code: category, display }] }],
    code,
    subject: frame.subject,
    ...(frame.encounter && { encounter: frame.encounter }),
    effectiveDateTime: frame.now,
    performer: [frame.by],
  };
}

/** Kept in the unit that it was typed in. */
function measuredRecord(
  sign: VitalSign,
  { text, unit, ucum }: Pick<MeasuredValue, 'text' | 'unit' | 'ucum'>,
  frame: Frame,
): JsonObject {
  const coding = sign.loinc.map(([code, display]) => ({ system: LOINC, code, display }));
  const words = frame.locale?.startsWith('zh') ? sign.zh : sign.en;
  return {
    ...observation(sign.category, { coding, text: words }, frame),
    valueQuantity: { value: parseJson(text), unit, system: UCUM, code: ucum },
  };
}

function pressureRecord({ systolic, diastolic }: VitalsInput, frame: Frame): JsonObject {
  const words = frame.locale?.startsWith('zh') ? WORDS.zh : WORDS.en;
  const panel = { system: LOINC, code: '85354-9', display: 'Blood pressure panel with all children optional' };
  return {
    ...observation('vital-signs', { coding: [panel], text: words.pressure }, frame),
    component: [
      pressurePart('8480-6', 'Systolic blood pressure', words.systolic, systolic),
      pressurePart('8462-4', 'Diastolic blood pressure', words.diastolic, diastolic),
    ],
  };
}

/** The profile of vital signs wants both parts, and of a missing one that it is missing. */
function pressurePart(code: string, display: string, text: string, value: number | undefined): JsonObject {
  return {
    code: { coding: [{ system: LOINC, code, display }], text },
    ...(value === undefined
      ? {
          dataAbsentReason: {
            coding: [{ system: `${HL7}/data-absent-reason`, code: 'not-performed', display: 'Not Performed' }],
          },
        }
      : { valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' } }),
  };
}
