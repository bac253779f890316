/** What is planned for a person before any record is written: illnesses, pregnancies, shots, visits. */
import type { Acute, Chronic } from './facts/diagnoses.ts';
import type { Vaccine } from './facts/vaccines.ts';

/** A chronic illness of a person; `id` is its Condition's. */
export interface Illness {
  readonly fact: Chronic;
  readonly id: string;
  readonly since: number;
}

export interface PlannedVisit {
  readonly day: number;
  readonly acute?: Acute;
  readonly followUp?: readonly Illness[];
  readonly shots?: readonly Shot[];
  readonly pregnancy?: Pregnancy;
  /** There was an appointment. */
  readonly booked?: boolean;
}

/** A pregnancy on a day of it; `id` is its Condition's. */
export interface Pregnancy {
  readonly id: string;
  readonly conceived: number;
  readonly birth: number;
}

export interface Shot {
  readonly vaccine: Vaccine;
  readonly dose: number | undefined;
}
