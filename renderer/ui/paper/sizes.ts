/** Sheets that a clinic prints on, in millimetres. A4 and A5 are of ISO 216. */
import type { Preferences } from '../preferences.tsx';
import type { Size } from './Pages.tsx';

export const SHEETS: Readonly<Record<Preferences['paper'], Size>> = {
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
};

/** The size of a label by its name, `60x40`. */
export function labelSize(name: Preferences['label']): Size {
  const [width = 0, height = 0] = name.split('x').map(Number);
  return { width, height };
}
