import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useAsk } from '../../bridge/index.ts';
import { useJob } from './useJob.ts';

/** How many are in it, while it is built: what is not wanted any more is given up. */
export function useCount(definition: Cohort) {
  const job = useJob(['count', definition]);
  return useAsk('cohort.count', { definition, job }, { keepPrevious: true });
}
