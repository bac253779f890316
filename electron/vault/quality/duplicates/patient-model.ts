/** The model by which a clinic's patients are compared: trained by the last search through the clinic, or what is believed before. */
import { z } from 'zod';
import type { Reader } from '../../storage/database.ts';
import { getMeta } from '../../storage/meta.ts';
import { LEVELS } from './contract.ts';
import { kinds } from './kinds.ts';
import { PATIENT_FIELDS } from './patient.ts';
import type { Frequency } from './score.ts';
import type { Model } from './train.ts';

/** Meta: the model of the last search. */
export const MODEL = 'duplicates-model';

const Rates = z.array(z.array(z.number()));

export const TrainedModel = z.strictObject({
  same: Rates,
  household: Rates,
  strangers: Rates,
  pSame: z.number(),
  pHousehold: z.number(),
  /** By field: how often its common values are, and any other. */
  common: z.array(z.record(z.string(), z.number())),
  rare: z.array(z.number()),
});
export type TrainedModel = z.infer<typeof TrainedModel>;

export interface PatientModel {
  readonly model: Model;
  readonly frequency: Frequency;
}

/**
 * How often strangers agree exactly in a field, before a clinic's own patients were looked at: a common Chinese family name has 7 in
 * 100 people, a given name of two characters few, a birth date one of some 20,000 days, a number nobody else.
 */
const CHANCE: Readonly<Record<string, number>> = {
  given: 0.003,
  family: 0.03,
  birth: 1 / 20_000,
  sex: 0.5,
  identifier: 1e-6,
  phone: 1e-5,
  email: 1e-5,
  address: 1e-4,
};
/** Levels below exact are so many times likelier to be met by chance: a slip of a name is still near other names. */
const LOOSER = [0, 20, 4, 1, 0.5];

/** What is believed before a search: in a clinic of some thousand patients one in twenty is registered twice. */
function believed(): PatientModel {
  const strangers = PATIENT_FIELDS.map(({ kind }) => {
    const chance = CHANCE[kind] ?? 0.01;
    const above = LOOSER.map((times) => Math.min(0.2, times * chance));
    const exact = above.with(3, chance);
    return exact.with(0, Math.max(0.01, 1 - exact.slice(1).reduce((sum, one) => sum + one, 0)));
  });
  const same = PATIENT_FIELDS.map(({ kind }) => kinds[kind].expected.map((rate) => Math.max(rate, 1e-4)));
  const household = PATIENT_FIELDS.map(({ kind }, field) =>
    kinds[kind].shared ? (same[field] ?? []) : (strangers[field] ?? []),
  );
  return {
    model: { fields: PATIENT_FIELDS, same, household, strangers, pSame: 1e-5, pHousehold: 1e-4 },
    frequency: (field) => CHANCE[PATIENT_FIELDS[field]?.kind ?? ''] ?? 0.01,
  };
}

/** The clinic's model. */
export function patientModel(reader: Reader): PatientModel {
  const trained = getMeta(reader, MODEL, TrainedModel);
  const fits = trained?.same.length === PATIENT_FIELDS.length && trained.same.every((row) => row.length === LEVELS);
  return trained && fits ? ofTrained(trained) : believed();
}

/** A trained model ready to score. */
export function ofTrained({ common, rare, ...model }: TrainedModel): PatientModel {
  return {
    model: { fields: PATIENT_FIELDS, ...model },
    frequency: (field, key) => {
      const known = common[field];
      return known !== undefined && Object.hasOwn(known, key) ? (known[key] ?? 0) : (rare[field] ?? 0.01);
    },
  };
}
