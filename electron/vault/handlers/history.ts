import type { historyCalls } from '../../../shared/bridge/history.ts';
import { openClinicOf } from '../core.ts';
import { withOrigins } from '../exchange/runs/origins.ts';
import { addAddendum, amendRecord, markError, signRecord } from '../records/amend.ts';
import { historyOf, versionJson } from '../records/history.ts';
import { restoreVersion } from '../records/restore.ts';
import type { HandlersOf } from './contract.ts';

export const historyHandlers: HandlersOf<typeof historyCalls> = {
  'record.history': (core, { type, id }) => {
    const { workspace } = openClinicOf(core);
    return withOrigins(workspace.store, { type, id }, historyOf(workspace, type, id));
  },
  'record.version': (core, { type, id, version }) => ({
    json: versionJson(openClinicOf(core).workspace.store, type, id, version),
  }),
  'record.restore': (core, { type, id, version }) => restoreVersion(openClinicOf(core).workspace, type, id, version),
  'record.amend': (core, { resource, seen, reason }) =>
    amendRecord(openClinicOf(core).workspace, resource, seen, reason),
  'record.error': (core, { type, id, reason }) => markError(openClinicOf(core).workspace, type, id, reason),
  'record.sign': (core, { type, id }) => signRecord(openClinicOf(core).workspace, type, id),
  'record.addendum': (core, { type, id, text }) => addAddendum(openClinicOf(core).workspace, type, id, text),
};
