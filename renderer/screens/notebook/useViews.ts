import { useMemo } from 'react';
import type { ViewDefinition } from '../../../shared/bridge/views.ts';
import { useAsk } from '../../bridge/index.ts';
import { useLocale } from '../../locales/manner.tsx';

/** A view that can be chosen. */
export interface ViewChoice {
  /** In a notebook: the name of one that ships, the id of one that the clinic keeps. */
  readonly key: string;
  /** The table's name in SQL. */
  readonly name: string;
  /** What it shows, where it ships. */
  readonly title: string;
  readonly definition: ViewDefinition;
  /** Of one that the clinic keeps. */
  readonly kept?: { readonly id: string; readonly seen: string[] };
}

/** The views that there are, those that ship first. */
export function useViews() {
  const locale = useLocale();
  const asked = useAsk('view.list', {});
  const views = useMemo(
    (): ViewChoice[] => [
      ...(asked.data?.shipped ?? []).map(({ name, title, definition }) => ({
        key: name,
        name,
        title: title[locale],
        definition,
      })),
      ...(asked.data?.kept ?? []).map(({ id, name, definition, seen }) => ({
        key: id,
        name,
        title: '',
        definition: { ...definition, name },
        kept: { id, seen },
      })),
    ],
    [asked.data, locale],
  );
  return { views, leftOut: asked.data?.leftOut ?? [], known: asked.data !== undefined, failure: asked.error?.failure };
}
