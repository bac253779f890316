/** What every command works with: its options, its output, the vault. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ExpectedError, type Result, raise } from '../../shared/base/result.ts';
import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../../shared/bridge/index.ts';
import { defaultHome } from './home.ts';
import { type OutputOptions, printResult } from './output.ts';
import { askPassphrase } from './passphrase.ts';
import type { World } from './world.ts';

export interface GlobalOptions extends OutputOptions {
  readonly home?: string;
  readonly user?: string;
}

/** Asks the vault; its expected failures are raised. */
export type AskOrRaise = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** Hears an event of the vault. */
export type Listener = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface VaultUse {
  readonly ask: AskOrRaise;
  /** Runs when the user interrupts; without it the vault closes and the command ends with status 130. */
  onInterrupt(work: () => void): void;
}

export interface Context {
  readonly world: World;
  readonly options: GlobalOptions;
  readonly home: string;
  print(value: unknown): void;
}

/** The context of the command that is running. */
export function contextOf(world: World, command: Command): Context {
  const options = command.optsWithGlobals<GlobalOptions>();
  return {
    world,
    options,
    home: resolve(options.home ?? defaultHome(world.platform, world.environment)),
    print: (value) => printResult(world, options, value),
  };
}

/** Works with the vault of the home, whatever its state, and gives the home back. */
export async function withVault<T>(
  { home, world }: Context,
  work: (use: VaultUse) => Promise<T>,
  listen: Listener = () => {},
): Promise<T> {
  const vault = unwrap(await world.openVault({ home, onEvent: listen }));
  let interrupted = (): void => {
    void vault.close().then(() => process.exit(130));
  };
  const interrupt = (): void => {
    process.once('SIGINT', () => process.exit(130));
    interrupted();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work({
      ask: async (name, input) => unwrap(await vault.ask(name, input)),
      onInterrupt: (other) => {
        interrupted = other;
      },
    });
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
    await vault.close();
    world.stdin.unref?.();
  }
}

/** Works with the open clinic of the home, asking for the passphrase where it is not given. Raises no-clinic, wrong-passphrase, locked. */
export function withClinic<T>(
  context: Context,
  work: (use: VaultUse) => Promise<T>,
  listen?: Listener,
  passphrase?: string,
): Promise<T> {
  // a mistyped folder is not made into an empty home
  if (!existsSync(context.home))
    raise('no-clinic', 'There is no clinic in this folder. Use init, device request, or another --home.');
  return withVault(
    context,
    async (use) => {
      const state = await use.ask('session.state', {});
      if (state.kind === 'empty')
        raise('no-clinic', 'There is no clinic in this folder. Use init or device request first.');
      if (state.kind === 'joining')
        raise('not-enrolled', 'This workstation is not confirmed yet: device confirm "WORDS".');
      const { user } = context.options;
      await use.ask('session.unlock', {
        passphrase: passphrase ?? (await askPassphrase(context.world)),
        ...(user === undefined ? {} : { user }),
      });
      return work(use);
    },
    listen,
  );
}

/** The value of a result; its failure raised. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new ExpectedError(result.error);
  return result.value;
}
