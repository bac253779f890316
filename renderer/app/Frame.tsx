import { type ComponentType, useCallback, useEffect, useState } from 'react';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useAskAhead, useMay } from '../bridge/index.ts';
import { CommandsProvider, useShownCommands } from '../commands/shown.tsx';
import { useCommandKeys } from '../commands/useCommandKeys.ts';
import type { Route } from '../screens/contract.ts';
import { importJob, resumeJob, undoJob } from '../screens/exchange/jobs.ts';
import { screens } from '../screens/index.ts';
import { NavigationProvider } from '../screens/navigation.ts';
import { backupJob } from '../screens/settings/jobs.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import type { OverlayName } from './commands/scene.ts';
import { DamageNotice } from './DamageNotice.tsx';
import classes from './Frame.module.css';
import { PaletteOverlay } from './palette/index.tsx';
import { placesFor } from './places.ts';
import { Rail } from './Rail.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { TopLine } from './TopLine.tsx';
import { useActivity } from './useActivity.ts';
import { useNavigator } from './useNavigator.ts';
import { usePageFocus } from './usePageFocus.ts';
import { useWindowCommands } from './useScene.ts';
import { Welcome } from './Welcome.tsx';

type OpenState = Extract<VaultState, { kind: 'open' }>;

/** Rail, top line and the page: what stays while people move between screens. */
export function Frame({ state }: { state: OpenState }) {
  const may = useMay();
  const askChart = useAskAhead('patient.chart');
  const ahead = useCallback(
    (route: Route) => {
      if (route.name === 'patient') askChart({ id: route.id });
    },
    [askChart],
  );
  const navigation = useNavigator({ name: placesFor(may)[0]?.name ?? 'help' }, ahead);
  const [overlay, setOverlay] = useState<OverlayName>();
  useActivity();
  usePageFocus(navigation.place.key);
  const mayFind = may.read('Patient');
  const commands = useWindowCommands(state, navigation, setOverlay);
  const close = useCallback(() => setOverlay(undefined), []);
  // What long work told belongs to this session of this clinic.
  useEffect(
    () => () => {
      for (const job of [importJob, resumeJob, undoJob]) job.clear();
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
      <CommandsProvider base={commands}>
        <CommandKeys />
        <div className={classes.frame}>
          <Rail lit={screen.rail} />
          <TopLine
            state={state}
            mayFind={mayFind}
            onSearch={() => setOverlay(mayFind ? 'find' : 'commands')}
            switching={overlay === 'switch'}
            onSwitch={(opened) => setOverlay(opened ? 'switch' : undefined)}
          />
          <main className={classes.main} tabIndex={-1}>
            <DamageNotice />
            <Welcome state={state} />
            <CrashBoundary place={navigation.place.key}>
              <View key={navigation.place.key} route={route} />
            </CrashBoundary>
          </main>
        </div>
        <PaletteOverlay opened={overlay === 'find'} commands={false} mayFind={mayFind} onClose={close} />
        <PaletteOverlay opened={overlay === 'commands'} commands mayFind={mayFind} onClose={close} />
        <ShortcutSheet opened={overlay === 'keys'} onClose={close} />
      </CommandsProvider>
    </NavigationProvider>
  );
}

/** Listens for the keys of all commands, those of the screen in sight too. */
function CommandKeys() {
  const { preferences } = usePreferences();
  useCommandKeys(useShownCommands(), preferences.letters);
  return null;
}
