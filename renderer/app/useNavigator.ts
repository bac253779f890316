import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Route } from '../screens/contract.ts';
import type { Navigation, Place } from '../screens/navigation.ts';

/** More steps back than anybody takes. */
const DEEPEST = 60;

function same(a: Route, b: Route): boolean {
  return a.name === b.name && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

/**
 * The way one came, in memory. Back and the mouse's back button go back one step, with all that the place kept. `onGo` hears where one goes, before
 * that is drawn, and stays the same function.
 */
export function useNavigator(first: Route, onGo: (route: Route) => void): Navigation {
  const keys = useRef(1);
  const make = useCallback((route: Route): Place => ({ key: keys.current++, route, kept: new Map() }), []);
  const [places, setPlaces] = useState<readonly Place[]>(() => [{ key: 0, route: first, kept: new Map() }]);

  const back = useCallback(() => setPlaces((all) => (all.length > 1 ? all.slice(0, -1) : all)), []);
  const go = useCallback(
    (route: Route) => {
      onGo(route);
      setPlaces((all) => {
        const here = all.at(-1);
        return here && same(here.route, route) ? all : [...all.slice(1 - DEEPEST), make(route)];
      });
    },
    [make, onGo],
  );
  const replace = useCallback((route: Route) => setPlaces((all) => [...all.slice(0, -1), make(route)]), [make]);
  useEffect(() => {
    const mouse = (event: MouseEvent) => {
      if (event.button === 3) {
        event.preventDefault();
        back();
      }
    };
    window.addEventListener('mouseup', mouse);
    return () => window.removeEventListener('mouseup', mouse);
  }, [back]);

  const place = places.at(-1) as Place;
  const canGoBack = places.length > 1;
  return useMemo<Navigation>(() => ({ place, canGoBack, go, replace, back }), [place, canGoBack, go, replace, back]);
}
