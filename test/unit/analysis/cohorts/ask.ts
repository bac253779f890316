/** Asks a database for a cohort as the reading thread does. */
import { cohortMembers } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { Cohort, type Criterion } from '../../../../shared/cohorts/definition.ts';

export const TODAY = '2026-06-30';

/** Who is in it, sorted. */
export async function membersOf(
  reader: Reader,
  where: Criterion,
  { today = TODAY, people = 'all' }: { today?: string; people?: Cohort['people'] } = {},
): Promise<string[]> {
  const definition = Cohort.parse({ v: 1, people, where });
  const { signal } = new AbortController();
  const question = { definition, nested: new Map(), today, timeZone: 'Asia/Shanghai' };
  const { ids } = await cohortMembers(reader, question, { signal });
  return ids.toSorted();
}
