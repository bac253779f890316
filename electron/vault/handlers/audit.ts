import { dirname } from 'node:path';
import { ExpectedError } from '../../../shared/base/result.ts';
import type { AuditFilter, auditCalls } from '../../../shared/bridge/audit.ts';
import { exportTrail } from '../audit/export.ts';
import { noteOfGivenOut } from '../audit/given-out.ts';
import { type ListFilter, listPage } from '../audit/list.ts';
import { auditState, rememberCheck } from '../audit/state.ts';
import { verifyAudit } from '../audit/verify.ts';
import { type Names, namesOf, viewRow } from '../audit/view.ts';
import { noteBy, noteFirst, userOf } from '../audited.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { mayAskNow, refuseHidden, sightOf } from '../permission.ts';
import { dayStart } from '../records/dates.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';

export const auditHandlers: HandlersOf<typeof auditCalls> = {
  'audit.list': (core, { filter, cursor, limit }) => {
    const { workspace, trail } = openClinicOf(core);
    if (cursor === undefined) trail.carry(); // what waits here is part of the trail
    const { rows, next } = listPage(workspace.store, inMilliseconds(core, filter), cursor, limit);
    const names = namesFor(core);
    return { rows: rows.map((row) => viewRow(row, names)), ...(next === undefined ? {} : { next }) };
  },

  'audit.state': (core) => auditState(openClinicOf(core).workspace.store),

  'audit.check': async (core) => {
    const { workspace, trail } = openClinicOf(core);
    trail.carry();
    const check = await verifyAudit(workspace);
    workspace.store.transaction((writer) => rememberCheck(writer, check, core.options.clock.now()));
    return auditState(workspace.store);
  },

  'audit.export': (core, asked) => {
    const { job, format, file, filter } = asked;
    const { workspace, trail } = openClinicOf(core);
    const names = namesFor(core);
    const { patient } = filter;
    const about = patient === undefined ? {} : { patient };
    const noted = { event: 'audit.export', what: format, ...about } as const;
    const named = sightOf(core).shows('Patient');
    const stands = () => mayAskNow(core, 'audit.export', asked, () => named && refuseHidden(core, ['Patient']));
    trail.carry();
    return asExport(
      core,
      { job, noted, stands, folder: dirname(file), rows: ({ entries }) => entries },
      ({ signal, onRows }) =>
        exportTrail(
          workspace.store,
          names,
          { file, format, filter: inMilliseconds(core, filter) },
          { signal, onProgress: onRows },
        ),
    );
  },

  'audit.note': (core, given) => {
    const user = userOf(core);
    const note = noteOfGivenOut(given);
    if (given.stage !== 'begun') noteBy(core, note, user);
    else
      try {
        noteFirst(core, note, user);
      } catch (error) {
        // that it begins stands there once it can, and so does that it did not
        if (error instanceof ExpectedError)
          noteBy(core, { ...noteOfGivenOut({ ...given, stage: 'stopped' }), error: error.failure.code }, user);
        throw error;
      }
    return {};
  },
};

/** Names of patients for whoever may see who is registered; ids for others. */
function namesFor(core: VaultCore): Names {
  const { store, members } = openClinicOf(core).workspace;
  return namesOf(store, members(), sightOf(core).shows('Patient'));
}

function inMilliseconds(core: VaultCore, { from, to, ...filter }: AuditFilter): ListFilter {
  const { timeZone } = openClinicOf(core).workspace.members().profile;
  return {
    ...filter,
    from: from === undefined ? undefined : dayStart(timeZone, from, 0),
    to: to === undefined ? undefined : dayStart(timeZone, to, 1),
  };
}
