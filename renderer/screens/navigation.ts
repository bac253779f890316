/** Where one is, in memory only: no address ever holds a patient's id. What a place kept comes back with it. */
import { createContext, useCallback, useContext, useLayoutEffect, useRef, useState } from 'react';
import type { Route } from './contract.ts';

export interface Place {
  readonly key: number;
  readonly route: Route;
  /** What the screen wants to find again on Back: scroll, search text, the tab. */
  readonly kept: Map<string, unknown>;
}

export interface Navigation {
  readonly place: Place;
  readonly canGoBack: boolean;
  go(route: Route): void;
  /** In place of where one is, so that Back skips it: after a form that was saved. */
  replace(route: Route): void;
  back(): void;
}

const Context = createContext<Navigation | undefined>(undefined);
export const NavigationProvider = Context.Provider;

/** Where one is and how to go elsewhere. */
export function useNavigation(): Navigation {
  const navigation = useContext(Context);
  if (!navigation) throw new Error('useNavigation outside of the frame');
  return navigation;
}

/** State that is there again when Back brings this place back. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const { place } = useNavigation();
  const [value, setValue] = useState<T>(() => (place.kept.has(name) ? (place.kept.get(name) as T) : initial));
  const keep = useCallback(
    (next: T) => {
      place.kept.set(name, next);
      setValue(next);
    },
    [place, name],
  );
  return [value, keep];
}

/** Keeps how far an element is scrolled, and scrolls there again as soon as it is tall enough. */
export function useKeptScroll<E extends HTMLElement>(name = 'scroll') {
  const { place } = useNavigation();
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const wanted = place.kept.get(name);
    let waiting = typeof wanted === 'number' && wanted > 0;
    const restore = () => {
      if (!waiting || typeof wanted !== 'number') return;
      node.scrollTop = wanted;
      if (Math.abs(node.scrollTop - wanted) < 2) waiting = false;
    };
    restore();
    // The content arrives a moment later: as it grows, the place is found again. A person who scrolls first wins.
    const watch = new ResizeObserver(restore);
    watch.observe(node);
    for (const child of node.children) watch.observe(child);
    const scrolled = () => {
      if (!waiting) place.kept.set(name, node.scrollTop);
    };
    const touched = () => {
      waiting = false;
    };
    node.addEventListener('scroll', scrolled, { passive: true });
    node.addEventListener('wheel', touched, { passive: true });
    node.addEventListener('keydown', touched);
    return () => {
      watch.disconnect();
      node.removeEventListener('scroll', scrolled);
      node.removeEventListener('wheel', touched);
      node.removeEventListener('keydown', touched);
    };
  }, [place, name]);
  return element;
}
