import { placesFor } from '../places.ts';
import type { CommandEntry, CommandScene } from './scene.ts';

/** Going to each place of the rail that the role has. */
export function placeCommands({ may }: CommandScene): CommandEntry[] {
  return placesFor(may).map(({ name, icon, keys }) => ({
    id: `go.${name}`,
    name: `nav.${name}`,
    also: `commands.also.${name}`,
    icon,
    group: 'go',
    ...(keys === undefined ? {} : { keys: [keys] }),
    run: ({ go }) => go({ name }),
  }));
}
