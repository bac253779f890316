/** What one step of a person changed, and the way back. */
import { z } from 'zod';
import { type Need, openCall } from './contract.ts';

const Type = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/);

/** A write by its id (`RecordView.seen`), and the record that it changed. */
const RecordChange = z.strictObject({ type: Type, id: z.string().min(1).max(64), write: z.string() });
export type RecordChange = z.infer<typeof RecordChange>;

/** Everything that was changed, in one transaction; give it to `record.undo`. Empty where nothing differed. */
export const Changed = z.strictObject({ changes: z.array(RecordChange) });
export type Changed = z.infer<typeof Changed>;

export const changeCalls = {
  /**
   * Takes back what was just done, all of it. Raises undo-too-late where one of the records was changed since. What was new is
   * deleted by it, and what was marked as entered in error counts again: that takes the right to remove as well.
   */
  'record.undo': openCall(
    z.strictObject({ changes: z.array(RecordChange).min(1).max(500) }),
    z.strictObject({}),
    ({ changes }) => changes.map(({ type, id }): Need => ({ right: 'write', type, id })),
  ),
};
