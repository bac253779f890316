/** A person's body in numbers: what a measurement gives on a day, with illness, treatment and noise. */

import type { Care } from './care.ts';
import { GROWTH, HEAD, type MeasurementName } from './facts/measurements.ts';
import { weightGained } from './pregnancy.ts';
import type { Rng } from './random.ts';
import type { Person } from './types.ts';

export interface Body {
  /** Fever and distress of this visit, 0 to 1. */
  measure(name: MeasurementName, day: number, distress: number): number;
  pressure(day: number): { systolic: number; diastolic: number };
  /** Height in cm and weight in kg on a day, without noise. */
  height(day: number): number;
  weight(day: number): number;
}

/** Laboratory values of healthy people: mean and deviation. */
const HEALTHY: Partial<Record<MeasurementName, readonly [mean: number, deviation: number]>> = {
  cholesterol: [4.6, 0.7],
  ldl: [2.7, 0.5],
  hdl: [1.35, 0.22],
  triglycerides: [1.3, 0.4],
  tsh: [2.1, 0.8],
  platelets: [235, 48],
};

/** `care` tells how the person's illnesses fare; what is measured on a day needs it to have reached that day. */
export function bodyOf(rng: Rng, person: Person, care: Care): Body {
  const male = person.sex === 'male';
  const tallness = 1 + rng.bell(0, 0.035);
  const fatness = 1 + rng.bell(0.03, 0.11);
  const firmness = rng.bell(0, 7);
  const { active, has } = care;
  const years = (day: number): number => Math.max(0, (day - person.born) / 365.2425);
  const gained = (day: number): number =>
    person.births.reduce((sum, birth) => sum + weightGained({ conceived: birth - 280, birth }, day), 0);

  const height = (day: number): number => between(GROWTH[person.sex], years(day), 1) * tallness;
  const weight = (day: number): number => {
    const age = years(day);
    const bmi =
      between(GROWTH[person.sex], age, 2) *
      (age > 18 ? fatness * (1 + Math.min(45, age - 18) * 0.0025) : 1 + (fatness - 1) * 0.7);
    return (bmi * height(day) * height(day)) / 10_000 + gained(day);
  };
  const a1c = (day: number): number => (has('E11.9', day) ? 6.4 + 3 * active('E11.9', day) : 5.3);

  const measure = (name: MeasurementName, day: number, distress: number): number => {
    const age = years(day);
    const healthy = HEALTHY[name];
    switch (name) {
      case 'temperature':
        return rng.bell(36.6 + 2 * distress, 0.25 + 0.35 * distress);
      case 'heartRate':
        return rng.bell((age < 2 ? 122 : age < 10 ? 98 : 76) + 16 * distress, 7);
      case 'respiratoryRate':
        return rng.bell((age < 2 ? 32 : age < 10 ? 22 : 16) + 6 * distress, 1.8);
      case 'oxygen':
        return Math.min(100, rng.bell(97.8 - 2.5 * distress - (has('J44.9', day) ? 3 : 0), 0.8));
      case 'height':
        return height(day) + rng.bell(0, 0.4);
      case 'weight':
        return weight(day) * (1 + rng.bell(0, 0.012));
      case 'bmi':
        return (weight(day) * 10_000) / (height(day) * height(day));
      case 'hba1c':
        return rng.bell(a1c(day), 0.25);
      case 'glucose':
        // estimated average glucose of an HbA1c (Nathan 2008), fasting values lie below it
        return rng.bell(Math.max(4.6, (1.59 * a1c(day) - 2.59) * 0.84), 0.4);
      case 'urate':
        return rng.bell((male ? 350 : 280) + 190 * active('M10.9', day), 35);
      case 'creatinine':
        return rng.bell((male ? 80 : 63) * (age < 15 ? 0.6 : 1) + Math.max(0, age - 65) * 0.8, 9);
      case 'haemoglobin':
        return rng.bell((male && age > 15 ? 148 : 130) - 42 * active('D50.9', day), 7);
      case 'erythrocytes':
        return rng.bell((male && age > 15 ? 4.9 : 4.4) - 0.7 * active('D50.9', day), 0.3);
      case 'haematocrit':
        return rng.bell((male && age > 15 ? 0.445 : 0.395) - 0.11 * active('D50.9', day), 0.02);
      case 'headCircumference':
        return between(HEAD[person.sex], age, 1) * (1 + (tallness - 1) / 2) + rng.bell(0, 0.3);
      case 'leukocytes':
        return Math.max(2.5, rng.bell(6.3 + 5 * distress, 1.4));
      case 'crp':
        return Math.max(0.5, rng.bell(2.5 + 38 * distress, 1.2 + 10 * distress));
      case 'peakFlow':
        return Math.max(
          60,
          rng.bell(
            (male ? 520 : 400) *
              Math.min(1, (height(day) * height(day)) / 27_225) *
              (1 - 0.45 * Math.max(active('J44.9', day), active('J45.9', day))),
            25,
          ),
        );
      default:
        return lipid(name, day, healthy ?? [1, 0.1]);
    }
  };
  const lipid = (name: MeasurementName, day: number, [mean, deviation]: readonly [number, number]): number => {
    const high = active('E78.5', day);
    const low = active('E03.9', day);
    const factor = name === 'tsh' ? 1 + 4 * low : name === 'hdl' ? 1 - 0.2 * high : 1 + 0.5 * high;
    return Math.max(0.2, rng.bell(mean * factor, deviation));
  };
  return {
    measure,
    height,
    weight,
    pressure: (day) => {
      const age = years(day);
      const normal = age < 15 ? 88 + age * 1.8 : 108 + Math.min(70, age) * 0.28;
      const systolic = Math.max(70, normal + firmness + 34 * active('I10', day) + rng.bell(0, 6));
      return {
        systolic,
        diastolic: Math.min(systolic - 20, Math.max(40, systolic * 0.5 + (age > 70 ? 10 : 17) + rng.bell(0, 4))),
      };
    },
  };
}

/** Between the points of a table by age, in its column; constant before the first and after the last. */
function between(table: readonly (readonly number[])[], age: number, column: number): number {
  const after = table.findIndex((row) => (row[0] ?? 0) > age);
  const upper = table.at(after);
  const lower = table.at(after - 1);
  if (after < 0 || !upper || !lower) return table.at(-1)?.[column] ?? 0;
  if (after === 0) return upper[column] ?? 0;
  const [from = 0, to = 1] = [lower[0], upper[0]];
  return (lower[column] ?? 0) + (((upper[column] ?? 0) - (lower[column] ?? 0)) * (age - from)) / (to - from);
}
