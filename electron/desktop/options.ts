import { basename, dirname, join, resolve } from 'node:path';

/** What the application was started with. */
export interface Options {
  /** The workstation's folder: database, keys, settings of the vault. */
  readonly home: string;
  /** Chromium's own folder (window size, caches); each home has its own, so that two homes are two workstations. */
  readonly userData: string;
  /** Address of the development server of the window; never in a release. */
  readonly devUrl: string | undefined;
}

function switchValue(argv: readonly string[], name: string): string | undefined {
  const inline = argv.find((argument) => argument.startsWith(`${name}=`));
  if (inline) return inline.slice(name.length + 1);
  const at = argv.indexOf(name);
  return at === -1 ? undefined : argv[at + 1];
}

/**
 * Reads the command line. `--home DIR` names another home than the default one; its window settings lie beside it.
 * @param argv without the program's own path
 * @param userData Electron's default
 */
export function readOptions(argv: readonly string[], userData: string, release: boolean): Options {
  const given = switchValue(argv, '--home');
  const devUrl = release ? undefined : switchValue(argv, '--dev-url');
  if (given === undefined || given === '') return { home: join(userData, 'home'), userData, devUrl };
  const home = resolve(given);
  return { home, userData: join(dirname(home), `${basename(home)}.window`), devUrl };
}

/** Switches of Chromium and Node that let a debugger in, as either of them reads a command line. */
const DEBUGGERS = /^(?:--?)((?:remote-debugging-|inspect(?![a-z]))[a-z-]*)/i;
const DEBUGGERS_ON_WINDOWS = /^(?:--?|\/)((?:remote-debugging-|inspect(?![a-z]))[a-z-]*)/i;

/**
 * Names of the switches that would let a debugger read what the window and main hold. A release refuses to start with any.
 * @param argv without the program's own path
 */
export function debuggerSwitches(argv: readonly string[], platform: NodeJS.Platform): string[] {
  const form = platform === 'win32' ? DEBUGGERS_ON_WINDOWS : DEBUGGERS;
  return argv.flatMap((argument) => form.exec(argument)?.[1]?.toLowerCase() ?? []);
}
