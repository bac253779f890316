/** Typed react-query hooks over `ask`. The key of a query is its call and its input, so that events can find it. */
import {
  keepPreviousData,
  notifyManager,
  QueryClient,
  type QueryFunctionContext,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ErrorCode } from '../../shared/base/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/index.ts';
import { AskError, askOrThrow, askUntil } from './ask.ts';

/** A client for a program that has no network: nothing pauses when the line is down, nothing is fetched again for being looked at. */
export function createQueryClient(): QueryClient {
  // an answer is drawn in the task that brings it: the timer that this waits for otherwise takes milliseconds of every letter's
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
        gcTime: 5 * 60_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export interface AskOptions {
  readonly enabled?: boolean;
  /** Go on showing the last answer while the next one comes. */
  readonly keepPrevious?: boolean;
  readonly staleTime?: number;
  /** An answer from before is of no use, as for a form that holds on to what it was opened with: it is asked anew for each that shows it. */
  readonly anew?: boolean;
}

/** What `useAsk` tells, in react-query's words. `error` is what stands in the way of `data`; see `inTheWay`. */
export type Asked<T> = Pick<
  UseQueryResult<T, AskError>,
  'data' | 'error' | 'isPending' | 'isPlaceholderData' | 'isFetching' | 'isFetchedAfterMount' | 'refetch'
>;

/** Asks and keeps the answer fresh (see live.tsx). */
export function useAsk<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: AskOptions = {},
): Asked<CallOutput<N>> {
  const [own] = useState(() => crypto.randomUUID());
  const found = useQuery<CallOutput<N>, AskError>({
    queryKey: options.anew ? [name, input, own] : [name, input],
    queryFn: reading(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.anew ? { gcTime: 0 } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
  // one by one: react-query draws a component again only for what it looks at
  return {
    get data() {
      return found.data;
    },
    get error() {
      return inTheWay(found);
    },
    get isPending() {
      return found.isPending;
    },
    get isPlaceholderData() {
      return found.isPlaceholderData;
    },
    get isFetching() {
      return found.isFetching;
    },
    get isFetchedAfterMount() {
      return found.isFetchedAfterMount;
    },
    refetch: found.refetch,
  };
}

/** Asks for what `useAsk` will be drawn with in a moment, so that the vault answers while the window draws. */
export function useAskAhead<N extends CallName>(name: N): (input: CallInput<N>) => void {
  const client = useQueryClient();
  return useCallback(
    (input) => void client.prefetchQuery({ queryKey: [name, input], queryFn: reading(name, input) }),
    [client, name],
  );
}

/** Asks for the answer of a query: for the first time somebody waits for it, later it renews what stands there. */
export function reading<N extends CallName>(name: N, input: CallInput<N>) {
  return (context: Pick<QueryFunctionContext, 'client' | 'queryKey' | 'signal'>): Promise<CallOutput<N>> =>
    // whoever takes the signal has the question dropped as soon as nobody shows its answer any more
    askUntil(name, input, holdsAnswer(context.client, context.queryKey) ? 'renews' : 'reads', () => context.signal);
}

function holdsAnswer(client: QueryClient, queryKey: QueryKey): boolean {
  return client.getQueryState(queryKey)?.data !== undefined;
}

/** With these nothing was answered. Every other error is an answer: the record is gone, or is not for this user any more. */
const UNANSWERED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'internal',
  'cancelled',
  'database-damaged',
  'disk-full',
]);

/** Whether a read got no answer at all, so that what was answered before is still the best that is known. */
export function unanswered(error: unknown): boolean {
  return error instanceof AskError && UNANSWERED.has(error.failure.code);
}

/** The error that is shown: none that only kept an answer that stands there from being renewed (see outdated.ts). */
export function inTheWay<E>({ data, error }: { readonly data: unknown; readonly error: E | null }): E | null {
  return data !== undefined && unanswered(error) ? null : error;
}

/** Asked for by a button, and nothing is done by them. */
const ONLY_READ: ReadonlySet<CallName> = new Set<CallName>(['checkpoint.compare', 'clinic.checkpoint', 'vault.verify']);

/** A call that changes something, or that somebody starts. */
export function useDo<N extends CallName>(name: N): UseMutationResult<CallOutput<N>, AskError, CallInput<N>> {
  return useMutation<CallOutput<N>, AskError, CallInput<N>>({
    mutationFn: (input) => askOrThrow(name, input, ONLY_READ.has(name) ? 'reads' : 'does'),
  });
}
