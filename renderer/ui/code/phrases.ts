/** What the editor says by itself, in the reader's language: its phrases by their English, which is how it asks for them. */
import type { ParseKeys } from 'i18next';

export const PHRASES = {
  Completions: 'code.completions',
  Diagnostics: 'code.faults',
  'No diagnostics': 'code.noFaults',
  close: 'common.close',
  'Control character': 'code.controlCharacter',
  'Selection deleted': 'code.selectionDeleted',
} as const satisfies Readonly<Record<string, ParseKeys>>;
