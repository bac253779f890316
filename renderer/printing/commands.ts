/** Printing among the commands of a screen. */
import { IconPrinter } from '@tabler/icons-react';
import type { Print } from '../../shared/bridge/prints.ts';
import type { Command } from '../commands/contract.ts';

/** A command for each document that can be printed; the one that the screen is about has the keys. */
export function printCommands(documents: readonly Print[], main: Print, print: (document: Print) => void): Command[] {
  return documents.map((document) => ({
    id: `here.print.${document}`,
    name: `print.action.${document}` as const,
    also: 'print.also',
    icon: IconPrinter,
    group: 'here',
    ...(document === main ? { keys: ['mod+P'] } : {}),
    run: () => print(document),
  }));
}
