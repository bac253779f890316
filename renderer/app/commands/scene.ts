/** What commands of the window are decided by, and what they can do. */
import type { Locale } from '../../../shared/bridge/session.ts';
import type { May } from '../../bridge/index.ts';
import type { Command, CommandFace } from '../../commands/contract.ts';
import type { Route } from '../../screens/contract.ts';
import type { Preferences } from '../../ui/preferences.tsx';

/** What can be laid over the page. */
export type OverlayName = 'find' | 'commands' | 'keys' | 'switch';

export interface CommandScene {
  readonly may: May;
  readonly route: Route;
  readonly canGoBack: boolean;
  readonly locale: Locale;
  readonly preferences: Preferences;
  /** There are others to whom one can leave the workstation. */
  readonly others: boolean;
  go(route: Route): void;
  back(): void;
  open(overlay: OverlayName): void;
  prefer(part: Partial<Preferences>): void;
  speak(locale: Locale): void;
  lock(): void;
  sync(): void;
}

/** A command of the registry: when it is there, and what it does then. */
export interface CommandEntry extends CommandFace {
  /** Absent: always. */
  readonly shown?: (scene: CommandScene) => boolean;
  readonly run: (scene: CommandScene) => void;
}

/** The entries that are there in a scene, ready to be given. */
export function commandsIn(entries: readonly CommandEntry[], scene: CommandScene): Command[] {
  return entries
    .filter(({ shown }) => shown?.(scene) ?? true)
    .map(({ shown: _when, run, ...face }) => ({ ...face, run: () => run(scene) }));
}
