import type { Print } from '../../shared/bridge/prints.ts';

/** A document of a patient; of one visit where an encounter is named. */
export interface PrintOrder {
  readonly document: Print;
  readonly patient: string;
  readonly encounter?: string | undefined;
}
