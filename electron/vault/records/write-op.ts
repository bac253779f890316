/** The wire form of writes on a record. */
import { fromHex } from '../../../shared/base/bytes.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import type { RecordState, RegisterWrite } from '../../../shared/merge/reducer.ts';

/** An operation of these writes. `reason`: why, where the author had to say so; an empty one is none. */
export function writeOp(
  record: Pick<RecordState, 'type' | 'id'>,
  action: WriteOp['a'],
  writes: readonly RegisterWrite[],
  reason = '',
): WriteOp {
  const ids = [...new Set(writes.flatMap(({ pred, origin }) => (origin === undefined ? pred : [...pred, origin])))];
  return {
    k: 'w',
    t: record.type,
    i: record.id,
    a: action,
    p: ids.map((id) => [fromHex(id.slice(0, 64)), Number(id.slice(65))]),
    w: writes.map(({ register, value, pos, pred }) => [
      register,
      value,
      pos ?? null,
      pred.map((id) => ids.indexOf(id)),
    ]),
    ...(reason === '' ? {} : { r: reason }),
    ...(action === 'undo'
      ? { o: writes.map(({ origin }) => (origin === undefined ? null : ids.indexOf(origin))) }
      : {}),
  };
}
