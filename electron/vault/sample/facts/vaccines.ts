/** Vaccines of the clinics that are made up, and the months of age of the doses as they are given in China's programme. */
import { listedVaccine } from '../../../../shared/terminology/vaccines.ts';
import type { Words } from '../types.ts';

export interface Vaccine {
  readonly cvx: string;
  readonly words: Words;
}

interface Programme {
  readonly vaccine: Vaccine;
  readonly months: readonly number[];
}

export const CHILD_VACCINES: readonly Programme[] = [
  { vaccine: named('19'), months: [0] },
  { vaccine: named('08'), months: [0, 1, 6] },
  { vaccine: named('10'), months: [2, 3, 4] },
  { vaccine: named('20'), months: [3, 4, 5, 18] },
  { vaccine: named('03'), months: [8, 18] },
  { vaccine: named('129'), months: [8, 24] },
  { vaccine: named('83'), months: [18] },
  { vaccine: named('21'), months: [18] },
];

export const INFLUENZA = named('141');
export const PNEUMOCOCCAL = named('33');

function named(cvx: string): Vaccine {
  const { zh, en } = listedVaccine(cvx) ?? { zh: cvx, en: cvx };
  return { cvx, words: [zh, en] };
}
