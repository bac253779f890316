import { IconUsersGroup } from '@tabler/icons-react';
import { placesFor } from '../places.ts';
import type { CommandEntry, CommandScene } from './scene.ts';

/** Going to each place of the rail that the role has. */
export function placeCommands({ may }: CommandScene): CommandEntry[] {
  const places = placesFor(may).map(
    ({ name, icon, keys }): CommandEntry => ({
      id: `go.${name}`,
      name: `nav.${name}`,
      also: `commands.also.${name}`,
      icon,
      group: 'go',
      ...(keys === undefined ? {} : { keys: [keys] }),
      run: ({ go }) => go({ name }),
    }),
  );
  return may.do('analysis') ? [...places, COHORTS] : places;
}

/** Within the analysis, and a place of its own for whoever knows it by name. */
const COHORTS: CommandEntry = {
  id: 'go.cohorts',
  name: 'cohorts.title',
  also: 'commands.also.cohorts',
  icon: IconUsersGroup,
  group: 'go',
  shown: ({ route }) => route.name !== 'cohorts',
  run: ({ go }) => go({ name: 'cohorts' }),
};
