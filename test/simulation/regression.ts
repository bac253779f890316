/** A seed that found something, with the scenario that it had. */
import type { Scenario } from './scenario.ts';

export interface Regression {
  /** What was wrong. */
  readonly found: string;
  readonly scenario: Scenario;
}

/** A network that is bad in nothing. */
export const CALM = { lost: 0, answerLost: 0, twice: 0, late: 0, requestCut: 0, answerCut: 0 };
