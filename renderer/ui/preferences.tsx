/** Theme, text size, language and keys of this workstation. Trifles, kept by the window itself; nothing of the clinic is among them. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { Locale } from '../../shared/bridge/session.ts';
import { textSizes } from './tokens.ts';

const KEY = 'xinglin.preferences';

/** Width and height of labels in millimetres, as they are sold on rolls. */
export const LABEL_SIZES = ['50x30', '60x40', '70x50'] as const;

const Preferences = z.object({
  theme: z.enum(['light', 'dark', 'auto']).catch('auto'),
  text: z.enum(['small', 'normal', 'large']).catch('normal'),
  /** Single characters are shortcuts where no field has the focus (WCAG 2.1.4: they can be switched off). */
  letters: z.boolean().catch(true),
  /** Absent until somebody chose. */
  locale: Locale.optional().catch(undefined),
  /** What prints begin with: sheets, labels, the system's names of printers (absent: its dialog asks), whose language. */
  paper: z.enum(['A4', 'A5']).catch('A4'),
  label: z.enum(LABEL_SIZES).catch('60x40'),
  printer: z.string().optional().catch(undefined),
  labelPrinter: z.string().optional().catch(undefined),
  printLanguage: z.enum(['reader', 'patient']).catch('reader'),
});
export type Preferences = z.infer<typeof Preferences>;

const defaults: Preferences = {
  theme: 'auto',
  text: 'normal',
  letters: true,
  paper: 'A4',
  label: '60x40',
  printLanguage: 'reader',
};

/** What was chosen on this workstation; the defaults where nothing was or it cannot be read. */
export function readPreferences(): Preferences {
  try {
    return Preferences.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Unreadable preferences are worth nothing: the defaults serve.
    return defaults;
  }
}

interface Held {
  readonly preferences: Preferences;
  change(part: Partial<Preferences>): void;
}

const Context = createContext<Held>({ preferences: defaults, change: () => undefined });

/** Holds the preferences and applies the text size to the root, from which every size is taken. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((part: Partial<Preferences>) => setPreferences((before) => ({ ...before, ...part })), []);
  useEffect(() => {
    localStorage.setItem(KEY, JSON.stringify(preferences));
    document.documentElement.style.fontSize = `${textSizes[preferences.text]}px`;
  }, [preferences]);
  const held = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <Context.Provider value={held}>{children}</Context.Provider>;
}

/** The preferences and how to change them. */
export function usePreferences(): Held {
  return useContext(Context);
}
