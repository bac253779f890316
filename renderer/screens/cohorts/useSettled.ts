import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Cohort } from '../../../shared/cohorts/definition.ts';

/** Waits this long after the last letter or click. */
const PAUSE_MS = 150;

/** A definition once nobody has changed it for a moment; the same object for as long as it says the same. */
export function useSettled(definition: Cohort): Cohort {
  const [text] = useDebouncedValue(JSON.stringify(definition), PAUSE_MS);
  return useMemo(() => JSON.parse(text) as Cohort, [text]);
}
