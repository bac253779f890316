/** The registry: every command that is there whatever screen is shown. Screens add their own (renderer/commands/shown.tsx). */
import type { Command } from '../../commands/contract.ts';
import { helpCommands } from './help.ts';
import { patientCommands } from './patient.ts';
import { placeCommands } from './places.ts';
import { type CommandScene, commandsIn } from './scene.ts';
import { windowCommands } from './window.ts';

/** What can be done in a scene, in the order in which it is shown. */
export function windowCommandsIn(scene: CommandScene): Command[] {
  return commandsIn([...patientCommands, ...placeCommands(scene), ...windowCommands, ...helpCommands], scene);
}
