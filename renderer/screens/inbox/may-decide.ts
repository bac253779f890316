/** Who may decide what waits: whoever may write the record, and delete or amend it where that is what is decided. The vault judges it again. */
import type { Conflict, Settled } from '../../../shared/bridge/conflicts.ts';
import type { May } from '../../bridge/index.ts';
import { AMENDED, LIFE } from '../../records/values/fields.ts';

/** Whether a conflict can be decided at all. */
export function mayDecide(may: May, { kind, record }: Conflict): boolean {
  return may.write(record.type) && (kind !== 'amendment' || may.also('amend', record.type));
}

/** Whether one of its values can be kept: a deletion only by whoever may delete. */
export function mayKeep(may: May, conflict: Conflict, { value }: Conflict['values'][number]): boolean {
  const deletes = conflict.kind === 'delete-edit' && value === null;
  return mayDecide(may, conflict) && (!deletes || may.also('remove', conflict.record.type));
}

/** Whether a decision can be taken back. */
export function mayUndo(may: May, { record, register }: Settled): boolean {
  if (register === LIFE && !may.also('remove', record.type)) return false;
  if (register === AMENDED && !may.also('amend', record.type)) return false;
  return may.write(record.type);
}
