import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AuditFilter, AuditRow } from '../../../shared/bridge/audit.ts';
import { type AskError, askOrThrow } from '../../bridge/ask.ts';

const AT_ONCE = 100;

export interface Trail {
  readonly rows: readonly AuditRow[];
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: AskError | null;
  next(): void;
}

/** The trail page by page, newest first; the next page is asked for when somebody comes near it. */
export function useTrail(filter: AuditFilter): Trail {
  const found = useInfiniteQuery({
    queryKey: ['audit.list', filter],
    queryFn: ({ pageParam }) =>
      askOrThrow('audit.list', { filter, limit: AT_ONCE, ...(pageParam === '' ? {} : { cursor: pageParam }) }, 'reads'),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // looking at the trail is noted in it: never by itself
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return {
    rows: found.data?.pages.flatMap(({ rows }) => rows) ?? [],
    more: found.hasNextPage,
    loading: found.isPending,
    error: found.error as AskError | null,
    next: () => {
      if (!found.isFetching && !found.isError) void found.fetchNextPage();
    },
  };
}
