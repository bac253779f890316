import type { DesktopInput } from '../../shared/bridge/desktop.ts';
import { askDesktop } from './ask.ts';

/** The platform's dialogs that answer with one place. */
type PlaceName =
  | 'desktop.chooseFolder'
  | 'desktop.saveBackup'
  | 'desktop.chooseBackup'
  | 'desktop.chooseCodes'
  | 'desktop.chooseTable'
  | 'desktop.chooseMapping'
  | 'desktop.saveEnrolment'
  | 'desktop.chooseEnrolment';

/** Lets a person choose a file or folder; undefined where they chose none. */
export async function askPlace<N extends PlaceName>(name: N, input: DesktopInput<N>): Promise<string | undefined> {
  const answer = await askDesktop<PlaceName>(name, input);
  return answer.ok ? answer.value.path : undefined;
}
