import type { conflictCalls } from '../../../shared/bridge/conflicts.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { listConflicts, resolveConflict } from '../records/conflicts.ts';
import { listSettled, undoDecision } from '../records/settled.ts';
import type { HandlersOf } from './contract.ts';

export const conflictHandlers: HandlersOf<typeof conflictCalls> = {
  'conflict.list': (core) => {
    const sight = sightOf(core);
    return listConflicts(openClinicOf(core).workspace).filter(({ record, others, patient }) =>
      [record, ...others].every(({ type }) => sight.shows(type, patient)),
    );
  },
  'conflict.resolve': (core, { id, decision }) => {
    resolveConflict(openClinicOf(core).workspace, id, decision);
    return { id };
  },
  'conflict.settled': (core) => {
    const sight = sightOf(core);
    return listSettled(openClinicOf(core).workspace).filter(({ record, patient }) => sight.shows(record.type, patient));
  },
  'conflict.undo': (core, { id, write }) => {
    undoDecision(openClinicOf(core).workspace, id, write);
    return { id };
  },
};
