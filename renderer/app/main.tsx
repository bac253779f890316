import './zod.ts';
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@mantine/core/styles.css';
import '../ui/global.css';
import { createRoot } from 'react-dom/client';
import { askDesktop } from '../bridge/index.ts';
import { startLanguages } from '../locales/i18n.ts';
import { readPreferences } from '../ui/preferences.tsx';
import { App } from './App.tsx';

/** The nonce of this page load, for the style elements that Mantine makes. */
function styleNonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
}

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  const preferences = readPreferences();
  const info = preferences.locale === undefined ? await askDesktop('desktop.info', {}) : undefined;
  const locale = preferences.locale ?? (info?.ok ? info.value.defaultLocale : 'zh-CN');
  document.documentElement.lang = locale;
  startLanguages(locale);
  const nonce = styleNonce();
  // The scroll lock of Mantine's dialogs (react-remove-scroll) makes a style element too and looks for its nonce here.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  createRoot(place).render(<App preferences={preferences} nonce={nonce} />);
}

void start();
