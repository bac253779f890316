import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route } from '../screens/contract.ts';
import type { Navigation, Place } from '../screens/navigation.ts';
import { Confirm } from '../ui/Confirm.tsx';

/** More steps back than anybody takes. */
const DEEPEST = 60;

function same(a: Route, b: Route): boolean {
  return a.name === b.name && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

interface Navigator {
  readonly navigation: Navigation;
  /** The question before leaving something unsaved. */
  readonly question: ReactNode;
}

/** The way one came, in memory. Back and the mouse's back button go back one step, with all that the place kept. */
export function useNavigator(first: Route): Navigator {
  const { t } = useTranslation();
  const keys = useRef(1);
  const make = useCallback((route: Route): Place => ({ key: keys.current++, route, kept: new Map() }), []);
  const [places, setPlaces] = useState<readonly Place[]>(() => [{ key: 0, route: first, kept: new Map() }]);
  const guards = useRef(0);
  const [asked, setAsked] = useState<(() => void) | undefined>();

  const leave = useCallback((step: () => void) => {
    if (guards.current > 0) setAsked(() => step);
    else step();
  }, []);
  const pop = useCallback(() => setPlaces((all) => (all.length > 1 ? all.slice(0, -1) : all)), []);
  const back = useCallback(() => leave(pop), [leave, pop]);
  const go = useCallback(
    (route: Route) =>
      leave(() =>
        setPlaces((all) => {
          const here = all.at(-1);
          return here && same(here.route, route) ? all : [...all.slice(1 - DEEPEST), make(route)];
        }),
      ),
    [leave, make],
  );
  const replace = useCallback((route: Route) => setPlaces((all) => [...all.slice(0, -1), make(route)]), [make]);
  const guard = useCallback(() => {
    guards.current += 1;
    return () => {
      guards.current -= 1;
    };
  }, []);

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
  const navigation = useMemo<Navigation>(
    () => ({ place, canGoBack, go, replace, back, done: pop, guard }),
    [place, canGoBack, go, replace, back, pop, guard],
  );
  const question = (
    <Confirm
      opened={asked !== undefined}
      title={t('visit.leave')}
      yes={t('visit.leaveYes')}
      no={t('visit.leaveNo')}
      onNo={() => setAsked(undefined)}
      onYes={() => {
        setAsked(undefined);
        asked?.();
      }}
    >
      {t('visit.leaveBody')}
    </Confirm>
  );
  return { navigation, question };
}
