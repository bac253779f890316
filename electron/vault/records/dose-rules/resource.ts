/** A rule of the clinic for the highest dose as a FHIR R4 MedicationKnowledge: http://hl7.org/fhir/R4/medicationknowledge.html */
import { DoseRule } from '../../../../shared/bridge/dose-rules.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject, numberText, parseJson } from '../../../../shared/records/json.ts';
import { UNITS, unitOf } from '../../../../shared/records/medication-request/units.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';

const UCUM = 'http://unitsofmeasure.org';
/** Our own words for whom a rule is. */
const POPULATION = 'urn:xinglin:dose-rule';
const BOUNDS = {
  ageFrom: 'age-from',
  ageBelow: 'age-below',
  weightFrom: 'weight-from',
  weightBelow: 'weight-below',
} as const;
const BOUND_NAMES = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[];

/** The record of a rule. */
export function knowledgeOf(rule: DoseRule): JsonObject {
  const { medicine, single, daily, unit, source } = rule;
  const quantity = (value: string): JsonObject => ({
    value: parseJson(value),
    unit: UNITS[unit].en,
    system: UCUM,
    code: UNITS[unit].ucum,
  });
  const characteristics = BOUND_NAMES.flatMap((name): JsonObject[] => {
    const value = rule[name];
    if (value === undefined) return [];
    const concept = { coding: [{ system: POPULATION, code: BOUNDS[name] }] };
    return [{ characteristicCodeableConcept: concept, value: [String(value)] }];
  });
  return {
    resourceType: 'MedicationKnowledge',
    status: 'active',
    code: { ...(medicine.coding ? { coding: [medicine.coding] } : {}), text: medicine.text },
    monograph: [{ type: { text: 'source' }, source: { display: source } }],
    administrationGuidelines: [
      {
        dosage: [
          {
            type: { coding: [{ system: POPULATION, code: 'maximum' }] },
            dosage: [
              {
                ...(single === undefined ? {} : { maxDosePerAdministration: quantity(single) }),
                ...(daily === undefined
                  ? {}
                  : {
                      maxDosePerPeriod: {
                        numerator: quantity(daily),
                        denominator: { value: 1, unit: 'd', system: UCUM, code: 'd' },
                      },
                    }),
              },
            ],
          },
        ],
        ...(characteristics.length > 0 ? { patientCharacteristics: characteristics } : {}),
      },
    ],
  };
}

/** The rule that a record is; undefined for knowledge of another kind, and for a rule that holds no more. */
export function ruleOf(resource: JsonObject): DoseRule | undefined {
  const [guideline] = objectsIn(resource.administrationGuidelines);
  const [kind] = objectsIn(guideline?.dosage);
  const isMaximum = codingsOf(kind?.type).some(({ system, code }) => system === POPULATION && code === 'maximum');
  if (!isMaximum || resource.status !== 'active') return undefined;
  const [dosage] = objectsIn(kind?.dosage);
  const [single, daily] = [dosage?.maxDosePerAdministration, memberOf(dosage?.maxDosePerPeriod, 'numerator')];
  const [coding] = codingsOf(resource.code);
  const bounds = objectsIn(guideline?.patientCharacteristics).flatMap((one) => {
    const word = codingsOf(one.characteristicCodeableConcept).map(({ code }) => code)[0];
    const name = BOUND_NAMES.find((each) => BOUNDS[each] === word);
    const [value] = Array.isArray(one.value) ? (one.value as readonly Json[]) : [];
    return name === undefined ? [] : [[name, Number(value)] as const];
  });
  const read = DoseRule.safeParse({
    medicine: {
      text: textIn(memberOf(resource.code, 'text')),
      ...(coding
        ? { coding: { system: textIn(coding.system), code: textIn(coding.code), display: textIn(coding.display) } }
        : {}),
    },
    ...Object.fromEntries(bounds),
    ...namedValue('single', single),
    ...namedValue('daily', daily),
    unit: unitOf(memberOf(single ?? daily, 'code')),
    source: textIn(memberOf(memberOf(resource.monograph, 'source'), 'display')),
  });
  return read.success ? read.data : undefined;
}

function namedValue(name: string, quantity: Json | undefined): Record<string, string> {
  const text = isObject(quantity) ? numberText(quantity.value) : undefined;
  return text === undefined ? {} : { [name]: text };
}
