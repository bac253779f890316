import { useHotkeys } from '@mantine/hooks';
import { type ComponentType, useEffect, useState } from 'react';
import type { VaultState } from '../../shared/bridge/session.ts';
import type { Route } from '../screens/contract.ts';
import { importJob } from '../screens/exchange/jobs.ts';
import { screens } from '../screens/index.ts';
import { NavigationProvider } from '../screens/navigation.ts';
import { backupJob } from '../screens/settings/jobs.ts';
import { CrashBoundary } from './CrashBoundary.tsx';
import { DamageNotice } from './DamageNotice.tsx';
import classes from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { SearchOverlay } from './SearchOverlay.tsx';
import { TopLine } from './TopLine.tsx';
import { useActivity } from './useActivity.ts';
import { useNavigator } from './useNavigator.tsx';
import { Welcome } from './Welcome.tsx';

type OpenState = Extract<VaultState, { kind: 'open' }>;

/** Rail, top line and the page: what stays while people move between screens. */
export function Frame({ state }: { state: OpenState }) {
  const { navigation, question } = useNavigator({ name: state.user.role === 'analyst' ? 'analysis' : 'patients' });
  const [searching, setSearching] = useState(false);
  useActivity();
  const mayFind = state.user.role !== 'analyst';
  useHotkeys([['mod+K', () => mayFind && setSearching(true)]], []);
  // What long work told belongs to this session of this clinic.
  useEffect(
    () => () => {
      importJob.clear();
      backupJob.clear();
    },
    [],
  );
  const { route } = navigation.place;
  const screen = screens[route.name];
  // The registry pairs each name with a view of its own route; TypeScript cannot follow that through the union.
  const View = screen.view as ComponentType<{ readonly route: Route }>;
  return (
    <NavigationProvider value={navigation}>
      <div className={classes.frame}>
        <Rail lit={screen.rail} />
        <TopLine state={state} onSearch={mayFind ? () => setSearching(true) : undefined} />
        <main className={classes.main}>
          <DamageNotice />
          <Welcome state={state} />
          <CrashBoundary place={navigation.place.key}>
            <View key={navigation.place.key} route={route} />
          </CrashBoundary>
        </main>
      </div>
      <SearchOverlay opened={searching} onClose={() => setSearching(false)} />
      {question}
    </NavigationProvider>
  );
}
