import type { listCalls } from '../../../shared/bridge/lists.ts';
import { openClinicOf } from '../core.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';

export const listHandlers: HandlersOf<typeof listCalls> = {
  'export.list': (core, { job, ...input }) => {
    const { analyst, workspace } = openClinicOf(core);
    const today = workspace.dayOf(core.options.clock.now());
    const noted = { event: 'export', what: input.list } as const;
    return asExport(core, { job, noted, folder: input.out, rows: ({ rows }) => rows }, ({ signal, onRows }) =>
      analyst.snapshot((records) => records.ask('list', { ...input, today }, onRows, signal)),
    );
  },
};
