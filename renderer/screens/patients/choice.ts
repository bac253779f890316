/** What is chosen above the list of patients, as its fields hold it. */
import type { PatientFilter, PatientSort } from '../../../shared/bridge/patients.ts';

/** When somebody came last: within so many days, or not for so many. */
export const VISITS = ['', 'within-7', 'within-30', 'within-180', 'not-90', 'not-180', 'not-365'] as const;
export type Visits = (typeof VISITS)[number];
export const SEXES = ['', 'female', 'male', 'other'] as const;
export const SORTS: readonly PatientSort[] = ['recent', 'name', 'youngest', 'oldest'];

/** '' is anything. Ages as they are typed. */
export interface Choice {
  readonly sex: (typeof SEXES)[number];
  readonly ageFrom: string;
  readonly ageTo: string;
  readonly visits: Visits;
  /** `system|code`. */
  readonly diagnosis: string;
  /** How it was called when it was chosen. */
  readonly diagnosisName: string;
  readonly conflicts: boolean;
}

export const ANYBODY: Choice = {
  sex: '',
  ageFrom: '',
  ageTo: '',
  visits: '',
  diagnosis: '',
  diagnosisName: '',
  conflicts: false,
};

/** The filter that the fields say. An age that is no number asks for nothing. */
export function filterOf({ sex, ageFrom, ageTo, visits, diagnosis, conflicts }: Choice): PatientFilter {
  const [from, to] = [ageOf(ageFrom), ageOf(ageTo)];
  const [kind, days] = visits.split('-');
  const split = diagnosis.lastIndexOf('|');
  return {
    ...(sex === '' ? {} : { gender: sex }),
    ...(from === undefined ? {} : { ageFrom: from }),
    ...(to === undefined ? {} : { ageTo: to }),
    ...(kind === 'within' ? { seenWithin: Number(days) } : kind === 'not' ? { notSeenFor: Number(days) } : {}),
    ...(split < 0 ? {} : { diagnosis: { system: diagnosis.slice(0, split), code: diagnosis.slice(split + 1) } }),
    ...(conflicts ? { conflicts } : {}),
  };
}

/** Completed years; undefined for anything else. */
export function ageOf(text: string): number | undefined {
  const digits = text.normalize('NFKC').trim();
  return /^\d{1,3}$/.test(digits) && Number(digits) <= 150 ? Number(digits) : undefined;
}
