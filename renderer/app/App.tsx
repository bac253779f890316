import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createQueryClient, LiveData } from '../bridge/index.ts';
import { type Preferences, PreferencesProvider, usePreferences } from '../ui/preferences.tsx';
import { ToldProvider } from '../ui/Told.tsx';
import { cssVariables, withCloseNamed } from '../ui/theme.ts';
import { CrashBoundary } from './CrashBoundary.tsx';
import { Session } from './Session.tsx';
import { WaitBar } from './WaitBar.tsx';

/** True in release builds (build/bundle): what only helps to work on the window is left out of them. */
declare const __XINGLIN_RELEASE__: boolean;

const Gallery = __XINGLIN_RELEASE__
  ? undefined
  : lazy(async () => ({ default: (await import('../screens/gallery/index.tsx')).GalleryScreen }));
const wantsGallery = window.location.hash === '#gallery';

interface AppProps {
  readonly preferences: Preferences;
  readonly nonce: string;
}

/** Everything that the whole window shares, in the order in which it depends on each other. */
export function App({ preferences, nonce }: AppProps) {
  return (
    <PreferencesProvider initial={preferences}>
      <Themed nonce={nonce} />
    </PreferencesProvider>
  );
}

function Themed({ nonce }: { nonce: string }) {
  const { t } = useTranslation();
  const { preferences } = usePreferences();
  const [client] = useState(createQueryClient);
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const scheme = preferences.theme === 'auto' ? (systemDark ? 'dark' : 'light') : preferences.theme;
  const named = useMemo(() => withCloseNamed(t('common.close')), [t]);
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
      forceColorScheme={scheme}
    >
      <QueryClientProvider client={client}>
        <LiveData />
        <WaitBar />
        <ToldProvider>
          <CrashBoundary>
            {Gallery && wantsGallery ? (
              <Suspense>
                <Gallery />
              </Suspense>
            ) : (
              <Session />
            )}
          </CrashBoundary>
        </ToldProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
