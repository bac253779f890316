/**
 * What did not come in is kept where it can be mended and tried again. Each keeper hears of it in the transaction of the batch
 * that it was read with, so that nothing is kept twice or lost where an import is cut off.
 */
import { keepForRepair } from '../../quality/repair/keep.ts';
import type { Aside } from '../../records/incoming.ts';
import type { Writer } from '../../storage/database.ts';

export type KeepAsides = (writer: Writer, run: string, asides: readonly Aside[]) => void;

/** In the order in which they are told. */
export const KEEPERS: readonly KeepAsides[] = [keepForRepair];
