import type { listCalls } from '../../../shared/bridge/lists.ts';
import { openClinicOf } from '../core.ts';
import { mayAskNow } from '../permission.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';

export const listHandlers: HandlersOf<typeof listCalls> = {
  'export.list': (core, asked) => {
    const { job, ...input } = asked;
    const { analyst, workspace } = openClinicOf(core);
    const today = workspace.dayOf(core.options.clock.now());
    const noted = { event: 'export', what: input.list } as const;
    const stands = () => mayAskNow(core, 'export.list', asked);
    return asExport(core, { job, noted, stands, folder: input.out, rows: ({ rows }) => rows }, ({ signal, onRows }) =>
      analyst.snapshot((records) => records.ask('list', { ...input, today }, onRows, signal)),
    );
  },
};
