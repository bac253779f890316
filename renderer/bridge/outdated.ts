/** What is missing on the screen, or stands there as it was read last, because the vault gave no answer: the window says so and asks again when told to. */
import { notifyManager, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { unanswered } from './queries.ts';

/** Questions in sight that were given up, or got no answer. */
const UNREAD = {
  type: 'active' as const,
  predicate: ({ state }: Query) => unanswered(state.error),
};

/** Whether anything in sight is missing or may be old. */
export function hasOutdated(client: QueryClient): boolean {
  return client.getQueryCache().findAll(UNREAD).length > 0;
}

/** Asks again for all of it, for it was given up together. */
export async function readAgain(client: QueryClient): Promise<void> {
  await client.refetchQueries(UNREAD);
}

/** What to call to read what is outdated on the screen again; undefined while nothing is. */
export function useOutdated(): (() => void) | undefined {
  const client = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  );
  const outdated = useSyncExternalStore(subscribe, () => hasOutdated(client));
  const again = useCallback(() => void readAgain(client), [client]);
  return outdated ? again : undefined;
}
