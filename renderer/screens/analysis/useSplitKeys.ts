import type { MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { useAsk } from '../../bridge/index.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import { type Choice, type DayRange, SPLITS } from './choice.ts';

type Of = NonNullable<Choice['of']>;

/** The practitioners and the places that figures of these days name. */
export function useSplitKeys(measures: readonly MeasureDefinition[], range: DayRange, wanted: boolean): readonly Of[] {
  const words = useMeasureWords();
  const asked = (split: (typeof SPLITS)[number]) => measures.find(({ compares }) => compares.includes(split));
  const [practitioner, place] = SPLITS.map(asked);
  const question = (split: (typeof SPLITS)[number], measure: MeasureDefinition | undefined) => ({
    name: measure?.name ?? ('visits' as const),
    ...range,
    by: split,
  });
  const answers = [
    useAsk('measures.ask', question('practitioner', practitioner), { enabled: wanted && practitioner !== undefined }),
    useAsk('measures.ask', question('place', place), { enabled: wanted && place !== undefined }),
  ];
  return SPLITS.flatMap((split, at) => {
    const answer = answers[at]?.data;
    if (!answer) return [];
    const where = answer.dimensions.findIndex(({ key }) => key === split);
    const dimension = answer.dimensions[where];
    const keys = new Set(answer.rows.map(({ keys: all }) => all[where]));
    return [...keys].flatMap((key): Of[] =>
      dimension && key !== undefined ? [{ split, key, name: words.key(dimension, key, answer.names, null) }] : [],
    );
  });
}
