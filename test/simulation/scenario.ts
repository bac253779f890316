/** What a seed is about: how many workstations, how bad the lines are, which faults may come. Each seed leaves many of them out. */
import { makeDice } from './dice.ts';

import type { NetworkFaults } from './network.ts';
import { ATTACKS, type Attack } from './views.ts';

/** Everything that may happen next, and how often where it happens at all. */
const WEIGHTS = {
  deed: 60,
  sync: 40,
  pause: 10,
  crash: 3,
  'crash at a statement': 8,
  'disk full': 3,
  'disk free': 4,
  'cable out': 3,
  'cable in': 4,
  'clock moved': 2,
  'workstation backed up': 2,
  'workstation restored': 2,
  'workstation restored, works on': 1.5,
  'workstation rolled back': 1.5,
  'workstation copied': 1,
  'somebody else sits down': 4,
  'person taken on': 3,
  'person changed': 3,
  'passphrase changed': 1.5,
  'keys rotated': 1.5,
  'workstation removed': 1,
  'workstation enrolled': 2,
  'endpoint killed': 5,
  'endpoint restarted': 1,
  'endpoint full': 2,
  'endpoint free': 3,
  'endpoint backed up': 2,
  'endpoint restored': 1.5,
  'endpoint rolled back': 1.5,
  'endpoint lost': 1,
  'patients merged': 8,
  'patient parted': 12,
} as const;
export type StepName = keyof typeof WEIGHTS;

/** Without these nothing would happen, or a fault never end. */
const ALWAYS: ReadonlySet<StepName> = new Set(['deed', 'sync', 'pause', 'disk free', 'cable in', 'endpoint free']);

const FALLS_BACK: readonly StepName[] = [
  'workstation restored',
  'workstation restored, works on',
  'workstation rolled back',
  'workstation copied',
];
const LOSSES: readonly StepName[] = ['endpoint restored', 'endpoint rolled back', 'endpoint lost'];

export interface Scenario {
  readonly seed: number;
  readonly workstations: number;
  readonly steps: number;
  readonly network: NetworkFaults;
  readonly weights: Readonly<Partial<Record<StepName, number>>>;
  /** What the endpoint does to one workstation when all that is over; null where it is honest. */
  readonly attack: Attack | null;
}

/** How often a fault is left out of a seed altogether: those that are there have more room. */
const LEFT_OUT = 0.5;

const ATTACKED = 0.25;

/** The scenario of a seed. */
export function scenarioOf(seed: number): Scenario {
  const dice = makeDice(seed, 'scenario');
  const bad = (most: number): number => (dice.chance(LEFT_OUT) ? 0 : most * (dice.int(1000) / 1000));
  const names = (Object.keys(WEIGHTS) as StepName[]).filter((name) => ALWAYS.has(name) || !dice.chance(LEFT_OUT));
  const weights: Partial<Record<StepName, number>> = Object.fromEntries(names.map((name) => [name, WEIGHTS[name]]));
  // an endpoint that lost what a restored workstation had sent cannot tell it so
  if (LOSSES.some((loss) => loss in weights)) for (const name of FALLS_BACK) delete weights[name];
  const workstations = 2 + dice.int(3);
  const possible = (Object.keys(ATTACKS) as Attack[]).filter((name) => ATTACKS[name].workstations <= workstations);
  return {
    seed,
    workstations,
    steps: 20 + dice.int(50),
    network: {
      lost: bad(0.15),
      answerLost: bad(0.15),
      twice: bad(0.2),
      late: bad(0.3),
      requestCut: bad(0.08),
      answerCut: bad(0.08),
    },
    weights,
    attack: dice.chance(ATTACKED) ? dice.pick(possible) : null,
  };
}
