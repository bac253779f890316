/**
 * Seeds that found something, with the scenario that they had: the rules by which seeds become scenarios may change. What happens in
 * one may change, too, with the program; the defect itself has, wherever that is possible, a test of its own.
 */
import type { Scenario } from './scenario.ts';

export interface Regression {
  /** What was wrong. */
  readonly found: string;
  readonly scenario: Scenario;
}

const CALM = { lost: 0, answerLost: 0, twice: 0, late: 0, requestCut: 0, answerCut: 0 };

export const REGRESSIONS: readonly Regression[] = [
  {
    found:
      'what was taken out of the records behind a removal kept its clock and author; where it was kept out at once it had none',
    scenario: {
      seed: 311,
      workstations: 4,
      steps: 58,
      network: { ...CALM, answerLost: 0.048, twice: 0.1444, late: 0.24869999999999998, requestCut: 0.05744 },
      weights: {
        deed: 60,
        sync: 40,
        pause: 10,
        crash: 3,
        'disk full': 3,
        'disk free': 4,
        'cable in': 4,
        'workstation backed up': 2,
        'somebody else sits down': 4,
        'person taken on': 3,
        'keys rotated': 1.5,
        'workstation removed': 1,
        'workstation enrolled': 2,
        'endpoint free': 3,
        'endpoint rolled back': 1.5,
      },
      attack: null,
    },
  },
  {
    found:
      'of a record that was redacted, and then carried over by another redaction, workstations told different last changes',
    scenario: {
      seed: 115,
      workstations: 4,
      steps: 48,
      network: { ...CALM, lost: 0.0402, twice: 0.0632, late: 0.1995 },
      weights: {
        deed: 60,
        sync: 40,
        pause: 10,
        'crash at a statement': 8,
        'disk full': 3,
        'disk free': 4,
        'cable out': 3,
        'cable in': 4,
        'person changed': 3,
        'passphrase changed': 1.5,
        'keys rotated': 1.5,
        'workstation removed': 1,
        'endpoint killed': 5,
        'endpoint full': 2,
        'endpoint free': 3,
        'endpoint backed up': 2,
        'endpoint rolled back': 1.5,
      },
      attack: null,
    },
  },
  {
    found: 'a workstation whose list of members the endpoint would not take was refused for ever, and was not told why',
    scenario: {
      seed: 60482,
      workstations: 4,
      steps: 42,
      network: { ...CALM, answerLost: 0.05595, late: 0.21359999999999998, answerCut: 0.0032800000000000004 },
      weights: {
        deed: 60,
        sync: 40,
        pause: 10,
        crash: 3,
        'disk free': 4,
        'cable out': 3,
        'cable in': 4,
        'somebody else sits down': 4,
        'person taken on': 3,
        'person changed': 3,
        'passphrase changed': 1.5,
        'workstation removed': 1,
        'workstation enrolled': 2,
        'endpoint free': 3,
        'endpoint rolled back': 1.5,
        'endpoint lost': 1,
      },
      attack: null,
    },
  },
  {
    found: 'two lists of members of the same length were taken for a forged change',
    scenario: {
      seed: 71088,
      workstations: 3,
      steps: 54,
      network: {
        ...CALM,
        lost: 0.0999,
        answerLost: 0.14759999999999998,
        twice: 0.1658,
        requestCut: 0.03136,
        answerCut: 0.0022400000000000002,
      },
      weights: {
        deed: 60,
        sync: 40,
        pause: 10,
        crash: 3,
        'crash at a statement': 8,
        'disk full': 3,
        'disk free': 4,
        'cable in': 4,
        'clock moved': 2,
        'person taken on': 3,
        'person changed': 3,
        'keys rotated': 1.5,
        'workstation removed': 1,
        'workstation enrolled': 2,
        'endpoint restarted': 1,
        'endpoint full': 2,
        'endpoint free': 3,
        'endpoint restored': 1.5,
        'endpoint rolled back': 1.5,
      },
      attack: 'roll back',
    },
  },
];
