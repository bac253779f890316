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
  /** Asks for page after page until there is no more, or `enough` says so; what is there then. */
  gather(enough: (records: readonly FigureRecord[]) => boolean): Promise<readonly FigureRecord[]>;
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
  const recordsIn = (pages: typeof found.data) => pages?.pages.flatMap(({ records }) => records) ?? [];
  return {
    records: recordsIn(found.data),
    count: found.data?.pages[0]?.count,
    more: found.hasNextPage,
    loading: found.isPending,
    error: found.error as AskError | null,
    next: () => {
      if (!found.isFetching && !found.isError) void found.fetchNextPage();
    },
    gather: async (enough) => {
      let { data, hasNextPage } = found;
      while (hasNextPage && !enough(recordsIn(data))) {
        const more = await found.fetchNextPage();
        if (more.isError) break;
        ({ data, hasNextPage } = more);
      }
      return recordsIn(data);
    },
    again: () => void found.refetch(),
  };
}
