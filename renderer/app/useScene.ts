/** The scene of the window's commands: who looks at what, and what can be done about it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useDo, useMay } from '../bridge/index.ts';
import type { Command } from '../commands/contract.ts';
import type { Navigation } from '../screens/navigation.ts';
import { useLanguage } from '../screens/useLanguage.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { useTell } from '../ui/Told.tsx';
import { windowCommandsIn } from './commands/index.ts';
import type { OverlayName } from './commands/scene.ts';

type OpenState = Extract<VaultState, { kind: 'open' }>;

/** The commands that can be given now, whatever screen is shown. */
export function useWindowCommands(
  state: OpenState,
  navigation: Navigation,
  open: (overlay: OverlayName) => void,
): readonly Command[] {
  const { t } = useTranslation();
  const may = useMay();
  const { preferences, change } = usePreferences();
  const [locale, speak] = useLanguage();
  const { mutate: lock } = useDo('session.lock');
  const { mutate: sync } = useDo('sync.run');
  const tell = useTell();
  const { place, canGoBack, go, back } = navigation;
  const others = state.users.some((name) => name !== state.user.name);
  return useMemo(
    () =>
      windowCommandsIn({
        may,
        route: place.route,
        canGoBack,
        locale,
        preferences,
        others,
        go,
        back,
        open,
        prefer: change,
        speak,
        lock: () => lock({}),
        sync: () =>
          sync(
            { untilIdle: true },
            {
              onSuccess: ({ pushed, pulled }) => tell(t('commands.synced', { pushed, pulled })),
              onError: ({ failure }) => tell(t(`errors.${failure.code}`)),
            },
          ),
      }),
    [may, place.route, canGoBack, locale, preferences, others, go, back, open, change, speak, lock, sync, tell, t],
  );
}
