import { useInfiniteQuery } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../../shared/bridge/index.ts';
import { type AskError, askOrThrow } from '../../bridge/ask.ts';

const AT_ONCE = 100;

export type FigureRecord = CallOutput<'measures.records'>['records'][number];

export interface FigureRecords {
  readonly records: readonly FigureRecord[];
  /** In all; undefined until it is known. */
  readonly count: number | undefined;
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: AskError | null;
  next(): void;
  again(): void;
}

/** The records behind a figure page by page; the next page is asked for when somebody comes near it. */
export function useRecords(asked: Omit<CallInput<'measures.records'>, 'after' | 'limit'>): FigureRecords {
  const found = useInfiniteQuery({
    queryKey: ['measures.records', asked],
    queryFn: ({ pageParam }) =>
      askOrThrow(
        'measures.records',
        { ...asked, limit: AT_ONCE, ...(pageParam === '' ? {} : { after: pageParam }) },
        'reads',
      ),
    initialPageParam: '',
    getNextPageParam: ({ after }) => after,
  });
  return {
    records: found.data?.pages.flatMap(({ records }) => records) ?? [],
    count: found.data?.pages[0]?.count,
    more: found.hasNextPage,
    loading: found.isPending,
    error: found.error as AskError | null,
    next: () => {
      if (!found.isFetching && !found.isError) void found.fetchNextPage();
    },
    again: () => void found.refetch(),
  };
}
