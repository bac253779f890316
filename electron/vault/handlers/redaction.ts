import type { redactionCalls } from '../../../shared/bridge/history.ts';
import { openClinicOf } from '../core.ts';
import { refreshDeidentified } from '../deidentified.ts';
import { flushDropped, redact } from '../records/redaction.ts';
import type { HandlersOf } from './contract.ts';

export const redactionHandlers: HandlersOf<typeof redactionCalls> = {
  'record.redact': async (core, { type, id, reason, chart }) => {
    const { workspace } = openClinicOf(core);
    const redacted = redact(workspace, { type, id }, reason, chart ? 'chart' : 'record');
    await flushDropped(workspace);
    refreshDeidentified(core);
    return redacted;
  },
};
