import type { conflictCalls } from '../../../shared/bridge/conflicts.ts';
import { openClinicOf } from '../core.ts';
import { listConflicts, resolveConflict } from '../records/conflicts.ts';
import { listSettled, undoDecision } from '../records/settled.ts';
import type { HandlersOf } from './contract.ts';

export const conflictHandlers: HandlersOf<typeof conflictCalls> = {
  'conflict.list': (core) => listConflicts(openClinicOf(core).workspace),
  'conflict.resolve': (core, { id, decision }) => {
    resolveConflict(openClinicOf(core).workspace, id, decision);
    return { id };
  },
  'conflict.settled': (core) => listSettled(openClinicOf(core).workspace),
  'conflict.undo': (core, { id, write }) => {
    undoDecision(openClinicOf(core).workspace, id, write);
    return { id };
  },
};
