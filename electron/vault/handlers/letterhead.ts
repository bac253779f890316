import type { letterheadCalls } from '../../../shared/bridge/letterhead.ts';
import { openClinicOf } from '../core.ts';
import { readLetterhead, saveLetterhead } from '../records/prints/letterhead.ts';
import type { HandlersOf } from './contract.ts';

export const letterheadHandlers: HandlersOf<typeof letterheadCalls> = {
  'letterhead.get': (core) => readLetterhead(openClinicOf(core).workspace),
  'letterhead.save': (core, input) => saveLetterhead(openClinicOf(core).workspace, input),
};
