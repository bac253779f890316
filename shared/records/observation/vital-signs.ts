/**
 * What is measured at a visit: codes and units as the profile of vital signs has them
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html). Blood pressure is a panel of two and stands apart.
 */

type LoincCode = readonly [code: string, display: string];

export interface VitalSign {
  /** LOINC codes with LOINC's names, the one first by which values are compared. */
  readonly loinc: readonly [LoincCode, ...LoincCode[]];
  readonly zh: string;
  readonly en: string;
  /** As people write it, and as UCUM. */
  readonly unit: string;
  readonly ucum: string;
  readonly category: 'vital-signs' | 'laboratory';
}

const vital = (loinc: VitalSign['loinc'], zh: string, en: string, unit: string, ucum = unit): VitalSign => ({
  loinc,
  zh,
  en,
  unit,
  ucum,
  category: 'vital-signs',
});

/** In the order in which they are taken. */
export const VITAL_SIGNS = {
  pulse: vital([['8867-4', 'Heart rate']], '心率', 'Heart rate', '/min'),
  temperature: vital([['8310-5', 'Body temperature']], '体温', 'Body temperature', '°C', 'Cel'),
  respiratoryRate: vital([['9279-1', 'Respiratory rate']], '呼吸频率', 'Respiratory rate', '/min'),
  // the profile wants 2708-6 and allows 59408-5 beside it, which says that it was measured through the skin
  oxygen: vital(
    [
      ['59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'],
      ['2708-6', 'Oxygen saturation in Arterial blood'],
    ],
    '血氧饱和度',
    'Oxygen saturation',
    '%',
  ),
  weight: vital([['29463-7', 'Body weight']], '体重', 'Body weight', 'kg'),
  height: vital([['8302-2', 'Body height']], '身高', 'Body height', 'cm'),
  waist: vital([['8280-0', 'Waist Circumference at umbilicus by Tape measure']], '腰围', 'Waist circumference', 'cm'),
  // of blood, however it was taken: no vital sign of FHIR's
  glucose: {
    ...vital([['15074-8', 'Glucose [Moles/volume] in Blood']], '血糖', 'Blood glucose', 'mmol/L'),
    category: 'laboratory',
  },
} as const satisfies Record<string, VitalSign>;
export type VitalSignName = keyof typeof VITAL_SIGNS;
export const VITAL_SIGN_NAMES = Object.keys(VITAL_SIGNS) as readonly VitalSignName[];

export const BODY_MASS_INDEX = vital(
  [['39156-5', 'Body mass index (BMI) [Ratio]']],
  '体重指数',
  'Body mass index',
  'kg/m2',
);

/** From this age on, in years, a height that was measured before stands: CDC, "About Adult BMI": for adults 20 and older. */
export const ADULT_YEARS = 20;

/** kg/m² with one decimal; undefined where one of the two is no amount. WHO, "Body mass index": weight by the square of the height in metres. */
export function bodyMassIndex(kg: number, cm: number): string | undefined {
  return kg > 0 && cm > 0 ? (kg / (cm / 100) ** 2).toFixed(1) : undefined;
}
