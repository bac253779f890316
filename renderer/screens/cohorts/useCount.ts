import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { ask, useAsk } from '../../bridge/index.ts';

/** Waits this long after the last letter or click. */
const PAUSE_MS = 150;

/** How many are in it, while it is built: what is not wanted any more is given up. */
export function useCount(definition: Cohort) {
  const [text] = useDebouncedValue(JSON.stringify(definition), PAUSE_MS);
  const input = useMemo(() => ({ definition: JSON.parse(text) as Cohort, job: crypto.randomUUID() }), [text]);
  const counted = useAsk('cohort.count', input, { keepPrevious: true });
  useEffect(() => () => void ask('job.cancel', { job: input.job }), [input]);
  return counted;
}
