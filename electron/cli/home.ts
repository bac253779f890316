/** Where a workstation's folder is when nobody says. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The same folder as the window's (Electron's userData), so that a command without `--home` is about the same clinic. */
export function defaultHome(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  const user = homedir();
  if (platform === 'win32') return join(environment.APPDATA ?? join(user, 'AppData', 'Roaming'), 'Xinglin', 'home');
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Xinglin', 'home');
  return join(environment.XDG_CONFIG_HOME || join(user, '.config'), 'Xinglin', 'home');
}
