/** Typed react-query hooks over `ask`. The key of a query is its call and its input, so that events can find it. */
import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/index.ts';
import { type AskError, askOrThrow } from './ask.ts';

/** A client for a program that has no network: nothing pauses when the line is down, nothing is fetched again for being looked at. */
export function createQueryClient(): QueryClient {
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
}

/** Asks and keeps the answer fresh (see live.tsx). */
export function useAsk<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: AskOptions = {},
): UseQueryResult<CallOutput<N>, AskError> {
  return useQuery<CallOutput<N>, AskError>({
    queryKey: [name, input],
    queryFn: () => askOrThrow(name, input, true),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
}

/** Asked for by a button, and nothing is done by them. */
const ONLY_READ: ReadonlySet<CallName> = new Set<CallName>(['checkpoint.compare', 'clinic.checkpoint', 'vault.verify']);

/** A call that changes something, or that somebody starts. */
export function useDo<N extends CallName>(name: N): UseMutationResult<CallOutput<N>, AskError, CallInput<N>> {
  return useMutation<CallOutput<N>, AskError, CallInput<N>>({
    mutationFn: (input) => askOrThrow(name, input, ONLY_READ.has(name)),
  });
}
