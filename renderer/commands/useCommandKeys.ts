/** Gives commands by their keys. */
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { isComposing } from '../ui/keys/enter.ts';
import type { Command } from './contract.ts';
import { isLetter, isPhysical, worksInFields } from './keys.ts';

/** A dialog has the keys to itself: what lies below it must not move. */
function underDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

function itemsOf(commands: readonly Command[]): HotkeyItem[] {
  return commands.flatMap((command) =>
    (command.keys ?? []).map(
      (keys): HotkeyItem => [
        keys,
        (event) => {
          // what a form or a field took is not given a second time
          if (event.defaultPrevented || isComposing(event) || underDialog()) return;
          event.preventDefault();
          command.run();
        },
        { preventDefault: false, usePhysicalKeys: isPhysical(keys) },
      ],
    ),
  );
}

/**
 * Listens for the keys of these commands; those that are written with, only where no field has the focus. `letters`: also
 * for single characters.
 */
export function useCommandKeys(commands: readonly Command[], letters: boolean): void {
  const items = itemsOf(commands);
  useHotkeys(
    items.filter(([keys]) => worksInFields(keys)),
    [],
    true,
  );
  useHotkeys(items.filter(([keys]) => !worksInFields(keys) && (letters || !isLetter(keys))));
}
