/** A person's body in numbers: what a measurement gives on a day, with illness, treatment and noise. */

import type { Course } from './course.ts';
import { GROWTH, type MeasurementName } from './facts/measurements.ts';
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
};

export function bodyOf(rng: Rng, person: Person, course: Course): Body {
  const male = person.sex === 'male';
  const tallness = 1 + rng.bell(0, 0.035);
  const fatness = 1 + rng.bell(0.03, 0.11);
  const firmness = rng.bell(0, 7);
  /** How well illnesses come under control, 0.2 to 1. */
  const control = 0.2 + 0.8 * rng.real();
  const since = new Map(course.illnesses.map(({ fact, since: day }) => [fact.code, day]));
  const years = (day: number): number => Math.max(0, (day - person.born) / 365.2425);

  /** 1 at diagnosis, falling to 1 - control within a year of treatment; 0 without the illness. */
  const active = (code: string, day: number): number => {
    const start = since.get(code);
    if (start === undefined || day < start) return 0;
    return 1 - control * Math.min(1, (day - start) / 300);
  };
  const has = (code: string, day: number): boolean => (since.get(code) ?? Number.POSITIVE_INFINITY) <= day;

  const height = (day: number): number => grown(person.sex, years(day), 1) * tallness;
  const weight = (day: number): number => {
    const age = years(day);
    const bmi =
      grown(person.sex, age, 2) *
      (age > 18 ? fatness * (1 + Math.min(45, age - 18) * 0.0025) : 1 + (fatness - 1) * 0.7);
    return (bmi * height(day) ** 2) / 10_000;
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
        return (weight(day) * 10_000) / height(day) ** 2;
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
      case 'leukocytes':
        return Math.max(2.5, rng.bell(6.3 + 5 * distress, 1.4));
      case 'crp':
        return Math.max(0.5, rng.bell(2.5 + 38 * distress, 1.2 + 10 * distress));
      case 'peakFlow':
        return Math.max(
          60,
          rng.bell(
            (male ? 520 : 400) *
              Math.min(1, height(day) / 165) ** 2 *
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

/** Between the points of the growth table; constant after 18 years. */
function grown(sex: 'male' | 'female', age: number, column: 1 | 2): number {
  const table = GROWTH[sex];
  const after = table.findIndex((row) => row[0] > age);
  const upper = table.at(after);
  const lower = table.at(after - 1);
  if (after <= 0 || !upper || !lower) return table.at(-1)?.[column] ?? 0;
  return lower[column] + ((upper[column] - lower[column]) * (age - lower[0])) / (upper[0] - lower[0]);
}
