/** What the choices of a card are given. */
import type { Conflict } from '../../../shared/bridge/conflicts.ts';

/** A decision as the vault takes it. */
export type Decision = { keep: string } | { value: string | null } | { accept: true };

export interface ChoicesProps {
  readonly conflict: Conflict;
  readonly busy: boolean;
  readonly onDecide: (decision: Decision) => void;
}
