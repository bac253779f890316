import type { CallName, CallOutput, CallParsed } from '../../../shared/bridge/index.ts';
import type { VaultCore } from '../core.ts';

/** Answers one call; raises its expected failures. */
export type Handler<N extends CallName> = (
  core: VaultCore,
  input: CallParsed<N>,
) => CallOutput<N> | Promise<CallOutput<N>>;

/** Handlers of some calls: one that is missing or answers something else fails to compile. */
export type HandlersOf<C> = { readonly [N in keyof C & CallName]: Handler<N> };
