/** What whoever works at a workstation has at hand. */
import type { RecordView } from '../../shared/bridge/records.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Trace } from './trace.ts';

export interface Desk {
  readonly dice: Dice;
  readonly ledger: Ledger;
  readonly trace: Trace;
  /** Forms that stand open, by workstation. */
  readonly forms: Map<string, RecordView>;
}
