/** What a command is: something that one can do now, by the palette, by its keys, or by a link of the help. */
import type { Icon } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';

/** The parts of the palette and of the sheet of shortcuts, in their order. */
export const COMMAND_GROUPS = ['here', 'patient', 'go', 'window', 'help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** What a command is, without what it does. */
export interface CommandFace {
  /** `go.sync`, `patient.edit`: the same for ever, whatever it is called. */
  readonly id: string;
  /** Its name, as a key of the locale files. */
  readonly name: ParseKeys;
  /** Other words by which it is found, as a key of the locale files. */
  readonly also?: ParseKeys;
  readonly icon: Icon;
  /** `here`: of the screen that is shown. */
  readonly group: CommandGroup;
  /** Its keys in the notation of keys.ts, the first of which is shown beside it. A letter alone works where no field has the focus. */
  readonly keys?: readonly string[];
}

/** A command that can be given now. */
export interface Command extends CommandFace {
  run(): void;
}

/** All commands of a moment: those of the screen first. Keys that it takes are no longer those of the window's commands. */
export function withScreen(screen: readonly Command[], window: readonly Command[]): Command[] {
  const taken = new Set(screen.flatMap(({ keys = [] }) => keys.map((each) => each.toLowerCase())));
  const left = (command: Command): Command => {
    const keys = command.keys?.filter((each) => !taken.has(each.toLowerCase()));
    if (keys?.length === command.keys?.length) return command;
    const { keys: _taken, ...bare } = command;
    return keys?.length ? { ...bare, keys } : bare;
  };
  return [...screen, ...window.map(left)];
}
