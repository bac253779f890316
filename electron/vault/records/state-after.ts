/** What a record will be once writes that are about to be made are made. */
import { applyOperation, type RecordState, type RegisterWrite } from '../../../shared/merge/reducer.ts';

/** Newer than every write: what is about to be written is shown. */
const NEXT = { write: 'next', hlc: '999999999999999-99999' };

export function stateAfter(state: RecordState, writes: readonly RegisterWrite[]): RecordState {
  return applyOperation(state, NEXT.write, NEXT.hlc, { type: state.type, id: state.id, writes });
}
