import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { reading } from '../../bridge/queries.ts';
import type { CodeTable } from '../../ui/code/contract.ts';
import type { ViewChoice } from './useViews.ts';

type Checked = CallOutput<'view.check'>;

const answersOf = (found: readonly UseQueryResult<Checked>[]): readonly (Checked | undefined)[] =>
  found.map(({ data }) => data);

/** The tables of chosen views with their columns, as they become known. Keep the views stable: then they are. */
export function useTables(views: readonly ViewChoice[]): readonly CodeTable[] {
  const checked = useQueries({
    queries: views.map(({ definition }) => ({
      queryKey: ['view.check', { definition }],
      queryFn: reading('view.check', { definition }),
    })),
    combine: answersOf,
  });
  return useMemo(
    () =>
      views.map(({ name, title }, at) => {
        const found = checked[at];
        return { name, title, columns: found?.ok ? found.columns : [] };
      }),
    [views, checked],
  );
}
