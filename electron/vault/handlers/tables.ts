import type { tableCalls } from '../../../shared/bridge/tables.ts';
import { openClinicOf } from '../core.ts';
import { lookAtTable, previewTable } from '../exchange/csv/look.ts';
import { readMapping } from '../exchange/csv/mapping-file.ts';
import { keepMapping, mappingsOf, saveMapping } from '../records/mappings.ts';
import type { HandlersOf } from './contract.ts';

export const tableHandlers: HandlersOf<typeof tableCalls> = {
  'table.look': (_core, { path, file, rows }) => lookAtTable(path, file, rows),
  'table.preview': (core, { path, mapping, ...limits }) => {
    const zone = openClinicOf(core).workspace.members().profile.timeZone;
    return previewTable(path, mapping, limits, zone);
  },
  'mapping.list': (core) => mappingsOf(openClinicOf(core).workspace.store),
  'mapping.read': (_core, { path }) => readMapping(path),
  'mapping.save': (core, { mapping }) => saveMapping(openClinicOf(core).workspace, mapping),
  'mapping.use': (core, { id, use }) => keepMapping(openClinicOf(core).workspace, id, use),
};
