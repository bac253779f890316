import { IconHelpCircle } from '@tabler/icons-react';
import { HELP_TOPICS } from '../../screens/contract.ts';
import type { CommandEntry } from './scene.ts';

/** Each topic of the help, so that the palette finds it by its title and by what people call it. */
export const helpCommands: readonly CommandEntry[] = HELP_TOPICS.map((topic) => ({
  id: `help.${topic}`,
  name: `help.topics.${topic}.title`,
  also: `help.topics.${topic}.also`,
  icon: IconHelpCircle,
  group: 'help',
  run: ({ go }) => go({ name: 'help', id: topic }),
}));
