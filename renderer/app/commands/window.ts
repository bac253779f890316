import {
  IconArrowLeft,
  IconCommand,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLetterCase,
  IconLock,
  IconMoon,
  IconRefresh,
  IconSun,
  IconUserShare,
} from '@tabler/icons-react';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Preferences } from '../../ui/preferences.tsx';
import type { CommandEntry } from './scene.ts';

const theme = (which: Preferences['theme'], icon: CommandEntry['icon']): CommandEntry => ({
  id: `window.theme.${which}`,
  name: `commands.theme.${which}`,
  also: 'commands.also.theme',
  icon,
  group: 'window',
  shown: ({ preferences }) => preferences.theme !== which,
  run: ({ prefer }) => prefer({ theme: which }),
});

const text = (size: Preferences['text']): CommandEntry => ({
  id: `window.text.${size}`,
  name: `commands.text.${size}`,
  also: 'commands.also.text',
  icon: IconLetterCase,
  group: 'window',
  shown: ({ preferences }) => preferences.text !== size,
  run: ({ prefer }) => prefer({ text: size }),
});

const language = (which: Locale): CommandEntry => ({
  id: `window.language.${which}`,
  name: `commands.language.${which}`,
  also: 'commands.also.language',
  icon: IconLanguage,
  group: 'window',
  shown: ({ locale }) => locale !== which,
  run: ({ speak }) => speak(which),
});

/** The window and the session. */
export const windowCommands: readonly CommandEntry[] = [
  {
    id: 'go.back',
    name: 'common.back',
    icon: IconArrowLeft,
    group: 'go',
    keys: ['alt+ArrowLeft'],
    shown: ({ canGoBack }) => canGoBack,
    run: ({ back }) => back(),
  },
  {
    id: 'sync.now',
    name: 'sync.syncNow',
    also: 'commands.also.syncNow',
    icon: IconRefresh,
    group: 'window',
    keys: ['mod+shift+Y'],
    shown: ({ may }) => may.role !== 'analyst',
    run: ({ sync }) => sync(),
  },
  {
    id: 'session.lock',
    name: 'settings.lock',
    also: 'commands.also.lock',
    icon: IconLock,
    group: 'window',
    keys: ['mod+shift+L'],
    run: ({ lock }) => lock(),
  },
  {
    id: 'session.switch',
    name: 'top.switch',
    also: 'commands.also.switch',
    icon: IconUserShare,
    group: 'window',
    keys: ['mod+shift+U'],
    shown: ({ others }) => others,
    run: ({ open }) => open('switch'),
  },
  language('zh-CN'),
  language('en'),
  theme('light', IconSun),
  theme('dark', IconMoon),
  theme('auto', IconDeviceDesktop),
  text('small'),
  text('normal'),
  text('large'),
  {
    id: 'window.commands',
    name: 'commands.all',
    also: 'commands.also.all',
    icon: IconCommand,
    group: 'help',
    keys: ['mod+shift+K'],
    run: ({ open }) => open('commands'),
  },
  {
    id: 'window.keys',
    name: 'keys.title',
    also: 'commands.also.keys',
    icon: IconKeyboard,
    group: 'help',
    keys: ['F1', 'shift+?'],
    run: ({ open }) => open('keys'),
  },
];
