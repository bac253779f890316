/** What the choices of a card are given. */
import type { Conflict } from '../../../shared/bridge/conflicts.ts';
import type { May } from '../../bridge/index.ts';

/** A decision as the vault takes it. */
export type Decision = { keep: string } | { value: string | null } | { accept: true };

export interface ChoicesProps {
  readonly conflict: Conflict;
  readonly busy: boolean;
  /** What may be kept and decided. */
  readonly may: May;
  readonly onDecide: (decision: Decision) => void;
}
